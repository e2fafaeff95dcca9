/* A small till that has loaded Makegood: it sells, hands its receipts over, and puts right what went wrong, down to the
 * printed slip. Usage: till LIBRARY ASSETS FOLDER [CRASH_AT]
 *
 * Everything that the till does for the desk stands in FOLDER/book, one line for each request: what has a line was done
 * and is not done again. With CRASH_AT it kills itself at that point of its story; run again it goes on from the start
 * with the same ids, as a till does that does not know how far it came. */
#define _POSIX_C_SOURCE 200809L

#include "tests/plugin/loaded.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

typedef struct till {
    char book[512];
    int crash_at;
    int points; /* that were passed */
} till;

static const char* const pin = "739518";

/* Where the power may go. */
static void point(till* self) {
    if (++self->points == self->crash_at)
        kill(getpid(), SIGKILL);
}

/* ---- the till's own book */

static bool stands_in_book(const till* self, const char* request) {
    FILE* book = fopen(self->book, "r");
    char line[4096];
    bool found = false;
    if (book == NULL)
        return false;
    while (fgets(line, sizeof line, book) != NULL) {
        const char* id = strchr(line, ' ');
        const size_t length = strlen(request);
        found = found || (id != NULL && strncmp(id + 1, request, length) == 0 && id[1 + length] == ' ');
    }
    fclose(book);
    return found;
}

/* The line is the deed: it goes out whole or not at all. */
static int32_t do_once(till* self, const char* what, const char* request, const char* of_what) {
    char line[4096];
    point(self);
    if (stands_in_book(self, request))
        return MAKEGOOD_DONE;
    const int length = snprintf(line, sizeof line, "%s %s %s\n", what, request, of_what);
    const int book = open(self->book, O_WRONLY | O_APPEND | O_CREAT, 0600);
    if (book < 0 || length < 0 || (size_t)length >= sizeof line || write(book, line, (size_t)length) != length)
        give_up("write", self->book);
    fsync(book);
    close(book);
    point(self);
    return MAKEGOOD_DONE;
}

/* ---- what the desk may ask of it */

static int32_t print(const makegood_host* host, const char* request, const makegood_document* document) {
    char paper[3500] = "";
    size_t length = 0;
    if (document->copy_mark[0] != '\0')
        length = (size_t)snprintf(paper, sizeof paper, "%s|", document->copy_mark);
    for (size_t i = 0; i < document->line_count && length < sizeof paper; ++i)
        length += (size_t)snprintf(paper + length, sizeof paper - length, "%s %s|", document->lines[i]->text,
                                   document->lines[i]->value);
    return do_once(host->context, "paper", request, paper);
}

static int32_t refund(const makegood_host* host, const char* request, const makegood_refund* asked) {
    char what[256];
    snprintf(what, sizeof what, "%s %lld %s line %d", asked->number, (long long)asked->amount.units,
             asked->amount.currency, asked->lines[0]->line);
    return do_once(host->context, "refund", request, what);
}

static int32_t move_stock(const makegood_host* host, const char* request, const makegood_stock_movement* movement) {
    char what[256];
    snprintf(what, sizeof what, "%s %lld %s", movement->code, (long long)movement->quantity_milli, movement->reason);
    return do_once(host->context, "stock", request, what);
}

static int32_t open_drawer(const makegood_host* host, const char* request) {
    return do_once(host->context, "drawer", request, "open");
}

static int64_t wall_ms(const makegood_host* host) {
    (void)host;
    return 1323079200000; /* 2011-12-05T10:00Z */
}

static int32_t utc_offset_minutes(const makegood_host* host) {
    (void)host;
    return 0;
}

static const void* extension(const makegood_host* host, const char* id) {
    static const makegood_host_clock clock = {sizeof clock, wall_ms, utc_offset_minutes};
    static const makegood_host_printer printer = {sizeof printer, print};
    static const makegood_host_refunds refunds = {sizeof refunds, refund};
    static const makegood_host_stock stock = {sizeof stock, move_stock};
    static const makegood_host_drawer drawer = {sizeof drawer, open_drawer};
    (void)host;
    if (strcmp(id, MAKEGOOD_HOST_CLOCK) == 0)
        return &clock;
    if (strcmp(id, MAKEGOOD_HOST_PRINTER) == 0)
        return &printer;
    if (strcmp(id, MAKEGOOD_HOST_REFUNDS) == 0)
        return &refunds;
    if (strcmp(id, MAKEGOOD_HOST_STOCK) == 0)
        return &stock;
    if (strcmp(id, MAKEGOOD_HOST_DRAWER) == 0)
        return &drawer;
    return NULL;
}

/* ---- a visit */

typedef struct counter {
    till* self;
    makegood_plugin* plugin;
    const makegood_receipts* receipts;
    const makegood_staff* staff;
    const makegood_desk* desk;
    const makegood_requests* requests;
} counter;

static void expect(counter* at, bool holds, const char* what, const makegood_error* error) {
    if (!holds) {
        fprintf(stderr, "till: %s: %d %s, %s (%s)\n", what, error->status, error->reason, error->sentence,
                error->detail);
        exit(1);
    }
    point(at->self);
}

static makegood_amount pence(int64_t units) {
    const makegood_amount amount = {units, "GBP", 2};
    return amount;
}

static makegood_line line(const char* code, const char* name, int64_t units) {
    const makegood_line sold = {.size = sizeof sold,
                                .entry_method = MAKEGOOD_SCANNED,
                                .code = code,
                                .name = name,
                                .quantity_milli = 1000,
                                .amount = pence(units)};
    return sold;
}

static void sell(counter* at, const char* sequence, const char* number, const makegood_line* const* lines,
                 size_t count) {
    makegood_error error = {.size = sizeof error};
    int64_t sum = 0;
    for (size_t i = 0; i < count; ++i)
        sum += lines[i]->amount.units;
    const makegood_tender cash = {.size = sizeof cash, .kind = "Cash", .amount = pence(sum)};
    const makegood_tender* const tenders[] = {&cash};
    const makegood_receipt receipt = {.size = sizeof receipt,
                                      .business_unit = "shop-1",
                                      .workstation = "2",
                                      .sequence = sequence,
                                      .number = number,
                                      .begun_at = "2011-12-01T09:30:00",
                                      .operator_id = "101",
                                      .total = pence(sum),
                                      .lines = lines,
                                      .line_count = count,
                                      .tenders = tenders,
                                      .tender_count = 1};
    int32_t taken = 0;
    expect(at, at->receipts->take_receipt(at->plugin, &receipt, &taken, &error) == MAKEGOOD_OK, "push", &error);
    expect(at, taken == MAKEGOOD_STORED || taken == MAKEGOOD_KNOWN, "push once", &error);
}

static void morning(counter* at) {
    makegood_error error = {.size = sizeof error};
    const makegood_line olives = line("5000112637922", "Olives", 350);
    const makegood_line lamp = line("9780201379624", "Lamp", 3000);
    const makegood_line milk = line("4006381333931", "Milk", 120);
    const makegood_line* const large[] = {&olives, &lamp};
    const makegood_line* const small[] = {&milk};
    sell(at, "17", "R-17", large, 2);
    sell(at, "18", "R-18", small, 1);
    const makegood_product listed = {
        .size = sizeof listed, .code = "5000112637922", .name = "Olives", .price = pence(350)};
    const makegood_product* const products[] = {&listed};
    expect(at, at->receipts->take_products(at->plugin, products, 1, &error) == MAKEGOOD_OK, "products", &error);
}

static void enrol(counter* at) {
    makegood_error error = {.size = sizeof error};
    const makegood_staff_member nora = {
        .size = sizeof nora, .role = MAKEGOOD_CASHIER, .number = "101", .english_name = "Nora Field"};
    const makegood_staff_member ellen = {
        .size = sizeof ellen, .role = MAKEGOOD_MANAGER, .number = "201", .english_name = "Ellen Marsh", .pin = pin};
    expect(at, at->staff->enrol(at->plugin, &nora, &error) == MAKEGOOD_OK, "enrol", &error);
    expect(at, at->staff->enrol(at->plugin, &ellen, &error) == MAKEGOOD_OK, "enrol", &error);
}

static void settle(counter* at) {
    makegood_error error = {.size = sizeof error};
    makegood_settled settled = {.size = sizeof settled};
    expect(at, at->requests->settle(at->plugin, &settled, &error) == MAKEGOOD_OK && settled.waiting == 0, "settle",
           &error);
}

/* The claim on a line of the receipt; its case's id and what was decided. */
static void claim(counter* at, const char* request, const char* number, int32_t line_number, int32_t complaint,
                  int32_t decided, char id[64]) {
    makegood_error error = {.size = sizeof error};
    const makegood_found* found = NULL;
    const makegood_case* opened = NULL;
    expect(at,
           at->desk->find_printed(at->plugin, "101", number, &found, &error) == MAKEGOOD_OK &&
               found->receipt_count == 1,
           "find", &error);
    const makegood_claim told = {.size = sizeof told,
                                 .complaint = complaint,
                                 .request = request,
                                 .staff = "101",
                                 .receipt = found->receipts[0]->key,
                                 .line = line_number};
    expect(at, at->desk->claim(at->plugin, &told, &opened, &error) == MAKEGOOD_OK, request, &error);
    expect(at, opened->decision == decided && opened->evidence_count > 0 && opened->why[0] != '\0', opened->why,
           &error);
    snprintf(id, 64, "%s", opened->id);
    at->plugin->release(at->plugin, found);
    at->plugin->release(at->plugin, opened);
}

/* Missing from the bag: the cashier hands another one over. */
static void missing_olives(counter* at) {
    makegood_error error = {.size = sizeof error};
    const makegood_case* given = NULL;
    char id[64];
    claim(at, "olives-1", "R-17", 1, MAKEGOOD_NOT_AMONG_THE_GOODS, MAKEGOOD_GIVE_NOW, id);
    expect(at, at->desk->give(at->plugin, "olives-2", "101", id, NULL, MAKEGOOD_ENGLISH, &given, &error) == MAKEGOOD_OK,
           "give", &error);
    expect(at, given->state == MAKEGOOD_HANDED_OVER && given->slip != NULL, "the olives are given", &error);
    at->plugin->release(at->plugin, given);
    settle(at);
}

/* Beyond what a cashier gives alone: a manager confirms, and mistypes the PIN first. */
static void broken_lamp(counter* at) {
    makegood_error error = {.size = sizeof error};
    const makegood_case* asked = NULL;
    const makegood_case* given = NULL;
    char id[64];
    claim(at, "lamp-1", "R-17", 2, MAKEGOOD_DAMAGED, MAKEGOOD_MANAGER_CONFIRMS, id);
    int32_t status = at->desk->give(at->plugin, "lamp-alone", "101", id, NULL, 0, &given, &error);
    expect(at, status == MAKEGOOD_REFUSED, "not alone", &error);
    status = at->desk->ask_manager(at->plugin, "lamp-2", "101", id, NULL, &asked, &error);
    expect(at, status == MAKEGOOD_OK, "ask", &error);
    if (asked->state == MAKEGOOD_AWAITING_MANAGER) { /* else it was approved before the power went */
        makegood_approval approval = {.size = sizeof approval,
                                      .request = "lamp-3",
                                      .case_id = id,
                                      .proposal = asked->proposal,
                                      .approver = "201",
                                      .pin = "111222"};
        status = at->desk->approve(at->plugin, &approval, &given, &error);
        expect(at, status == MAKEGOOD_REFUSED && strcmp(error.reason, "pin_wrong") == 0 && error.sentence[0] != '\0',
               "a wrong PIN", &error);
        approval.pin = pin;
        status = at->desk->approve(at->plugin, &approval, &given, &error);
        expect(at, status == MAKEGOOD_OK && strcmp(given->confirmed_by, "201") == 0, "approve", &error);
        at->plugin->release(at->plugin, given);
    }
    at->plugin->release(at->plugin, asked);
    settle(at);
}

/* Sour: the money back, by the till itself. */
static void sour_milk(counter* at) {
    makegood_error error = {.size = sizeof error};
    const makegood_case* given = NULL;
    const makegood_offer money = {.size = sizeof money, .remedy = MAKEGOOD_REFUND};
    char id[64];
    claim(at, "milk-1", "R-18", 1, MAKEGOOD_SPOILED, MAKEGOOD_GIVE_NOW, id);
    expect(at, at->desk->give(at->plugin, "milk-2", "101", id, &money, 0, &given, &error) == MAKEGOOD_OK, "give",
           &error);
    at->plugin->release(at->plugin, given);
    settle(at);
    expect(at, at->desk->look(at->plugin, id, &given, &error) == MAKEGOOD_OK, "look", &error);
    expect(at, given->state == MAKEGOOD_HANDED_OVER && given->granted.units == 120, "the money is paid", &error);
    at->plugin->release(at->plugin, given);
}

static void nothing_twice(counter* at) {
    makegood_error error = {.size = sizeof error};
    const makegood_case* opened = NULL;
    const makegood_claim again = {.size = sizeof again,
                                  .complaint = MAKEGOOD_NOT_AMONG_THE_GOODS,
                                  .request = "olives-again",
                                  .staff = "101",
                                  .receipt = "shop-1/2/2011-12-01/17",
                                  .line = 1};
    expect(at,
           at->desk->claim(at->plugin, &again, &opened, &error) == MAKEGOOD_REFUSED &&
               strcmp(error.reason, "already_made_good") == 0,
           "olives twice", &error);
    int32_t outcome = 0;
    expect(at,
           at->desk->open_drawer(at->plugin, "drawer-1", "201", &outcome, &error) == MAKEGOOD_OK &&
               outcome == MAKEGOOD_DONE,
           "drawer", &error);
}

int main(int argc, char** argv) {
    if (argc < 4)
        give_up("till", "usage: till LIBRARY ASSETS FOLDER [CRASH_AT]");
    till self = {.crash_at = argc > 4 ? atoi(argv[4]) : 0};
    char data[512];
    snprintf(self.book, sizeof self.book, "%s/book", argv[3]);
    snprintf(data, sizeof data, "%s/data", argv[3]);

    void* loaded = load(argv[1]);
    const makegood_host host = {sizeof host, MAKEGOOD_MAJOR, MAKEGOOD_MINOR, &self, "small till", "1", extension};
    const makegood_open_options options = {.size = sizeof options, .data_folder = data, .assets_folder = argv[2]};
    counter at = {.self = &self};
    makegood_error error = {.size = sizeof error};
    if (entry_of(loaded)->open(&host, &options, &at.plugin, &error) != MAKEGOOD_OK)
        give_up("open", error.detail);
    at.receipts = at.plugin->extension(at.plugin, MAKEGOOD_RECEIPTS);
    at.staff = at.plugin->extension(at.plugin, MAKEGOOD_STAFF);
    at.desk = at.plugin->extension(at.plugin, MAKEGOOD_DESK);
    at.requests = at.plugin->extension(at.plugin, MAKEGOOD_REQUESTS);

    settle(&at); /* what a crash cut off */
    enrol(&at);
    morning(&at);
    missing_olives(&at);
    broken_lamp(&at);
    sour_milk(&at);
    nothing_twice(&at);
    at.plugin->close(at.plugin);
    dlclose(loaded);
    printf("%d\n", self.points);
    return 0;
}
