#include "workflows/care/care_rates.hpp"

#include "tests/support/catch.hpp"

using namespace makegood;

namespace {

std::vector<CareId> ids_named(const std::vector<std::string>& names) {
    std::vector<CareId> ids;
    for (const auto& name : names)
        ids.emplace_back(name);
    return ids;
}

// Two cases are about one receipt of lane 2, and the second of them is about both goods.
const std::vector<CaseOfReceipt> five_cases = {
    {CareId("a"), 1, "shop/2", "101", 9, {"milk"}},  {CareId("b"), 1, "shop/2", "101", 9, {"milk", "bread"}},
    {CareId("c"), 2, "shop/2", "102", 17, {"milk"}}, {CareId("d"), 3, "shop/10", "102", 17, {"bread"}},
    {CareId("e"), 4, "shop/10", "102", 17, {}},
};

} // namespace

// Newcombe 1998, table I, method 3.
TEST_CASE("the score interval is the published one") {
    struct Row {
        int hits;
        int of;
        double low;
        double high;
    };
    const Row rows[] = {
        {81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0.0000, 0.1611}, {1, 29, 0.0061, 0.1718}};
    for (const auto& [hits, of, low, high] : rows) {
        CAPTURE(hits, of);
        const auto interval = wilson_score(hits, of);
        CHECK(interval.low == Approx(low).margin(0.00005));
        CHECK(interval.high == Approx(high).margin(0.00005));
        const auto other_side = wilson_score(of - hits, of);
        CHECK(other_side.low == Approx(1 - interval.high));
        CHECK(other_side.high == Approx(1 - interval.low));
    }
    CHECK(wilson_score(0, 1).low == 0);
    CHECK(wilson_score(1, 1).high == 1);
}

TEST_CASE("receipts with a case are counted by lane, hour, cashier and item, each once") {
    CHECK(care_rates(RatesBy::lane, {{"shop/10", 400}, {"shop/2", 300}, {"shop/3", 50}}, five_cases) ==
          std::vector<CareRate>{{"shop/2", 0, 2, 300, ids_named({"a", "b", "c"})},
                                {"shop/3", 0, 0, 50},
                                {"shop/10", 0, 2, 400, ids_named({"d", "e"})}});
    CHECK(
        care_rates(RatesBy::hour, {{"09", 350}, {"17", 400}}, five_cases) ==
        std::vector<CareRate>{{"09", 0, 1, 350, ids_named({"a", "b"})}, {"17", 0, 3, 400, ids_named({"c", "d", "e"})}});
    CHECK(care_rates(RatesBy::cashier, {{"101", 350}, {"102", 400}}, five_cases) ==
          std::vector<CareRate>{{"101", 0, 1, 350, ids_named({"a", "b"})},
                                {"102", 0, 3, 400, ids_named({"c", "d", "e"})}});
    // Milk on the receipts 1 and 2, bread on 1 and 3: as many, and so by the shorter name.
    CHECK(care_rates(RatesBy::item, {{"bread", 20}, {"milk", 600}}, five_cases) ==
          std::vector<CareRate>{{"milk", 0, 2, 600, ids_named({"a", "b", "c"})},
                                {"bread", 0, 2, 20, ids_named({"b", "d"})}});
}

TEST_CASE("of fewer than the stated count nothing is said") {
    CHECK_FALSE(interval_of({.hits = 1, .of = fewest_receipts - 1}, RatesBy::lane));
    CHECK(interval_of({.hits = 0, .of = fewest_receipts}, RatesBy::item));
    CHECK_FALSE(interval_of({.hits = 19, .of = fewest_causes - 1}, RatesBy::cause));
    CHECK(interval_of({.hits = 1, .of = fewest_causes}, RatesBy::cause));
}

TEST_CASE("a cause counts those below it, and what is not known is no part of the shares") {
    const CareTerms terms{.causes = {{"packing", "", {}},
                                     {"label", "", {}},
                                     {"under-trolley", "packing", {}},
                                     {"price-file", "label", {}},
                                     {"people", "", {}}}};
    const auto [shares, not_known] = cause_shares({{CareId("a"), "under-trolley"},
                                                   {CareId("b"), "gone-from-the-tree"},
                                                   {CareId("c"), "packing"},
                                                   {CareId("d"), ""},
                                                   {CareId("e"), "price-file"},
                                                   {CareId("f"), "under-trolley"}},
                                                  terms);
    CHECK(shares == std::vector<CareRate>{{"packing", 0, 3, 5, ids_named({"a", "c", "f"})},
                                          {"under-trolley", 1, 2, 5, ids_named({"a", "f"})},
                                          {"label", 0, 1, 5, ids_named({"e"})},
                                          {"price-file", 1, 1, 5, ids_named({"e"})},
                                          {"gone-from-the-tree", 0, 1, 5, ids_named({"b"})}});
    CHECK(not_known == ids_named({"d"}));
    CHECK(cause_shares({}, terms).shares.empty());
}

TEST_CASE("figures about a colleague are for themselves and for who looks after the staff") {
    const auto as = [](const char* id, StaffRole role) { return StaffMember{StaffId(id), {}, role}; };
    const std::vector<CareRate> all = {{"101", 0, 1, 350}, {"102", 0, 3, 400}, {"", 0, 0, 10}};
    CHECK(rates_shown_to(as("101", StaffRole::cashier), all) == std::vector<CareRate>{all[0]});
    CHECK(rates_shown_to(as("102", StaffRole::supervisor), all) == std::vector<CareRate>{all[1]});
    CHECK(rates_shown_to(as("103", StaffRole::cashier), all).empty());
    CHECK(rates_shown_to(StaffMember{StaffId("201"), {}, StaffRole::manager}, all) == all);
    CHECK(rates_shown_to(StaffMember{StaffId("1"), {}, StaffRole::owner}, all) == all);
}
