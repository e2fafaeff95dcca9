/* The border itself, as a host in C meets it: its sizes and ids for ever, what is loaded and let go, what a host gets
 * wrong, and that nothing of the process is changed. Usage: border_test LIBRARY ASSETS FOLDER */
#define _GNU_SOURCE

#include "tests/plugin/loaded.h"

#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

extern char** environ;

/* What 1.0 said on a 64-bit machine; these lines are only ever added to. */
#define PINNED(type, bytes) _Static_assert(sizeof(type) == (bytes), #type)
#define PLACED(type, member, bytes) _Static_assert(offsetof(type, member) == (bytes), #type "." #member)
PINNED(makegood_amount, 16);
PINNED(makegood_error, 1352);
PINNED(makegood_host, 48);
PLACED(makegood_host, context, 16);
PLACED(makegood_host, extension, 40);
PINNED(makegood_host_clock, 24);
PINNED(makegood_host_printer, 16);
PINNED(makegood_host_refunds, 16);
PINNED(makegood_host_stock, 16);
PINNED(makegood_host_drawer, 16);
PINNED(makegood_document_line, 24);
PINNED(makegood_document, 40);
PINNED(makegood_refund_line, 32);
PINNED(makegood_refund, 72);
PLACED(makegood_refund, amount, 40);
PINNED(makegood_stock_movement, 48);
PINNED(makegood_plugin, 40);
PLACED(makegood_plugin, extension, 16);
PLACED(makegood_plugin, release, 24);
PLACED(makegood_plugin, close, 32);
PINNED(makegood_open_options, 32);
PINNED(makegood_entry, 24);
PLACED(makegood_entry, open, 16);
PINNED(makegood_line, 80);
PLACED(makegood_line, code, 24);
PLACED(makegood_line, amount, 48);
PINNED(makegood_tender, 48);
PINNED(makegood_tax, 40);
PINNED(makegood_return_of, 24);
PINNED(makegood_receipt, 168);
PLACED(makegood_receipt, total, 88);
PLACED(makegood_receipt, lines, 104);
PLACED(makegood_receipt, return_count, 160);
PINNED(makegood_product, 40);
PINNED(makegood_receipts, 32);
PINNED(makegood_staff_member, 48);
PINNED(makegood_staff, 16);
PINNED(makegood_found_line, 64);
PINNED(makegood_found_receipt, 72);
PINNED(makegood_found, 32);
PINNED(makegood_facts, 112);
PINNED(makegood_claim, 72);
PINNED(makegood_offer, 48);
PINNED(makegood_approval, 56);
PINNED(makegood_evidence, 32);
PINNED(makegood_rule_answer, 32);
#if MAKEGOOD_MINOR == 0
PINNED(makegood_case, 208);
#else
PINNED(makegood_case, 224);
PLACED(makegood_case, lines, 208);
#endif
PLACED(makegood_case, id, 8);
PLACED(makegood_case, value, 48);
PLACED(makegood_case, slip, 200);
PINNED(makegood_desk, 144);
PLACED(makegood_desk, claim, 24);
PLACED(makegood_desk, approve, 72);
PLACED(makegood_desk, open_drawer, 136);
PINNED(makegood_settled, 12);
PINNED(makegood_requests, 16);
#if MAKEGOOD_MINOR > 0
PINNED(makegood_host_receipts, 16);
PINNED(makegood_claimed_line, 16);
PINNED(makegood_claim_of_lines, 56);
PINNED(makegood_claim_by_word, 96);
PINNED(makegood_claims, 24);
PINNED(makegood_scanned, 48);
PINNED(makegood_customer, 24);
PINNED(makegood_of_customer, 32);
PINNED(makegood_counter, 32);
PINNED(makegood_hearing, 32);
PINNED(makegood_host_hooks, 48);
PLACED(makegood_host_hooks, stock_effect, 40);
#endif

#define CHECK(holds)                                                                                                   \
    do {                                                                                                               \
        if (!(holds)) {                                                                                                \
            fprintf(stderr, "border: line %d: %s (%d %s %s)\n", __LINE__, #holds, error.status, error.reason,          \
                    error.detail);                                                                                     \
            exit(1);                                                                                                   \
        }                                                                                                              \
    } while (0)

static makegood_error error = {.size = sizeof error};

static makegood_plugin* clocked;
static int32_t from_inside = -1;

static int64_t wall_ms(const makegood_host* host) {
    (void)host;
    if (clocked != NULL) {
        const makegood_desk* desk = clocked->extension(clocked, MAKEGOOD_DESK);
        const makegood_case* one = NULL;
        from_inside = desk->look(clocked, "any", &one, NULL);
    }
    return 1323079200000;
}

static int32_t no_offset(const makegood_host* host) {
    (void)host;
    return 0;
}

static const void* clock_only(const makegood_host* host, const char* id) {
    static const makegood_host_clock clock = {sizeof clock, wall_ms, no_offset};
    (void)host;
    return strcmp(id, MAKEGOOD_HOST_CLOCK) == 0 ? (const void*)&clock : NULL;
}

static makegood_host plain_host(void) {
    const makegood_host host = {sizeof host, MAKEGOOD_MAJOR, MAKEGOOD_MINOR, NULL, "border", "1", clock_only};
    return host;
}

/* ---- the process stays as it was */

typedef struct process {
    char folder[4096];
    char locale[256];
    char thread[16];
    char environment[64 * 1024];
    mode_t mask;
    long threads;
    struct sigaction actions[65];
    sigset_t blocked;
} process;

static long count_threads(void) {
    FILE* status = fopen("/proc/self/status", "r");
    char text[256];
    long threads = -1;
    while (fgets(text, sizeof text, status) != NULL)
        if (sscanf(text, "Threads: %ld", &threads) == 1)
            break;
    fclose(status);
    return threads;
}

static void look(process* at) {
    memset(at, 0, sizeof *at);
    CHECK(getcwd(at->folder, sizeof at->folder) != NULL);
    snprintf(at->locale, sizeof at->locale, "%s", setlocale(LC_ALL, NULL));
    prctl(PR_GET_NAME, at->thread);
    size_t length = 0;
    for (char** variable = environ; *variable != NULL && length < sizeof at->environment; ++variable)
        length += (size_t)snprintf(at->environment + length, sizeof at->environment - length, "%s\n", *variable);
    at->mask = umask(0);
    umask(at->mask);
    at->threads = count_threads();
    for (int number = 1; number < 65; ++number)
        sigaction(number, NULL, &at->actions[number]);
    pthread_sigmask(SIG_SETMASK, NULL, &at->blocked);
}

static void expect_same(const process* before) {
    static process now;
    look(&now);
    CHECK(strcmp(before->folder, now.folder) == 0);
    CHECK(strcmp(before->locale, now.locale) == 0);
    CHECK(strcmp(before->thread, now.thread) == 0);
    CHECK(strcmp(before->environment, now.environment) == 0);
    CHECK(before->mask == now.mask);
    CHECK(before->threads == now.threads);
    for (int number = 1; number < 65; ++number) {
        CHECK(before->actions[number].sa_handler == now.actions[number].sa_handler);
        CHECK(before->actions[number].sa_flags == now.actions[number].sa_flags);
    }
    CHECK(memcmp(&before->blocked, &now.blocked, sizeof now.blocked) == 0);
}

/* ---- what a host may get wrong */

static const char* data;
static const char* assets;

static makegood_plugin* open_plugin(const makegood_entry* entry, const makegood_host* host) {
    const makegood_open_options options = {.size = sizeof options, .data_folder = data, .assets_folder = assets};
    makegood_plugin* plugin = NULL;
    CHECK(entry->open(host, &options, &plugin, &error) == MAKEGOOD_OK);
    CHECK(plugin->size == sizeof *plugin && plugin->major == MAKEGOOD_MAJOR);
    return plugin;
}

static void open_wrongly(const makegood_entry* entry) {
    makegood_host host = plain_host();
    makegood_open_options options = {.size = sizeof options, .data_folder = data, .assets_folder = assets};
    makegood_plugin* plugin = NULL;
    CHECK(entry->open(NULL, &options, &plugin, &error) == MAKEGOOD_BAD_ARGUMENT);
    CHECK(entry->open(&host, NULL, &plugin, &error) == MAKEGOOD_BAD_ARGUMENT);
    CHECK(entry->open(&host, &options, NULL, &error) == MAKEGOOD_BAD_ARGUMENT);
    CHECK(entry->open(&host, NULL, &plugin, NULL) == MAKEGOOD_BAD_ARGUMENT);
    host.size = 8;
    CHECK(entry->open(&host, &options, &plugin, &error) == MAKEGOOD_BAD_ARGUMENT);
    host.extension = NULL;
    CHECK(entry->open(&host, &options, &plugin, &error) == MAKEGOOD_BAD_ARGUMENT);
    host.size = 1000000;
    CHECK(entry->open(&host, &options, &plugin, &error) == MAKEGOOD_BAD_ARGUMENT);
    host = plain_host();
    host.major = 2;
    CHECK(entry->open(&host, &options, &plugin, &error) == MAKEGOOD_BAD_ARGUMENT);
    host = plain_host();
    options.data_folder = "beside/us";
    CHECK(entry->open(&host, &options, &plugin, &error) == MAKEGOOD_BAD_ARGUMENT);
    options.data_folder = "/proc/no/such/folder";
    CHECK(entry->open(&host, &options, &plugin, &error) == MAKEGOOD_STORAGE);
    options.data_folder = data;
    options.assets_folder = "/proc/no/such/folder";
    CHECK(entry->open(&host, &options, &plugin, &error) == MAKEGOOD_REFUSED);
    options.assets_folder = assets;
    options.language = 7;
    CHECK(entry->open(&host, &options, &plugin, &error) == MAKEGOOD_BAD_ARGUMENT);
    CHECK(plugin == NULL);
}

static makegood_line good_line(void) {
    const makegood_line line = {.size = sizeof line, .code = "1", .name = "Tea", .amount = {250, "GBP", 2}};
    return line;
}

static makegood_receipt good_receipt(void) {
    const makegood_receipt receipt = {.size = sizeof receipt,
                                      .business_unit = "u",
                                      .workstation = "1",
                                      .sequence = "1",
                                      .begun_at = "2011-12-01T09:30:00",
                                      .total = {250, "GBP", 2}};
    return receipt;
}

static void push_wrongly(makegood_plugin* plugin) {
    const makegood_receipts* receipts = plugin->extension(plugin, MAKEGOOD_RECEIPTS);
    makegood_line line = good_line();
    const makegood_line* lines[] = {&line};
    makegood_receipt receipt = good_receipt();
    int32_t taken = -1;
#define PUSH() receipts->take_receipt(plugin, &receipt, &taken, &error)
#define WRONG(change)                                                                                                  \
    do {                                                                                                               \
        line = good_line();                                                                                            \
        lines[0] = &line;                                                                                              \
        receipt = good_receipt();                                                                                      \
        receipt.lines = lines;                                                                                         \
        receipt.line_count = 1;                                                                                        \
        change;                                                                                                        \
        CHECK(PUSH() == MAKEGOOD_BAD_ARGUMENT && error.detail[0] != '\0' && taken == -1);                              \
    } while (0)
    CHECK(receipts->take_receipt(NULL, &receipt, &taken, &error) == MAKEGOOD_BAD_ARGUMENT);
    CHECK(receipts->take_receipt(plugin, NULL, &taken, &error) == MAKEGOOD_BAD_ARGUMENT);
    WRONG(receipt.size = 0);
    WRONG(receipt.size = 12);
    WRONG(receipt.size = UINT32_MAX);
    WRONG(receipt.sequence = NULL);
    WRONG(receipt.workstation = "");
    WRONG(receipt.business_unit = "caf\xe9");
    WRONG(receipt.begun_at = "yesterday");
    WRONG(receipt.business_day = "2011-02-30");
    WRONG(receipt.kind = 99);
    WRONG(receipt.kind = -1);
    WRONG(receipt.lines = NULL);
    WRONG(receipt.line_count = SIZE_MAX);
    WRONG(lines[0] = NULL);
    WRONG(line.size = 4);
    WRONG(line.code = NULL);
    WRONG(line.unit = 70);
    WRONG(line.number = -4);
    WRONG(line.number = INT32_MAX);
    WRONG(line.quantity_milli = INT64_MIN);
    WRONG(line.amount.currency[0] = 'g');
    WRONG(line.amount.currency[3] = 'X');
    WRONG(memcpy(line.amount.currency, "EUR", 4));
    WRONG(line.amount.exponent = 9);
    WRONG(line.amount.exponent = -1);
    WRONG(line.amount.exponent = 3; line.amount.units = 2501);
    WRONG(line.amount.exponent = 0; line.amount.units = INT64_MAX);
    WRONG(receipt.total.currency[0] = '\0'; receipt.total.units = 1);

    /* What stands for the same amount in another exponent is taken, and known as the same. */
    line = good_line();
    receipt = good_receipt();
    receipt.lines = lines;
    lines[0] = &line;
    receipt.line_count = 1;
    CHECK(PUSH() == MAKEGOOD_OK && taken == MAKEGOOD_STORED);
    line.amount.units = 25000;
    line.amount.exponent = 4;
    CHECK(PUSH() == MAKEGOOD_OK && taken == MAKEGOOD_KNOWN);
    /* A host of a later 1.x has longer structs. */
    struct {
        makegood_receipt of_now;
        uint64_t of_later;
    } later = {receipt, 42};
    later.of_now.size = sizeof later;
    CHECK(receipts->take_receipt(plugin, &later.of_now, NULL, NULL) == MAKEGOOD_OK);

    /* More of a card than anybody may keep. */
    const makegood_tender card = {
        .size = sizeof card, .kind = "Card", .amount = {250, "GBP", 2}, .card_last_four = "4111111111111111"};
    const makegood_tender* const tenders[] = {&card};
    receipt.tenders = tenders;
    receipt.tender_count = 1;
    CHECK(PUSH() == MAKEGOOD_REFUSED && strcmp(error.reason, "receipt") == 0);

    /* One that is wrong leaves the others. */
    makegood_receipt other = good_receipt();
    other.sequence = "2";
    makegood_receipt wrong = good_receipt();
    wrong.begun_at = NULL;
    const makegood_receipt* const batch[] = {&wrong, &other, NULL};
    int32_t became[3] = {-1, -1, -1};
    CHECK(receipts->take_receipts(plugin, batch, 3, became, &error) == MAKEGOOD_BAD_ARGUMENT);
    CHECK(became[0] == MAKEGOOD_NOT_TAKEN && became[1] == MAKEGOOD_STORED && became[2] == MAKEGOOD_NOT_TAKEN);
    CHECK(strncmp(error.detail, "receipts[0]", 11) == 0);
    CHECK(receipts->take_receipts(plugin, NULL, 3, NULL, &error) == MAKEGOOD_BAD_ARGUMENT);
    CHECK(receipts->take_receipts(plugin, batch, SIZE_MAX, became, &error) == MAKEGOOD_BAD_ARGUMENT);
    CHECK(receipts->take_receipts(plugin, NULL, 0, NULL, &error) == MAKEGOOD_OK);
    CHECK(receipts->take_products(plugin, NULL, 2, &error) == MAKEGOOD_BAD_ARGUMENT);
    const makegood_product free_of_price = {.size = sizeof free_of_price, .code = "1"};
    const makegood_product* const list[] = {&free_of_price};
    CHECK(receipts->take_products(plugin, list, 1, &error) == MAKEGOOD_BAD_ARGUMENT);
}

/* Letters of U+0600 to U+06FF, of which the first is one. */
static bool is_persian(const char* text) {
    return (unsigned char)text[0] >= 0xD8 && (unsigned char)text[0] <= 0xDB;
}

static void speak_persian(const makegood_entry* entry) {
    const makegood_host host = plain_host();
    const makegood_open_options options = {
        .size = sizeof options, .language = MAKEGOOD_PERSIAN, .data_folder = data, .assets_folder = assets};
    makegood_plugin* plugin = NULL;
    CHECK(entry->open(&host, &options, &plugin, &error) == MAKEGOOD_OK);
    const makegood_desk* desk = plugin->extension(plugin, MAKEGOOD_DESK);
    const makegood_case* one = NULL;
    CHECK(desk->look(plugin, "no case", &one, &error) == MAKEGOOD_NOT_FOUND && is_persian(error.sentence));
    const makegood_approval approval = {
        .size = sizeof approval, .request = "fa", .case_id = "any", .proposal = "any", .badge = "MGBNOBODY"};
    CHECK(desk->approve(plugin, &approval, &one, &error) == MAKEGOOD_REFUSED && is_persian(error.sentence));
    CHECK(strcmp(error.reason, "badge_unknown") == 0);
    plugin->close(plugin);
}

static void step_wrongly(makegood_plugin* plugin) {
    const makegood_desk* desk = plugin->extension(plugin, MAKEGOOD_DESK);
    const makegood_staff* staff = plugin->extension(plugin, MAKEGOOD_STAFF);
    const makegood_requests* requests = plugin->extension(plugin, MAKEGOOD_REQUESTS);
    const makegood_found* found = NULL;
    const makegood_case* one = NULL;
    CHECK(desk->find_printed(plugin, "1", "1", &found, &error) == MAKEGOOD_REFUSED);
    CHECK(strcmp(error.reason, "staff_unknown") == 0);
    makegood_staff_member member = {.size = sizeof member, .role = MAKEGOOD_CASHIER, .number = "1"};
    CHECK(staff->enrol(plugin, &member, &error) == MAKEGOOD_BAD_ARGUMENT);
    member.english_name = "Nora";
    member.pin = "123456";
    CHECK(staff->enrol(plugin, &member, &error) == MAKEGOOD_REFUSED && strcmp(error.reason, "pin_too_easy") == 0);
    member.pin = NULL;
    CHECK(staff->enrol(plugin, &member, &error) == MAKEGOOD_OK);
    CHECK(staff->enrol(plugin, &member, &error) == MAKEGOOD_OK);
    member.role = MAKEGOOD_OWNER;
    CHECK(staff->enrol(plugin, &member, &error) == MAKEGOOD_REFUSED);
    member.role = 17;
    CHECK(staff->enrol(plugin, &member, &error) == MAKEGOOD_BAD_ARGUMENT);

    CHECK(desk->find_printed(plugin, "1", NULL, &found, &error) == MAKEGOOD_BAD_ARGUMENT);
    CHECK(desk->find_printed(plugin, "1", "1", NULL, &error) == MAKEGOOD_BAD_ARGUMENT);
    CHECK(desk->find_printed(plugin, "1", "\xff\xfe", &found, &error) == MAKEGOOD_BAD_ARGUMENT);
    CHECK(desk->find_by_facts(plugin, NULL, &found, &error) == MAKEGOOD_BAD_ARGUMENT);
    CHECK(desk->find_printed(plugin, "1", "no such number", &found, &error) == MAKEGOOD_OK &&
          found->receipt_count == 0);
    plugin->release(plugin, found);
    plugin->release(plugin, found); /* given back already */
    plugin->release(plugin, &error);
    plugin->release(plugin, NULL);
    plugin->release(NULL, NULL);

    const char* const items[] = {"Tea"};
    const makegood_facts facts = {
        .size = sizeof facts, .days_off = 2, .staff = "1", .day_from = "2011-12-02", .items = items, .item_count = 1};
    CHECK(desk->find_by_facts(plugin, &facts, &found, &error) == MAKEGOOD_OK && found->receipt_count > 0);
    CHECK(strncmp(found->receipts[0]->key, "u/1/2011-12-01/", 15) == 0 && found->receipts[0]->likely_permille > 0);
    CHECK(found->receipts[0]->line_count == 1 && found->receipts[0]->lines[0]->left_milli == 1000);
    plugin->release(plugin, found);

    makegood_claim claim = {.size = sizeof claim,
                            .complaint = MAKEGOOD_DAMAGED,
                            .request = "1",
                            .staff = "nobody",
                            .receipt = "u/1/2011-12-01/1",
                            .line = 1};
    CHECK(desk->claim(plugin, &claim, &one, &error) == MAKEGOOD_REFUSED);
    CHECK(strcmp(error.reason, "staff_unknown") == 0 && error.sentence[0] != '\0');
    claim.staff = "1";
    claim.complaint = 0;
    CHECK(desk->claim(plugin, &claim, &one, &error) == MAKEGOOD_BAD_ARGUMENT);
    claim.complaint = MAKEGOOD_DAMAGED;
    claim.receipt = "not a key";
    CHECK(desk->claim(plugin, &claim, &one, &error) == MAKEGOOD_BAD_ARGUMENT);
    claim.receipt = "u/1/2011-12-01/unknown";
    CHECK(desk->claim(plugin, &claim, &one, &error) == MAKEGOOD_NOT_FOUND);
    claim.receipt = "u/1/2011-12-01/1";
    claim.line = 8;
    CHECK(desk->claim(plugin, &claim, &one, &error) == MAKEGOOD_REFUSED && strcmp(error.reason, "line_unknown") == 0);
    claim.line = 1;
    claim.request = "this id is far too long for a request, since sixty-four bytes are what an id may have";
    CHECK(desk->claim(plugin, &claim, &one, &error) == MAKEGOOD_BAD_ARGUMENT);
    claim.request = "2";
    CHECK(desk->claim(plugin, &claim, &one, &error) == MAKEGOOD_OK && one->line == 1);
    char id[64];
    snprintf(id, sizeof id, "%s", one->id);
    CHECK(desk->claim(plugin, &claim, &one, &error) == MAKEGOOD_OK && strcmp(one->id, id) == 0); /* asked again */

    makegood_offer offer = {.size = sizeof offer};
    CHECK(desk->give(plugin, "3", "1", id, &offer, 0, &one, &error) == MAKEGOOD_BAD_ARGUMENT);
    offer.remedy = MAKEGOOD_PRICE_DIFFERENCE;
    CHECK(desk->give(plugin, "3", "1", id, &offer, 0, &one, &error) == MAKEGOOD_REFUSED);
    CHECK(desk->give(plugin, "3", "1", id, NULL, 9, &one, &error) == MAKEGOOD_BAD_ARGUMENT);
    CHECK(desk->give(plugin, "3", "1", "no case", NULL, 0, &one, &error) == MAKEGOOD_NOT_FOUND);
    CHECK(desk->hand_over(plugin, "4", "1", id, &one, &error) == MAKEGOOD_REFUSED);
    CHECK(desk->close_case(plugin, NULL, "1", id, &one, &error) == MAKEGOOD_BAD_ARGUMENT);
    makegood_approval approval = {.size = sizeof approval, .request = "5", .case_id = id, .proposal = "x"};
    CHECK(desk->approve(plugin, &approval, &one, &error) == MAKEGOOD_BAD_ARGUMENT);
    approval.badge = "MGBNOBODY";
    CHECK(desk->approve(plugin, &approval, &one, &error) == MAKEGOOD_REFUSED);
    approval.approver = "1";
    approval.badge = NULL;
    approval.pin = "not digits, and far too many of them to be a PIN";
    CHECK(desk->approve(plugin, &approval, &one, &error) == MAKEGOOD_REFUSED);
    CHECK(desk->decline(plugin, &approval, "because", &one, &error) == MAKEGOOD_BAD_ARGUMENT);
    CHECK(desk->open_drawer(plugin, "6", "1", NULL, &error) == MAKEGOOD_REFUSED);
    CHECK(desk->look(plugin, "no case", &one, &error) == MAKEGOOD_NOT_FOUND);
    CHECK(desk->look_by_slip(plugin, "MGSNONE", &one, &error) == MAKEGOOD_NOT_FOUND);

    makegood_settled settled = {.size = 2};
    CHECK(requests->settle(plugin, &settled, &error) == MAKEGOOD_BAD_ARGUMENT);
    CHECK(requests->settle(NULL, NULL, &error) == MAKEGOOD_BAD_ARGUMENT);
    CHECK(desk->give(plugin, "7", "1", id, NULL, MAKEGOOD_PERSIAN, &one, &error) == MAKEGOOD_OK && one->slip != NULL);
    CHECK(one->slip->language == MAKEGOOD_PERSIAN && is_persian(one->slip->lines[0]->text));
    settled.size = sizeof settled;
    CHECK(requests->settle(plugin, &settled, &error) == MAKEGOOD_OK && settled.waiting > 0); /* it has no printer */
    makegood_error small = {.size = 4};
    CHECK(desk->look(plugin, "no case", &one, &small) == MAKEGOOD_NOT_FOUND && small.status == 0);
}

/* ---- calls from inside and from beside */

static void call_from_inside(const makegood_entry* entry) {
    const makegood_host host = plain_host();
    makegood_plugin* plugin = open_plugin(entry, &host);
    const makegood_desk* desk = plugin->extension(plugin, MAKEGOOD_DESK);
    const makegood_case* one = NULL;
    clocked = plugin;
    desk->claim(plugin,
                &(makegood_claim){.size = sizeof(makegood_claim),
                                  .complaint = 1,
                                  .request = "inside",
                                  .staff = "1",
                                  .receipt = "u/1/2011-12-01/2",
                                  .line = 1},
                &one, &error);
    desk->look_by_slip(plugin, "MGSNONE", &one, &error);
    clocked = NULL;
    CHECK(from_inside == MAKEGOOD_BUSY);
    plugin->close(plugin);
}

static void* push_beside(void* given) {
    makegood_plugin* plugin = given;
    const makegood_receipts* receipts = plugin->extension(plugin, MAKEGOOD_RECEIPTS);
    for (int i = 0; i < 20; ++i) {
        char sequence[32];
        snprintf(sequence, sizeof sequence, "%lu-%d", (unsigned long)pthread_self(), i);
        makegood_receipt receipt = good_receipt();
        receipt.sequence = sequence;
        if (receipts->take_receipt(plugin, &receipt, NULL, NULL) != MAKEGOOD_OK)
            return given;
    }
    return NULL;
}

static void call_from_beside(const makegood_entry* entry) {
    const makegood_host host = plain_host();
    makegood_plugin* plugin = open_plugin(entry, &host);
    makegood_plugin* second = NULL;
    const makegood_open_options options = {.size = sizeof options, .data_folder = data, .assets_folder = assets};
    CHECK(entry->open(&host, &options, &second, &error) == MAKEGOOD_STORAGE && second == NULL);
    CHECK(strcmp(error.reason, "owned") == 0);
    pthread_t threads[4];
    for (int i = 0; i < 4; ++i)
        pthread_create(&threads[i], NULL, push_beside, plugin);
    for (int i = 0; i < 4; ++i) {
        void* failed = NULL;
        pthread_join(threads[i], &failed);
        CHECK(failed == NULL);
    }
    plugin->close(plugin);
}

int main(int argc, char** argv) {
    if (argc != 4)
        give_up("border", "usage: border_test LIBRARY ASSETS FOLDER");
    assets = argv[2];
    data = argv[3];
    setlocale(LC_ALL, "C");
    umask(027);
    static process before;
    look(&before);
    for (int round = 0; round < 3; ++round) {
        void* loaded = load(argv[1]);
        const makegood_entry* entry = entry_of(loaded);
        expect_same(&before);
        if (round == 0)
            open_wrongly(entry);
        const makegood_host host = plain_host();
        makegood_plugin* plugin = open_plugin(entry, &host);
        CHECK(plugin->extension(plugin, "makegood.receipts/99") == NULL);
        CHECK(plugin->extension(plugin, "") == NULL && plugin->extension(plugin, NULL) == NULL);
        if (round == 0) {
            push_wrongly(plugin);
            step_wrongly(plugin);
        }
        expect_same(&before);
        plugin->close(plugin);
        if (round == 1) {
            speak_persian(entry);
            call_from_inside(entry);
            call_from_beside(entry);
        }
        dlclose(loaded);
        expect_same(&before);
        CHECK(dlopen(argv[1], RTLD_NOW | RTLD_NOLOAD) == NULL);
    }
    puts("the border holds");
    return 0;
}
