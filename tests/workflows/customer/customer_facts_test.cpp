#include "workflows/customer/customer_facts.hpp"

#include "tests/support/catch.hpp"

using namespace makegood;

namespace {

Date on(const char* iso) {
    return *Date::from_iso(iso);
}

const LoyaltyTerms three_a_year{.visits = 3, .within_days = 365};

} // namespace

TEST_CASE("who was never here has no facts") {
    CHECK_FALSE(customer_facts({}, on("2026-05-04"), three_a_year));
}

TEST_CASE("since when, how often, when last and what is open is told as it is") {
    const CustomerPast past{.visits = {on("2024-01-02"), on("2025-07-01"), on("2026-04-30"), on("2026-05-04")},
                            .open_cases = 2,
                            .promised = {on("2026-05-09"), on("2026-05-07")}};
    const auto facts = customer_facts(past, on("2026-05-04"), three_a_year);
    REQUIRE(facts);
    CHECK(facts->since == on("2024-01-02"));
    CHECK(facts->visits == 4);
    CHECK(facts->last == on("2026-04-30"));
    CHECK(facts->is_loyal);
    CHECK(facts->open_cases == 2);
    CHECK(facts->promised == on("2026-05-07"));
    CHECK_FALSE(facts->around);
}

TEST_CASE("loyal is who came often within the time that the shop names, and a first visit has no last one") {
    const CustomerPast once{.visits = {on("2026-05-04")}};
    const auto first = customer_facts(once, on("2026-05-04"), three_a_year);
    CHECK_FALSE(first->last);
    CHECK_FALSE(first->is_loyal);
    const CustomerPast long_ago{.visits = {on("2020-01-01"), on("2020-01-02"), on("2020-01-03"), on("2026-05-01")}};
    CHECK_FALSE(customer_facts(long_ago, on("2026-05-04"), three_a_year)->is_loyal);
}

TEST_CASE("visits before and after a recovery are counted over as many days") {
    CustomerPast past{.visits = {on("2026-03-01"), on("2026-03-20"), on("2026-03-28"), on("2026-04-01"),
                                 on("2026-04-10"), on("2026-05-01")},
                      .put_right = {on("2025-01-01"), on("2026-04-01")}};
    CHECK(customer_facts(past, on("2026-05-01"), three_a_year)->around == AroundRecovery{30, 2, 2});
    CHECK(customer_facts(past, on("2026-04-15"), three_a_year)->around == AroundRecovery{14, 2, 1});
    CHECK_FALSE(customer_facts(past, on("2026-04-14"), three_a_year)->around);
    CHECK(customer_facts(past, on("2027-04-15"), three_a_year)->around == AroundRecovery{60, 3, 2});
}
