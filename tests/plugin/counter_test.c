/* What happens at a till's counter: labels, receipts that only the till has, customers, and what else may be claimed.
 * Usage: counter_test LIBRARY ASSETS FOLDER */
#include "tests/plugin/counter.h"

static counter at;
static int pulled;

/* The till has one receipt that it never handed over. */
static int32_t pull(const makegood_host* host, const char* key, const char* printed) {
    (void)host;
    ++pulled;
    if (strcmp(key, "u/1/2011-12-01/late") != 0 && strcmp(printed, "late") != 0)
        return MAKEGOOD_NOT_DONE;
    sell(&at, "late", NULL);
    return MAKEGOOD_DONE;
}

static const void* extension(const makegood_host* host, const char* id) {
    static const makegood_host_receipts receipts = {sizeof receipts, pull};
    (void)host;
    return strcmp(id, MAKEGOOD_HOST_CLOCK) == 0      ? (const void*)&clock_of_counter
           : strcmp(id, MAKEGOOD_HOST_RECEIPTS) == 0 ? (const void*)&receipts
                                                     : NULL;
}

static const makegood_host host = {sizeof host, MAKEGOOD_MAJOR, MAKEGOOD_MINOR, NULL, "till with a scanner",
                                   "1",         extension};

static void pull_what_is_not_here(void) {
    const makegood_found* found = NULL;
    const makegood_case* one = NULL;
    CHECK(at.desk->find_printed(at.plugin, "101", "none", &found, &error) == MAKEGOOD_OK);
    CHECK(found->receipt_count == 0 && pulled == 1);
    at.plugin->release(at.plugin, found);
    CHECK(at.desk->find_printed(at.plugin, "101", "late", &found, &error) == MAKEGOOD_OK);
    CHECK(found->receipt_count == 1 && pulled == 2 && found->receipts[0]->line_count == 3);
    CHECK(at.desk->find_printed(at.plugin, "101", "late", &found, &error) == MAKEGOOD_OK && pulled == 2);

    makegood_claim told = claim_on("pull-1", "u/1/2011-12-01/none", olives, MAKEGOOD_DAMAGED);
    CHECK(at.desk->claim(at.plugin, &told, &one, &error) == MAKEGOOD_NOT_FOUND && pulled == 3);
    told.receipt = "no key";
    CHECK(at.desk->claim(at.plugin, &told, &one, &error) == MAKEGOOD_BAD_ARGUMENT && pulled == 3);
}

/* In a folder where nobody has looked for it before. */
static void pull_for_a_claim(const char* data) {
    counter second = at;
    const makegood_case* one = NULL;
    at.plugin->close(at.plugin);
    at.data = data;
    open_counter(&at, &host);
    enrol(&at, MAKEGOOD_CASHIER, "101", "Nora Field", NULL);
    pulled = 0;
    const makegood_claim told = claim_on("pull-2", "u/1/2011-12-01/late", olives, MAKEGOOD_DAMAGED);
    CHECK(at.desk->claim(at.plugin, &told, &one, &error) == MAKEGOOD_OK && pulled == 1 && one->line == olives);
    at.plugin->close(at.plugin);
    at = second;
    open_counter(&at, &host);
}

static const makegood_claims* claims_of_plugin(void) {
    return at.plugin->extension(at.plugin, MAKEGOOD_CLAIMS);
}

static void claim_several_lines(void) {
    const makegood_claims* claims = claims_of_plugin();
    const makegood_claimed_line first = {.size = sizeof first, .line = olives};
    const makegood_claimed_line second = {.size = sizeof second, .line = milk, .quantity_milli = 1000};
    const makegood_claimed_line* lines[] = {&first, &second};
    const makegood_case* one = NULL;
    makegood_claim_of_lines told = {.size = sizeof told,
                                    .complaint = MAKEGOOD_NOT_AMONG_THE_GOODS,
                                    .request = "lines-1",
                                    .staff = "101",
                                    .receipt = "u/1/2011-12-01/1",
                                    .lines = lines,
                                    .line_count = 2};
    CHECK(claims->of_lines(at.plugin, &told, &one, &error) == MAKEGOOD_OK);
    CHECK(one->line == olives && one->value.units == 470 && one->line_count == 2);
    CHECK(one->lines[0]->line == olives && one->lines[1]->line == milk && one->lines[1]->quantity_milli == 1000);
    char id[64];
    snprintf(id, sizeof id, "%s", one->id);
    CHECK(claims->of_lines(at.plugin, &told, &one, &error) == MAKEGOOD_OK && strcmp(one->id, id) == 0);
    CHECK(at.desk->give(at.plugin, "lines-2", "101", id, NULL, 0, &one, &error) == MAKEGOOD_OK);
    CHECK(one->state == MAKEGOOD_HANDED_OVER && one->granted.units == 470);
    told.request = "lines-3";
    REFUSED(claims->of_lines(at.plugin, &told, &one, &error), "already_made_good");
    told.receipt = "u/1/2011-12-01/2";
    lines[1] = &first;
    REFUSED(claims->of_lines(at.plugin, &told, &one, &error), "one_line_at_a_time");
    lines[1] = NULL;
    CHECK(claims->of_lines(at.plugin, &told, &one, &error) == MAKEGOOD_BAD_ARGUMENT);
    told.line_count = 0;
    CHECK(claims->of_lines(at.plugin, &told, &one, &error) == MAKEGOOD_BAD_ARGUMENT);
    CHECK(claims->of_lines(at.plugin, NULL, &one, &error) == MAKEGOOD_BAD_ARGUMENT);
}

static void claim_by_word(void) {
    const makegood_claims* claims = claims_of_plugin();
    const makegood_case* one = NULL;
    makegood_claim_by_word told = {.size = sizeof told,
                                   .complaint = MAKEGOOD_SPOILED,
                                   .request = "word-1",
                                   .staff = "101",
                                   .code = "4006381333931",
                                   .name = "Milk",
                                   .price = {120, "GBP", 2},
                                   .day_from = "2011-12-03"};
    CHECK(claims->by_word(at.plugin, &told, &one, &error) == MAKEGOOD_OK);
    CHECK(one->receipt[0] == '\0' && one->line_count == 0 && one->value.units == 120);
    char id[64];
    snprintf(id, sizeof id, "%s", one->id);
    CHECK(at.desk->give(at.plugin, "word-2", "101", id, NULL, 0, &one, &error) == MAKEGOOD_OK);
    CHECK(one->state == MAKEGOOD_HANDED_OVER && one->slip != NULL);
    told.request = "word-3";
    told.name = NULL;
    told.code = NULL;
    CHECK(claims->by_word(at.plugin, &told, &one, &error) == MAKEGOOD_BAD_ARGUMENT);
    told.name = "Bread";
    told.price = (makegood_amount){0};
    REFUSED(claims->by_word(at.plugin, &told, &one, &error), "price_not_told");
    told.price = (makegood_amount){120, "GBP", 2};
    told.day_to = "2011-12-01";
    CHECK(claims->by_word(at.plugin, &told, &one, &error) == MAKEGOOD_BAD_ARGUMENT);
    told.day_to = NULL;
    told.complaint = MAKEGOOD_WRONG_PRICE;
    REFUSED(claims->by_word(at.plugin, &told, &one, &error), "needs_a_receipt");
}

static void scan_at_the_till(void) {
    const makegood_counter* here = at.plugin->extension(at.plugin, MAKEGOOD_COUNTER);
    const makegood_scanned* scanned = NULL;
    const makegood_case* one = NULL;
    char id[64], slip[64];
    claimed(&at, "scan-1", "u/1/2011-12-01/3", olives, MAKEGOOD_DAMAGED, id);
    CHECK(at.desk->give(at.plugin, "scan-2", "101", id, NULL, 0, &one, &error) == MAKEGOOD_OK);
    snprintf(slip, sizeof slip, "%s", one->slip->number);
    const struct {
        const char* label;
        int32_t means;
    } rows[] = {{slip, MAKEGOOD_LABEL_OF_SLIP},
                {"3", MAKEGOOD_LABEL_OF_RECEIPT},
                {"5000112637922", MAKEGOOD_LABEL_OF_GOODS},
                {"4006381333931", MAKEGOOD_LABEL_UNKNOWN}, /* not in the product list */
                {"MGBNOBODY", MAKEGOOD_LABEL_UNKNOWN},
                {"?", MAKEGOOD_LABEL_UNKNOWN}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; ++i) {
        CHECK(here->label(at.plugin, "101", rows[i].label, &scanned, &error) == MAKEGOOD_OK);
        CHECK(scanned->label == rows[i].means);
        CHECK((scanned->found_case != NULL) == (rows[i].means == MAKEGOOD_LABEL_OF_SLIP));
        CHECK((scanned->receipts != NULL) == (rows[i].means == MAKEGOOD_LABEL_OF_RECEIPT));
        CHECK((scanned->code[0] != '\0') == (rows[i].means == MAKEGOOD_LABEL_OF_GOODS));
        if (scanned->found_case != NULL)
            CHECK(strcmp(scanned->found_case->id, id) == 0 && strcmp(scanned->found_case->slip->number, slip) == 0);
        if (scanned->receipts != NULL)
            CHECK(scanned->receipts->receipt_count == 1);
        if (rows[i].means == MAKEGOOD_LABEL_OF_GOODS)
            CHECK(strcmp(scanned->name, "Olives") == 0);
        at.plugin->release(at.plugin, scanned);
    }
    REFUSED(here->label(at.plugin, "nobody", slip, &scanned, &error), "staff_unknown");
    CHECK(here->label(at.plugin, "101", "", &scanned, &error) == MAKEGOOD_BAD_ARGUMENT);

    CHECK(here->open_case(at.plugin, "101", id, &one, &error) == MAKEGOOD_OK && strcmp(one->id, id) == 0);
    CHECK(here->open_case(at.plugin, "101", "none", &one, &error) == MAKEGOOD_NOT_FOUND);
    REFUSED(here->open_case(at.plugin, "nobody", id, &one, &error), "staff_unknown");
}

static void know_a_customer(void) {
    const makegood_counter* here = at.plugin->extension(at.plugin, MAKEGOOD_COUNTER);
    const makegood_of_customer* of = NULL;
    const makegood_offer owed = {.size = sizeof owed, .remedy = MAKEGOOD_REPLACEMENT, .not_at_hand = true};
    const makegood_case* one = NULL;
    char id[64];
    sell(&at, "c1", "L-77");
    sell(&at, "c2", "L-77");
    sell(&at, "c3", "L-78");
    claimed(&at, "customer-1", "u/1/2011-12-01/c1", olives, MAKEGOOD_DAMAGED, id);
    CHECK(at.desk->give(at.plugin, "customer-2", "101", id, &owed, 0, &one, &error) == MAKEGOOD_OK);
    makegood_customer who = {.size = sizeof who, .reference = "L-77"};
    CHECK(here->customer(at.plugin, "101", &who, &of, &error) == MAKEGOOD_OK);
    CHECK(of->receipts->receipt_count == 2 && of->open_case_count == 1);
    CHECK(strcmp(of->open_cases[0]->id, id) == 0 && of->open_cases[0]->state == MAKEGOOD_OWED);
    at.plugin->release(at.plugin, of);
    CHECK(at.desk->hand_over(at.plugin, "customer-3", "101", id, &one, &error) == MAKEGOOD_OK);
    CHECK(here->customer(at.plugin, "101", &who, &of, &error) == MAKEGOOD_OK && of->open_case_count == 0);
    who.reference = "L-79";
    CHECK(here->customer(at.plugin, "101", &who, &of, &error) == MAKEGOOD_OK && of->receipts->receipt_count == 0);
    REFUSED(here->customer(at.plugin, "nobody", &who, &of, &error), "staff_unknown");
    who.reference = NULL;
    CHECK(here->customer(at.plugin, "101", &who, &of, &error) == MAKEGOOD_BAD_ARGUMENT);
}

int main(int argc, char** argv) {
    if (argc != 4)
        give_up("counter", "usage: counter_test LIBRARY ASSETS FOLDER");
    char data[1000], other[1000];
    snprintf(data, sizeof data, "%s/data", argv[3]);
    snprintf(other, sizeof other, "%s/other", argv[3]);
    void* loaded = load(argv[1]);
    at = (counter){.entry = entry_of(loaded), .assets = argv[2], .data = data};
    open_counter(&at, &host);
    enrol(&at, MAKEGOOD_CASHIER, "101", "Nora Field", NULL);
    const char* const sequences[] = {"1", "2", "3"};
    for (size_t i = 0; i < 3; ++i)
        sell(&at, sequences[i], NULL);
    const makegood_product listed = {
        .size = sizeof listed, .code = "5000112637922", .name = "Olives", .price = {350, "GBP", 2}};
    const makegood_product* const products[] = {&listed};
    CHECK(at.receipts->take_products(at.plugin, products, 1, &error) == MAKEGOOD_OK);
    pull_what_is_not_here();
    pull_for_a_claim(other);
    claim_several_lines();
    claim_by_word();
    scan_at_the_till();
    know_a_customer();
    at.plugin->close(at.plugin);
    dlclose(loaded);
    puts("the counter stands");
    return 0;
}
