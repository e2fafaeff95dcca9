#include "tests/support/catch.hpp"
#include "tests/support/currencies.hpp"
#include "workflows/recovery/replay.hpp"

using namespace makegood;
using namespace makegood::testing;

namespace {

// A claim of 5.00 on a purchase of 100 days ago, of which one thing was made good and one taken back before.
CaseView past(bool with_circumstances) {
    CaseView view{.value = Money(500, eur)};
    view.claim.complaint = Complaint::damaged;
    view.claim.receipt.key.workstation = WorkstationId("3");
    view.decision.evidence = {{Finding::bought_long_ago, Direction::unknown, 100},
                              {Finding::others_made_good_on_receipt, Direction::against_the_claim, 1},
                              {Finding::taken_back_on_line, Direction::unknown, 2}};
    if (with_circumstances)
        view.decision.circumstances = Circumstances{.at = *CivilTime::from_iso("2026-05-04T21:30"),
                                                    .staff = StaffId("7"),
                                                    .role = StaffRole::manager,
                                                    .given_alone_today = 300};
    return view;
}

Policy asking(Rule rule) {
    rule.id = "asked";
    rule.outcome = Outcome::manager_confirms;
    return {.rules = {{.id = "usual", .outcome = Outcome::give_now}, rule}};
}

} // namespace

TEST_CASE("another policy is asked with the facts that the decision kept") {
    struct Row {
        const char* name;
        Rule rule;
        bool speaks;
    };
    const Row rows[] = {
        {"age", {.older_than_days = 99}, true},
        {"younger", {.older_than_days = 100}, false},
        {"value", {.value_above = {Money(499, eur)}}, true},
        {"made good before", {.made_good_before_at_least = 1}, true},
        {"more than that", {.made_good_before_at_least = 2}, false},
        {"taken back", {.taken_back_at_least = 2}, true},
        {"lane", {.lanes = {WorkstationId("3")}}, true},
        {"against", {.when_evidence_against = true}, true},
        {"old by its window", {.evidence = {Finding::bought_long_ago}}, true},
        {"failure", {.failures = {Failure::missing}}, false},
    };
    for (const auto& row : rows) {
        DYNAMIC_SECTION(row.name) {
            for (const bool with_circumstances : {false, true}) {
                const auto decision = decide_again(asking(row.rule), past(with_circumstances));
                REQUIRE(decision);
                CHECK(decision->answers[1].spoke == row.speaks);
            }
        }
    }
    auto wider = asking({.evidence_for = {Finding::bought_recently}});
    wider.window_days = 100;
    CHECK(decide_again(wider, past(false))->answers[1].spoke);
}

TEST_CASE("what a decision of before did not keep is not guessed") {
    const auto nightly = asking({.hours = HoursOfDay{21 * 60, 7 * 60}});
    CHECK_FALSE(decide_again(nightly, past(false)));
    CHECK(decide_again(nightly, past(true))->answers[1].spoke);

    SECTION("unless a manager decides whatever it was") {
        auto strict = nightly;
        strict.rules.push_back({.id = "strict", .outcome = Outcome::manager_decides});
        CHECK(decide_again(strict, past(false))->deciding_rule == "strict");
    }
    SECTION("nor what somebody had given that day, unless a manager is asked anyway") {
        auto unspoilt = past(false);
        unspoilt.decision.evidence.clear();
        auto limited = asking({.lanes = {WorkstationId("9")}});
        CHECK(decide_again(limited, unspoilt)->outcome == Outcome::give_now);
        limited.budget.of_roles[StaffRole::manager].per_day = {Money(700, eur)};
        CHECK_FALSE(decide_again(limited, unspoilt));
        unspoilt.decision.circumstances = past(true).decision.circumstances;
        CHECK(decide_again(limited, unspoilt)->deciding_rule == budget_rule);
        CHECK(decide_again(asking({}), past(false))->deciding_rule == "asked");
    }
}
