/* What the desk asks of the till, and who asks the desk: each once, under one id for ever, by somebody who works here.
 * Usage: requests_test LIBRARY ASSETS FOLDER */
#define _GNU_SOURCE

#include "tests/plugin/counter.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

/* How the till answers, and what it was asked. */
typedef struct {
    int32_t answer;
    int asked;
    char last[128];
    int32_t last_kind;
} asked;

static asked refunds = {MAKEGOOD_DONE, 0, "", 0};
static asked movements = {MAKEGOOD_DONE, 0, "", 0};
static asked drawers = {MAKEGOOD_DONE, 0, "", 0};
static bool dies_at_drawer;

static int32_t note(asked* by, const char* request) {
    ++by->asked;
    snprintf(by->last, sizeof by->last, "%s", request);
    return by->answer;
}

static int32_t print(const makegood_host* host, const char* request, const makegood_document* document) {
    (void)host;
    (void)request;
    (void)document;
    return MAKEGOOD_DONE;
}

static int32_t refund(const makegood_host* host, const char* request, const makegood_refund* what) {
    (void)host;
    refunds.last_kind = what->is_price_difference;
    return note(&refunds, request);
}

static int32_t move_stock(const makegood_host* host, const char* request, const makegood_stock_movement* movement) {
    (void)host;
    (void)movement;
    return note(&movements, request);
}

static int32_t open_drawer(const makegood_host* host, const char* request) {
    (void)host;
    if (dies_at_drawer)
        kill(getpid(), SIGKILL);
    return note(&drawers, request);
}

static const void* extension(const makegood_host* host, const char* id) {
    static const makegood_host_printer printer = {sizeof printer, print};
    static const makegood_host_refunds money = {sizeof money, refund};
    static const makegood_host_stock stock = {sizeof stock, move_stock};
    static const makegood_host_drawer drawer = {sizeof drawer, open_drawer};
    (void)host;
    const struct {
        const char* id;
        const void* table;
    } tables[] = {{MAKEGOOD_HOST_CLOCK, &clock_of_counter},
                  {MAKEGOOD_HOST_PRINTER, &printer},
                  {MAKEGOOD_HOST_REFUNDS, &money},
                  {MAKEGOOD_HOST_STOCK, &stock},
                  {MAKEGOOD_HOST_DRAWER, &drawer}};
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; ++i)
        if (strcmp(id, tables[i].id) == 0)
            return tables[i].table;
    return NULL;
}

static const makegood_host host = {sizeof host, MAKEGOOD_MAJOR, MAKEGOOD_MINOR, NULL, "till of the tests",
                                   "1",         extension};

static int32_t give(counter* at, const char* request, const char* staff, const char* id, int32_t remedy,
                    const makegood_case** now) {
    const makegood_offer offer = {.size = sizeof offer, .remedy = remedy};
    return at->desk->give(at->plugin, request, staff, id, &offer, MAKEGOOD_ENGLISH, now, &error);
}

static int32_t change_to_goods(counter* at, const char* request, const char* id) {
    const makegood_offer goods = {.size = sizeof goods, .remedy = MAKEGOOD_REPLACEMENT};
    const makegood_case* now = NULL;
    return at->desk->change(at->plugin, request, "101", id, &goods, 0, &now, &error);
}

static void pay_once_or_give_goods(counter* at) {
    const makegood_case* now = NULL;
    char id[64];
    claimed(at, "pay-1", "u/1/2011-12-01/1", milk, MAKEGOOD_SPOILED, id);
    CHECK(give(at, "pay-2", "101", id, MAKEGOOD_REFUND, &now) == MAKEGOOD_OK && now->state == MAKEGOOD_OWED);
    const int32_t unanswered[] = {MAKEGOOD_LATER, MAKEGOOD_UNKNOWN, 77};
    for (size_t i = 0; i < 3; ++i) {
        refunds.answer = unanswered[i];
        CHECK(settle(at).waiting == 1);
        REFUSED(change_to_goods(at, "pay-3", id), "refund_is_asked");
        CHECK(error.sentence[0] != '\0');
        REFUSED(at->desk->take_back(at->plugin, "pay-4", "101", id, &now, &error), "refund_is_asked");
        open_again(at, &host);
        REFUSED(change_to_goods(at, "pay-3", id), "refund_is_asked");
    }
    CHECK(refunds.asked == 3 && strncmp(refunds.last, "refund/", 7) == 0);
    refunds.answer = MAKEGOOD_NOT_DONE;
    CHECK(settle(at).waiting == 1);
    CHECK(change_to_goods(at, "pay-5", id) == MAKEGOOD_OK && look(at, id)->state == MAKEGOOD_HANDED_OVER);
    settle(at);
    CHECK(refunds.asked == 4);

    /* What was paid too much goes back the same way, and says so. */
    makegood_claim dear = claim_on("dear-1", "u/1/2011-12-01/2", olives, MAKEGOOD_WRONG_PRICE);
    dear.right_price = (makegood_amount){300, "GBP", 2};
    CHECK(at->desk->claim(at->plugin, &dear, &now, &error) == MAKEGOOD_OK);
    snprintf(id, sizeof id, "%s", now->id);
    CHECK(at->desk->give(at->plugin, "dear-2", "101", id, NULL, 0, &now, &error) == MAKEGOOD_OK);
    CHECK(now->state == MAKEGOOD_OWED && now->granted.units == 50);
    refunds.answer = MAKEGOOD_DONE;
    CHECK(settle(at).waiting == 0);
    CHECK(refunds.asked == 5 && refunds.last_kind == 1 && look(at, id)->state == MAKEGOOD_HANDED_OVER);
    settle(at);
    CHECK(refunds.asked == 5);
}

/* The till brings back the goods as a return of its own before it says that it paid. */
static void pay_by_hand(counter* at) {
    const makegood_case* now = NULL;
    char id[64];
    claimed(at, "hand-1", "u/1/2011-12-01/3", milk, MAKEGOOD_SPOILED, id);
    CHECK(give(at, "hand-2", "101", id, MAKEGOOD_REFUND, &now) == MAKEGOOD_OK);
    makegood_line back = sold("4006381333931", "Milk", 120);
    back.kind = MAKEGOOD_RETURN_LINE;
    const makegood_line* const lines[] = {&back};
    const makegood_return_of of = {.size = sizeof of, .line = 1, .of_line = milk, .receipt = "u/1/2011-12-01/3"};
    const makegood_return_of* const returns[] = {&of};
    const makegood_receipt receipt = {.size = sizeof receipt,
                                      .kind = MAKEGOOD_RETURN,
                                      .business_unit = "u",
                                      .workstation = "1",
                                      .sequence = "900",
                                      .begun_at = "2011-12-05T10:01:00",
                                      .total = {-120, "GBP", 2},
                                      .lines = lines,
                                      .line_count = 1,
                                      .returns = returns,
                                      .return_count = 1};
    CHECK(at->receipts->take_receipt(at->plugin, &receipt, NULL, &error) == MAKEGOOD_OK);
    const int before = refunds.asked;
    CHECK(settle(at).waiting == 0 && refunds.asked == before);
    CHECK(look(at, id)->state == MAKEGOOD_CLOSED);
}

static void book_under_one_id(counter* at, const char* copy) {
    char command[1100];
    char id[64], first[128];
    const makegood_case* now = NULL;
    settle(at);
    claimed(at, "stock-1", "u/1/2011-12-01/4", olives, MAKEGOOD_DAMAGED, id);
    at->plugin->close(at->plugin);
    snprintf(command, sizeof command, "cp -r '%s' '%s'", at->data, copy);
    CHECK(system(command) == 0);
    open_counter(at, &host);
    CHECK(give(at, "stock-2", "101", id, MAKEGOOD_REPLACEMENT, &now) == MAKEGOOD_OK);
    movements.asked = 0;
    movements.answer = MAKEGOOD_LATER;
    CHECK(settle(at).waiting == 1 && movements.asked == 1);
    snprintf(first, sizeof first, "%s", movements.last);
    for (int i = 0; i < 2; ++i) {
        open_again(at, &host);
        settle(at);
        CHECK(movements.asked == 2 + i && strcmp(movements.last, first) == 0);
    }
    movements.answer = MAKEGOOD_DONE;
    CHECK(settle(at).waiting == 0 && strcmp(movements.last, first) == 0);
    open_again(at, &host);
    settle(at);
    CHECK(movements.asked == 4);

    /* The folder is put back to what it was before: what happens now is another movement, which the till does not
     * take for the one it has booked. */
    counter restored = *at;
    restored.data = copy;
    open_counter(&restored, &host);
    CHECK(give(&restored, "stock-3", "101", id, MAKEGOOD_REPLACEMENT, &now) == MAKEGOOD_OK);
    settle(&restored);
    CHECK(movements.asked == 5 && strcmp(movements.last, first) != 0);
    restored.plugin->close(restored.plugin);

    /* A note of how far the stock was told that is of a later day than the journal. */
    snprintf(command, sizeof command, "cp '%s/told-to-till' '%s/told-to-till'", at->data, copy);
    CHECK(system(command) == 0);
    open_counter(&restored, &host);
    settle(&restored);
    CHECK(movements.asked == 5);
    restored.plugin->close(restored.plugin);
}

static bool says(const makegood_document* slip, const char* text) {
    for (size_t i = 0; i < slip->line_count; ++i)
        if (strstr(slip->lines[i]->text, text) != NULL || strstr(slip->lines[i]->value, text) != NULL)
            return true;
    return false;
}

static void ask_as_somebody(counter* at) {
    const makegood_case* now = NULL;
    char id[64];
    claimed(at, "who-1", "u/1/2011-12-01/5", olives, MAKEGOOD_DAMAGED, id);
    REFUSED(give(at, "who-2", "nobody", id, MAKEGOOD_REPLACEMENT, &now), "staff_unknown");
    CHECK(give(at, "who-3", "102", id, MAKEGOOD_REPLACEMENT, &now) == MAKEGOOD_OK);
    CHECK(strcmp(now->given_by, "102") == 0 && says(now->slip, "102") && !says(now->slip, "101"));
    REFUSED(at->desk->print_again(at->plugin, "who-4", "nobody", id, &now, &error), "staff_unknown");
    REFUSED(at->desk->close_case(at->plugin, "who-5", "nobody", id, &now, &error), "staff_unknown");
    CHECK(at->desk->close_case(at->plugin, "who-6", "system", id, &now, &error) == MAKEGOOD_BAD_ARGUMENT);
    CHECK(look(at, id)->state == MAKEGOOD_HANDED_OVER);
    CHECK(at->desk->close_case(at->plugin, "who-7", "101", id, &now, &error) == MAKEGOOD_OK);

    claimed(at, "who-8", "u/1/2011-12-01/5", lamp, MAKEGOOD_DAMAGED, id);
    CHECK(at->desk->ask_manager(at->plugin, "who-9", "102", id, NULL, &now, &error) == MAKEGOOD_OK);
    REFUSED(at->desk->withdraw(at->plugin, "who-10", "nobody", id, &now, &error), "staff_unknown");
    const makegood_approval approval = {.size = sizeof approval,
                                        .request = "who-11",
                                        .case_id = id,
                                        .proposal = now->proposal,
                                        .approver = "201",
                                        .pin = "739518"};
    CHECK(at->desk->approve(at->plugin, &approval, &now, &error) == MAKEGOOD_OK);
    CHECK(strcmp(now->given_by, "102") == 0 && strcmp(now->confirmed_by, "201") == 0);
    CHECK(says(now->slip, "102") && !says(now->slip, "101"));
}

static int32_t drawer(counter* at, const char* request) {
    int32_t outcome = -1;
    CHECK(at->desk->open_drawer(at->plugin, request, "201", &outcome, &error) == MAKEGOOD_OK);
    return outcome;
}

static void open_once(counter* at) {
    const struct {
        const char* request;
        int32_t answer;
        int32_t outcome;
    } rows[] = {{"d-1", MAKEGOOD_DONE, MAKEGOOD_DONE},
                {"d-2", MAKEGOOD_SENT, MAKEGOOD_SENT},
                {"d-3", MAKEGOOD_NOT_DONE, MAKEGOOD_NOT_DONE},
                {"d-4", MAKEGOOD_LATER, MAKEGOOD_NOT_DONE},
                {"d-5", 99, MAKEGOOD_UNKNOWN}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; ++i) {
        drawers.answer = rows[i].answer;
        drawers.asked = 0;
        CHECK(drawer(at, rows[i].request) == rows[i].outcome && drawers.asked == 1);
        drawers.answer = MAKEGOOD_DONE;
        CHECK(drawer(at, rows[i].request) == rows[i].outcome && drawers.asked == 1);
        open_again(at, &host);
        CHECK(drawer(at, rows[i].request) == rows[i].outcome && drawers.asked == 1);
    }
    /* Of one that a crash cut off nobody knows whether it opened, and nobody tries again by itself. */
    at->plugin->close(at->plugin);
    const pid_t child = fork();
    if (child == 0) {
        dies_at_drawer = true;
        open_counter(at, &host);
        drawer(at, "d-6");
        _exit(0);
    }
    int ended = 0;
    CHECK(waitpid(child, &ended, 0) == child && WIFSIGNALED(ended) && WTERMSIG(ended) == SIGKILL);
    open_counter(at, &host);
    drawers.asked = 0;
    CHECK(drawer(at, "d-6") == MAKEGOOD_UNKNOWN && drawers.asked == 0);
}

/* ---- a PIN of twelve digits, which lies nowhere as it is typed but while it is passed on */

enum { pin_length = 12, mask = 0x5a };
static unsigned char covered[pin_length];

static void make_pin_up(void) {
    const int chance = open("/dev/urandom", O_RDONLY | O_CLOEXEC);
    CHECK(chance >= 0 && read(chance, covered, sizeof covered) == (ssize_t)sizeof covered);
    close(chance);
    for (size_t i = 0; i < pin_length; ++i)
        covered[i] = (unsigned char)(('0' + covered[i] % 10) ^ mask);
}

static void uncover(volatile char* typed) {
    for (size_t i = 0; i < pin_length; ++i)
        typed[i] = (char)(covered[i] ^ mask);
    typed[pin_length] = '\0';
}

static void wipe(volatile char* typed) {
    for (size_t i = 0; i < pin_length; ++i)
        typed[i] = 0;
}

/* How often it lies in what this process may write to. */
static int times_in_memory(void) {
    enum { slice = 1 << 20 };
    static unsigned char bytes[slice + pin_length];
    FILE* maps = fopen("/proc/self/maps", "r");
    const int memory = open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
    char line[512];
    int times = 0;
    size_t searched = 0;
    CHECK(maps != NULL && memory >= 0);
    while (fgets(line, sizeof line, maps) != NULL) {
        unsigned long long from = 0, to = 0;
        char may_read = 0, may_write = 0;
        if (sscanf(line, "%llx-%llx %c%c", &from, &to, &may_read, &may_write) != 4 || may_write != 'w' ||
            to - from > 1ULL << 33) /* a sanitizer's */
            continue;
        for (unsigned long long at = from; at < to; at += slice) {
            const unsigned long long left = to - at;
            const ssize_t got = pread(memory, bytes, left < sizeof bytes ? (size_t)left : sizeof bytes, (off_t)at);
            searched += got > 0 ? (size_t)got : 0;
            for (ssize_t i = 0; i + pin_length <= got; ++i) {
                int same = 0;
                while (same < pin_length && (bytes[i + same] ^ mask) == covered[same])
                    ++same;
                times += same == pin_length;
            }
        }
    }
    memset(bytes, 0, sizeof bytes);
    fclose(maps);
    close(memory);
    CHECK(searched > 1000000);
    return times;
}

static void leave_no_pin(counter* at) {
    const makegood_case* now = NULL;
    char id[64];
    char typed[pin_length + 1];
    makegood_staff_member member = {
        .size = sizeof member, .role = MAKEGOOD_MANAGER, .number = "202", .english_name = "Shirin", .pin = typed};
    for (int32_t status = MAKEGOOD_REFUSED; status != MAKEGOOD_OK;) {
        make_pin_up();
        uncover(typed);
        status = at->staff->enrol(at->plugin, &member, &error);
        CHECK(status == MAKEGOOD_OK || strcmp(error.reason, "pin_too_easy") == 0);
    }
    CHECK(times_in_memory() >= 1); /* what this till has typed */
    wipe(typed);
    CHECK(times_in_memory() == 0);

    claimed(at, "pin-1", "u/1/2011-12-01/6", lamp, MAKEGOOD_DAMAGED, id);
    CHECK(at->desk->ask_manager(at->plugin, "pin-2", "101", id, NULL, &now, &error) == MAKEGOOD_OK);
    const makegood_approval approval = {.size = sizeof approval,
                                        .request = "pin-3",
                                        .case_id = id,
                                        .proposal = now->proposal,
                                        .approver = "202",
                                        .pin = typed};
    uncover(typed);
    CHECK(at->desk->approve(at->plugin, &approval, &now, &error) == MAKEGOOD_OK);
    wipe(typed);
    CHECK(times_in_memory() == 0);
}

int main(int argc, char** argv) {
    if (argc != 4)
        give_up("requests", "usage: requests_test LIBRARY ASSETS FOLDER");
    char data[1000], copy[1000];
    snprintf(data, sizeof data, "%s/data", argv[3]);
    snprintf(copy, sizeof copy, "%s/copy", argv[3]);
    void* loaded = load(argv[1]);
    counter at = {.entry = entry_of(loaded), .assets = argv[2], .data = data};
    open_counter(&at, &host);
    enrol(&at, MAKEGOOD_CASHIER, "101", "Nora Field", NULL);
    enrol(&at, MAKEGOOD_CASHIER, "102", "Mina Field", NULL);
    enrol(&at, MAKEGOOD_MANAGER, "201", "Ellen Marsh", "739518");
    const char* const sequences[] = {"1", "2", "3", "4", "5", "6"};
    for (size_t i = 0; i < sizeof sequences / sizeof sequences[0]; ++i)
        sell(&at, sequences[i], NULL);
    pay_once_or_give_goods(&at);
    pay_by_hand(&at);
    book_under_one_id(&at, copy);
    ask_as_somebody(&at);
    open_once(&at);
    leave_no_pin(&at);
    at.plugin->close(at.plugin);
    dlclose(loaded);
    puts("the till is asked once for each");
    return 0;
}
