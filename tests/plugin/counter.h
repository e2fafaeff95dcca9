/* A counter in a till that has loaded Makegood, for the tests of what goes over the border. */
#ifndef MAKEGOOD_TESTS_COUNTER_H
#define MAKEGOOD_TESTS_COUNTER_H

#include "tests/plugin/loaded.h"

#include <string.h>

static makegood_error error = {.size = sizeof error};

#define CHECK(holds)                                                                                                   \
    do {                                                                                                               \
        if (!(holds)) {                                                                                                \
            fprintf(stderr, "%s:%d: %s (%d %s, %s, %s)\n", __FILE__, __LINE__, #holds, error.status, error.reason,     \
                    error.sentence, error.detail);                                                                     \
            exit(1);                                                                                                   \
        }                                                                                                              \
    } while (0)
#define REFUSED(call, name) CHECK((call) == MAKEGOOD_REFUSED && strcmp(error.reason, (name)) == 0)

static int64_t at_ten(const makegood_host* host) {
    (void)host;
    return 1323079200000; /* 2011-12-05T10:00Z */
}

static int32_t in_london(const makegood_host* host) {
    (void)host;
    return 0;
}

static const makegood_host_clock clock_of_counter = {sizeof clock_of_counter, at_ten, in_london};

typedef struct counter {
    const makegood_entry* entry;
    const char* assets;
    const char* data;
    makegood_plugin* plugin;
    const makegood_receipts* receipts;
    const makegood_staff* staff;
    const makegood_desk* desk;
    const makegood_requests* requests;
} counter;

static inline void open_counter(counter* at, const makegood_host* host) {
    const makegood_open_options options = {
        .size = sizeof options, .data_folder = at->data, .assets_folder = at->assets};
    CHECK(at->entry->open(host, &options, &at->plugin, &error) == MAKEGOOD_OK);
    at->receipts = at->plugin->extension(at->plugin, MAKEGOOD_RECEIPTS);
    at->staff = at->plugin->extension(at->plugin, MAKEGOOD_STAFF);
    at->desk = at->plugin->extension(at->plugin, MAKEGOOD_DESK);
    at->requests = at->plugin->extension(at->plugin, MAKEGOOD_REQUESTS);
}

static inline void open_again(counter* at, const makegood_host* host) {
    at->plugin->close(at->plugin);
    open_counter(at, host);
}

static inline void enrol(counter* at, int32_t role, const char* number, const char* name, const char* pin) {
    const makegood_staff_member member = {
        .size = sizeof member, .role = role, .number = number, .english_name = name, .pin = pin};
    CHECK(at->staff->enrol(at->plugin, &member, &error) == MAKEGOOD_OK);
}

/* Olives at 3.50, a lamp at 30.00 and milk at 1.20. */
static inline makegood_line sold(const char* code, const char* name, int64_t pence) {
    const makegood_line line = {
        .size = sizeof line, .entry_method = MAKEGOOD_SCANNED, .code = code, .name = name, .amount = {pence, "GBP", 2}};
    return line;
}

static inline void sell(counter* at, const char* sequence, const char* customer) {
    const makegood_line olives = sold("5000112637922", "Olives", 350);
    const makegood_line lamp = sold("9780201379624", "Lamp", 3000);
    const makegood_line milk = sold("4006381333931", "Milk", 120);
    const makegood_line* const lines[] = {&olives, &lamp, &milk};
    const makegood_receipt receipt = {.size = sizeof receipt,
                                      .business_unit = "u",
                                      .workstation = "1",
                                      .sequence = sequence,
                                      .begun_at = "2011-12-01T09:30:00",
                                      .customer_reference = customer,
                                      .total = {3470, "GBP", 2},
                                      .lines = lines,
                                      .line_count = 3};
    CHECK(at->receipts->take_receipt(at->plugin, &receipt, NULL, &error) == MAKEGOOD_OK);
}

enum { olives = 1, lamp = 2, milk = 3 };

static inline makegood_claim claim_on(const char* request, const char* receipt, int32_t line, int32_t complaint) {
    const makegood_claim claim = {.size = sizeof claim,
                                  .complaint = complaint,
                                  .request = request,
                                  .staff = "101",
                                  .receipt = receipt,
                                  .line = line};
    return claim;
}

/* Of a claim by 101, whose id goes into `id`. */
static inline const makegood_case* claimed(counter* at, const char* request, const char* receipt, int32_t line,
                                           int32_t complaint, char id[64]) {
    const makegood_claim claim = claim_on(request, receipt, line, complaint);
    const makegood_case* now = NULL;
    CHECK(at->desk->claim(at->plugin, &claim, &now, &error) == MAKEGOOD_OK);
    snprintf(id, 64, "%s", now->id);
    return now;
}

static inline const makegood_case* look(counter* at, const char* id) {
    const makegood_case* now = NULL;
    CHECK(at->desk->look(at->plugin, id, &now, &error) == MAKEGOOD_OK);
    return now;
}

static inline makegood_settled settle(counter* at) {
    makegood_settled settled = {.size = sizeof settled};
    CHECK(at->requests->settle(at->plugin, &settled, &error) == MAKEGOOD_OK);
    return settled;
}

#endif
