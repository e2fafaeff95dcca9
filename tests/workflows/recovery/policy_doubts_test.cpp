#include "tests/support/catch.hpp"
#include "tests/support/currencies.hpp"
#include "workflows/recovery/policy_doubts.hpp"

using namespace makegood;
using namespace makegood::testing;
using Kind = PolicyDoubtKind;

namespace {

const Rule gives{.id = "gives", .outcome = Outcome::give_now};

Rule doubtful_rule(Rule rule) {
    rule.id = "r";
    rule.line = 12;
    return rule;
}

std::vector<PolicyDoubt> doubts_about_rule(const Rule& rule) {
    return doubts_about({.rules = {gives, doubtful_rule(rule)}});
}

} // namespace

TEST_CASE("a rule whose conditions exclude each other is told of, with its line") {
    const std::vector<PolicyDoubt> never{{Kind::never_speaks, "r", 12}};
    const Money one(100, eur), two(200, eur);
    CHECK(doubts_about_rule({.value_at_most = {two}, .value_above = {one}}).empty());
    CHECK(doubts_about_rule({.value_at_most = {one}, .value_above = {one}}) == never);
    CHECK(doubts_about_rule({.older_than_days = 10, .younger_than_days = 12}).empty()); // 11 days
    CHECK(doubts_about_rule({.older_than_days = 10, .younger_than_days = 11}) == never);
    CHECK(doubts_about_rule({.younger_than_days = 0}) == never);
    CHECK(doubts_about_rule({.customer_known = false, .customer_made_good_at_least = 1}) == never);
    CHECK(doubts_about_rule({.customer_known = true, .customer_made_good_at_least = 1}).empty());
    CHECK(doubts_about_rule({.customer_made_good_at_least = 1}) ==
          std::vector<PolicyDoubt>{{Kind::strangers_not_told, "r", 12}});
}

TEST_CASE("a currency that stands in one place and not in another is told of") {
    Policy policy{.rules = {gives, doubtful_rule({.value_above = {Money(1, eur)}})}};
    CHECK(doubts_about(policy).empty());
    CHECK(doubts_about(policy, eur).empty());
    CHECK(doubts_about(policy, irr) == std::vector<PolicyDoubt>{{Kind::currency_missing, "r", 12, irr}});
    policy.budget.of_roles[StaffRole::cashier].per_day = {Money(1, irr)};
    CHECK(doubts_about(policy) ==
          std::vector<PolicyDoubt>{{Kind::currency_missing, "r", 12, irr}, {Kind::currency_missing, "", 0, eur}});
}

TEST_CASE("a policy under which nobody gives anything alone is told of") {
    const std::vector<PolicyDoubt> nothing{{.kind = Kind::nothing_is_given_now}};
    CHECK(doubts_about({}) == nothing);
    CHECK(doubts_about({.rules = {{.id = "m", .outcome = Outcome::manager_confirms}}}) == nothing);
    auto never = gives;
    never.younger_than_days = 0;
    CHECK(doubts_about({.rules = {never}}).size() == 2);
    CHECK(doubts_about({.rules = {gives}}).empty());
}
