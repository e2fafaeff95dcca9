#include "tests/support/catch.hpp"
#include "tests/support/currencies.hpp"
#include "workflows/recovery/policy.hpp"

using namespace makegood;
using namespace makegood::testing;

namespace {

Policy policy_of(std::vector<Rule> rules) {
    return {.version = "v", .window_days = 90, .rules = std::move(rules)};
}

const Rule small{.id = "small", .outcome = Outcome::give_now, .value_at_most = {Money(2'000, eur)}};
const Rule large{.id = "large", .outcome = Outcome::manager_confirms, .value_above = {Money(2'000, eur)}};
const Rule old{.id = "old", .outcome = Outcome::manager_decides, .older_than_days = 90};
const Rule repeated{.id = "repeated", .outcome = Outcome::manager_confirms, .made_good_before_at_least = 2};
const Rule doubtful{.id = "doubtful", .outcome = Outcome::manager_confirms, .when_evidence_against = true};

const Rule undone{.id = "undone", .outcome = Outcome::manager_confirms, .taken_back_at_least = 2};

const Evidence against{Finding::same_item_was_voided, Direction::against_the_claim};
const Evidence unknown{Finding::left_behind_log_not_kept, Direction::unknown};

} // namespace

TEST_CASE("the strictest rule that speaks decides") {
    struct Row {
        const char* name;
        Question question;
        Outcome outcome;
        const char* rule;
    };
    const Row rows[] = {
        {"at the limit", {Money(2'000, eur)}, Outcome::give_now, "small"},
        {"a cent above it", {Money(2'001, eur)}, Outcome::manager_confirms, "large"},
        {"on the last day of the window", {Money(100, eur), 90}, Outcome::give_now, "small"},
        {"a day later", {Money(100, eur), 91}, Outcome::manager_decides, "old"},
        {"large and old", {Money(9'000, eur), 91}, Outcome::manager_decides, "old"},
        {"once before", {Money(100, eur), 0, 1}, Outcome::give_now, "small"},
        {"twice before", {Money(100, eur), 0, 2}, Outcome::manager_confirms, "repeated"},
        {"something speaks against", {Money(100, eur), 0, 0, {against}}, Outcome::manager_confirms, "doubtful"},
        {"no data speaks against nobody", {Money(100, eur), 0, 0, {unknown}}, Outcome::give_now, "small"},
        {"a currency without a limit", {Money(100, irr)}, Outcome::manager_decides, ""},
    };
    for (const auto& row : rows) {
        DYNAMIC_SECTION(row.name) {
            const auto decision =
                decide(policy_of({small, large, old, repeated, doubtful}), row.question, Complaint::damaged);
            CHECK(decision.outcome == row.outcome);
            CHECK(decision.deciding_rule == row.rule);
            CHECK(decision.answers.size() == 5);
        }
    }
}

TEST_CASE("where no rule speaks a manager decides") {
    const auto decision = decide(policy_of({large}), {Money(100, eur)}, Complaint::damaged);
    CHECK(decision.outcome == Outcome::manager_decides);
    CHECK(decision.deciding_rule.empty());
    CHECK_FALSE(decision.answers[0].spoke);
    CHECK(decide(policy_of({}), {Money(0, eur)}, Complaint::damaged).outcome == Outcome::manager_decides);
}

TEST_CASE("what was given and taken back is never given again by one person, whatever the policy says") {
    struct Row {
        std::int64_t taken_back;
        Outcome outcome;
        const char* rule;
    };
    const Row rows[] = {{0, Outcome::give_now, "small"},
                        {1, Outcome::manager_decides, ""}, // no rule asks for a manager
                        {2, Outcome::manager_confirms, "undone"}};
    for (const auto& row : rows) {
        CAPTURE(row.taken_back);
        const auto decision = decide(policy_of({small, undone}),
                                     {.value = Money(100, eur), .taken_back = row.taken_back}, Complaint::damaged);
        CHECK(decision.outcome == row.outcome);
        CHECK(decision.deciding_rule == row.rule);
    }
    const Question large_one{.value = Money(9'000, eur), .taken_back = 1};
    CHECK(decide(policy_of({large}), large_one, Complaint::damaged).deciding_rule == "large");
}

TEST_CASE("all conditions of a rule have to hold") {
    const Rule both{.id = "both",
                    .outcome = Outcome::give_now,
                    .value_at_most = {Money(2'000, eur), Money(500'000, irr)},
                    .older_than_days = 10};
    CHECK(decide(policy_of({both}), {Money(100, eur), 10}, Complaint::damaged).outcome == Outcome::manager_decides);
    CHECK(decide(policy_of({both}), {Money(100, eur), 11}, Complaint::damaged).outcome == Outcome::give_now);
    CHECK(decide(policy_of({both}), {Money(500'000, irr), 11}, Complaint::damaged).outcome == Outcome::give_now);
    CHECK(decide(policy_of({both}), {Money(500'001, irr), 11}, Complaint::damaged).outcome == Outcome::manager_decides);
}
