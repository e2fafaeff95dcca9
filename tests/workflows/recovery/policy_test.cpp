#include "tests/support/catch.hpp"
#include "tests/support/currencies.hpp"
#include "workflows/recovery/policy.hpp"

#include <algorithm>

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

namespace {

// A Monday evening in May, lane 3, a cashier with a customer who was given something twice this year.
Question monday_evening() {
    return {.value = Money(100, eur),
            .age_days = 3,
            .evidence = {{Finding::line_was_scanned, Direction::for_the_claim}, against, unknown},
            .lane = WorkstationId("3"),
            .circumstances = Circumstances{.at = *CivilTime::from_iso("2026-05-04T21:30"),
                                           .staff = StaffId("7"),
                                           .customer = CustomerStanding{2, 0}}};
}

enum class Spoke { yes, no, cannot_tell };

Spoke answer_of(Rule rule, const Question& question, Complaint complaint = Complaint::damaged) {
    rule.id = "asked";
    const auto decision = decide(policy_of({rule}), question, complaint);
    REQUIRE(decision.answers.size() == 1);
    const auto& answer = decision.answers[0];
    CHECK_FALSE((answer.spoke && answer.cannot_tell));
    return answer.spoke ? Spoke::yes : answer.cannot_tell ? Spoke::cannot_tell : Spoke::no;
}

} // namespace

TEST_CASE("each condition holds where it should") {
    struct Row {
        const char* name;
        Rule rule;
        Spoke spoke;
    };
    const Row rows[] = {
        {"none at all", {}, Spoke::yes},
        {"younger", {.younger_than_days = 4}, Spoke::yes},
        {"as old", {.younger_than_days = 3}, Spoke::no},
        {"this failure", {.failures = {Failure::missing, Failure::damaged}}, Spoke::yes},
        {"another failure", {.failures = {Failure::missing, Failure::left_behind}}, Spoke::no},
        {"found, though it says nothing", {.evidence = {Finding::left_behind_log_not_kept}}, Spoke::yes},
        {"not found", {.evidence = {Finding::came_back}}, Spoke::no},
        {"one of two speaks for it",
         {.evidence_for = {Finding::ticket_was_resumed, Finding::line_was_scanned}},
         Spoke::yes},
        {"found, and not for it", {.evidence_for = {Finding::same_item_was_voided}}, Spoke::no},
        {"against it", {.evidence_against = {Finding::same_item_was_voided}}, Spoke::yes},
        {"found, and not against it", {.evidence_against = {Finding::left_behind_log_not_kept}}, Spoke::no},
        {"this role", {.staff_roles = {StaffRole::cashier}}, Spoke::yes},
        {"another role", {.staff_roles = {StaffRole::manager}}, Spoke::no},
        {"this lane", {.lanes = {WorkstationId("2"), WorkstationId("3")}}, Spoke::yes},
        {"another lane", {.lanes = {WorkstationId("33")}}, Spoke::no},
        {"within the hours", {.hours = HoursOfDay{9 * 60, 22 * 60}}, Spoke::yes},
        {"in the first minute", {.hours = HoursOfDay{21 * 60 + 30, 22 * 60}}, Spoke::yes},
        {"after the last minute", {.hours = HoursOfDay{9 * 60, 21 * 60 + 30}}, Spoke::no},
        {"in the evening of a night", {.hours = HoursOfDay{21 * 60, 7 * 60}}, Spoke::yes},
        {"before a night", {.hours = HoursOfDay{22 * 60, 7 * 60}}, Spoke::no},
        {"in the morning of a night", {.hours = HoursOfDay{23 * 60, 22 * 60}}, Spoke::yes},
        {"this weekday", {.weekdays = {1, 7}}, Spoke::yes},
        {"another weekday", {.weekdays = {2}}, Spoke::no},
        {"a customer who is known", {.customer_known = true}, Spoke::yes},
        {"a customer who is not", {.customer_known = false}, Spoke::no},
        {"twice a year", {.customer_made_good_at_least = 2}, Spoke::yes},
        {"three times a year", {.customer_made_good_at_least = 3}, Spoke::no},
        {"all but one hold", {.younger_than_days = 4, .lanes = {WorkstationId("9")}, .weekdays = {1}}, Spoke::no},
        {"no amount in the currency", {.value_above = {Money(1, irr)}}, Spoke::cannot_tell},
        {"what cannot hold need not be told", {.value_above = {Money(1, irr)}, .weekdays = {2}}, Spoke::no},
    };
    for (const auto& row : rows) {
        DYNAMIC_SECTION(row.name) {
            CHECK(answer_of(row.rule, monday_evening()) == row.spoke);
        }
    }
}

TEST_CASE("of a stranger nobody can tell what they were given") {
    auto question = monday_evening();
    question.circumstances->customer.reset();
    CHECK(answer_of({.customer_known = false}, question) == Spoke::yes);
    CHECK(answer_of({.customer_known = true}, question) == Spoke::no);
    CHECK(answer_of({.customer_made_good_at_least = 1}, question) == Spoke::cannot_tell);
    CHECK(answer_of({.customer_known = true, .customer_made_good_at_least = 1}, question) == Spoke::no);
}

TEST_CASE("a rule about what was not kept cannot tell, the others answer") {
    auto question = monday_evening();
    question.circumstances.reset();
    const Rule rules[] = {{.staff_roles = {StaffRole::cashier}},
                          {.hours = HoursOfDay{1, 2}},
                          {.weekdays = {1}},
                          {.customer_known = false},
                          {.customer_made_good_at_least = 0}};
    for (const auto& rule : rules) {
        CHECK(asks_about_circumstances(rule));
        CHECK(answer_of(rule, question) == Spoke::cannot_tell);
    }
    const Rule lane_only{.lanes = {WorkstationId("3")}};
    CHECK_FALSE(asks_about_circumstances(lane_only));
    CHECK(answer_of(lane_only, question) == Spoke::yes);
}

TEST_CASE("whatever is asked, nobody is refused, the strictest decides and a manager where something is unclear") {
    const Rule rules[] = {small,
                          large,
                          old,
                          repeated,
                          doubtful,
                          {.id = "strangers", .outcome = Outcome::give_now, .customer_known = false},
                          {.id = "often", .outcome = Outcome::manager_confirms, .customer_made_good_at_least = 2},
                          {.id = "night", .outcome = Outcome::manager_confirms, .hours = HoursOfDay{21 * 60, 420}}};
    int asked = 0;
    for (unsigned chosen = 0; chosen < 1U << std::size(rules); ++chosen) {
        std::vector<Rule> some;
        for (std::size_t i = 0; i < std::size(rules); ++i)
            if ((chosen >> i & 1U) != 0)
                some.push_back(rules[i]);
        for (const auto& currency : {eur, irr})
            for (const int age : {3, 91})
                for (const bool is_known : {false, true}) {
                    auto question = monday_evening();
                    question.value = Money(2'500, currency);
                    question.age_days = age;
                    if (!is_known)
                        question.circumstances->customer.reset();
                    const auto decision = decide(policy_of(some), question, Complaint::damaged);
                    REQUIRE(decision.answers.size() == some.size());
                    bool unclear = true;
                    auto strictest = Outcome::give_now;
                    for (const auto& answer : decision.answers)
                        if (answer.spoke) {
                            unclear = false;
                            strictest = std::max(strictest, answer.outcome);
                        }
                    for (const auto& answer : decision.answers)
                        unclear = unclear || answer.cannot_tell;
                    REQUIRE(decision.outcome == (unclear ? Outcome::manager_decides : strictest));
                    ++asked;
                }
    }
    CHECK(asked == 256 * 8);
}

TEST_CASE("the budget asks for a manager, never for less than the rules do") {
    struct Row {
        const char* name;
        BudgetLimits limits;
        Outcome outcome;
        const char* rule;
        std::optional<Money> left;
    };
    const Money one(100, eur);
    const Row rows[] = {
        {"no limit", {}, Outcome::give_now, "small", {}},
        {"the case is at its limit", {.per_case = {one}}, Outcome::give_now, "small", {}},
        {"the case is beyond it", {.per_case = {Money(99, eur)}}, Outcome::manager_confirms, "budget", {}},
        {"the day is full with it", {.per_day = {Money(350, eur)}}, Outcome::give_now, "small", one},
        {"the day is beyond", {.per_day = {Money(349, eur)}}, Outcome::manager_confirms, "budget", Money(99, eur)},
        {"the day was beyond before", {.per_day = {one}}, Outcome::manager_confirms, "budget", Money(0, eur)},
        {"the customer is at the limit", {.per_customer = {Money(180, eur)}}, Outcome::give_now, "small", {}},
        {"the customer is beyond it", {.per_customer = {Money(179, eur)}}, Outcome::manager_confirms, "budget", {}},
        {"no amount in the currency", {.per_day = {Money(9, irr)}}, Outcome::manager_confirms, "budget", {}},
    };
    for (const auto& row : rows) {
        DYNAMIC_SECTION(row.name) {
            auto policy = policy_of({small});
            policy.budget.of_roles[StaffRole::cashier] = row.limits;
            auto question = monday_evening();
            question.circumstances->given_alone_today = 250;
            question.circumstances->customer->given_alone = 80;
            const auto decision = decide(policy, question, Complaint::damaged);
            CHECK(decision.outcome == row.outcome);
            CHECK(decision.deciding_rule == row.rule);
            CHECK(decision.left_today == row.left);
            CHECK(decision.answers.size() == (row.limits.empty() ? 1 : 2));
            policy.rules.push_back({.id = "hard", .outcome = Outcome::manager_decides});
            CHECK(decide(policy, question, Complaint::damaged).deciding_rule == "hard");
        }
    }
}

TEST_CASE("a person's own limits go before those of the role") {
    Budget budget;
    budget.of_roles[StaffRole::cashier] = {.per_case = {Money(10, eur)}, .per_day = {Money(20, eur)}};
    budget.of_people[StaffId("7")] = {.per_day = {Money(50, eur)}};
    CHECK(budget.of(StaffId("7"), StaffRole::cashier).per_day == std::vector{Money(50, eur)});
    CHECK(budget.of(StaffId("7"), StaffRole::cashier).per_case == std::vector{Money(10, eur)});
    CHECK(budget.of(StaffId("8"), StaffRole::cashier).per_day == std::vector{Money(20, eur)});
    CHECK(budget.of(StaffId("8"), StaffRole::manager).empty());
}

TEST_CASE("it is told which single finding would lead elsewhere") {
    const Rule held{
        .id = "held", .outcome = Outcome::manager_confirms, .evidence_for = {Finding::left_behind_log_holds_it}};
    const Rule any{.id = "any", .outcome = Outcome::manager_decides, .failures = {Failure::left_behind}};
    const Rule back{.id = "back", .outcome = Outcome::manager_decides, .evidence_against = {Finding::came_back}};
    const auto gone = [](Finding finding, Outcome outcome) { return Change{finding, std::nullopt, outcome}; };
    const Change shelf{Finding::left_behind_log_holds_it, Direction::for_the_claim, Outcome::manager_confirms};
    struct Row {
        const char* name;
        std::vector<Rule> rules;
        Complaint complaint;
        std::vector<Change> changes;
    };
    const Row rows[] = {
        {"nothing is asked about", {small}, Complaint::damaged, {}},
        {"what speaks against it, if it were not so",
         {small, doubtful},
         Complaint::damaged,
         {gone(Finding::same_item_was_voided, Outcome::give_now)}},
        {"what nobody knows, if it spoke", {small, held}, Complaint::damaged, {shelf}},
        {"the failure changes with it",
         {small, any, held},
         Complaint::not_among_the_goods,
         {{Finding::left_behind_log_holds_it, Direction::for_the_claim, Outcome::manager_decides}}},
        {"one does not help where another stands in the way",
         {small, doubtful, held},
         Complaint::damaged,
         {gone(Finding::same_item_was_voided, Outcome::give_now)}},
        {"what is not there, if it were",
         {small, back},
         Complaint::damaged,
         {{Finding::came_back, Direction::against_the_claim, Outcome::manager_decides}}},
    };
    for (const auto& row : rows) {
        DYNAMIC_SECTION(row.name) {
            CHECK(what_would_change(policy_of(row.rules), monday_evening(), row.complaint) == row.changes);
        }
    }
}

TEST_CASE("the largest amount that could be given now is told, where the amount is why it cannot") {
    const Rule tiny{.id = "tiny",
                    .outcome = Outcome::manager_confirms,
                    .value_above = {Money(500, eur)},
                    .when_evidence_against = true};
    struct Row {
        const char* name;
        std::vector<Rule> rules;
        Question question;
        std::optional<Money> up_to;
    };
    const Row rows[] = {
        {"above the limit", {small, large}, {Money(2'001, eur)}, Money(2'000, eur)},
        {"at the limit", {small, large}, {Money(2'000, eur)}, std::nullopt},
        {"too old for any amount", {small, large, old}, {Money(9'000, eur), 91}, std::nullopt},
        {"doubtful for any amount", {small, large, doubtful}, {Money(9'000, eur), 0, 0, {against}}, std::nullopt},
        {"the lower of two limits", {small, large, tiny}, {Money(9'000, eur), 0, 0, {against}}, Money(500, eur)},
        {"the higher of two limits", {small, large, tiny}, {Money(9'000, eur)}, Money(2'000, eur)},
        {"a currency without a limit", {small, large}, {Money(100, irr)}, std::nullopt},
    };
    for (const auto& row : rows) {
        DYNAMIC_SECTION(row.name) {
            CHECK(free_up_to(policy_of(row.rules), row.question, Complaint::damaged) == row.up_to);
        }
    }
}

TEST_CASE("what the day's budget leaves is told as the amount that could be given now") {
    auto policy = policy_of({small});
    policy.budget.of_roles[StaffRole::cashier].per_day = {Money(3'000, eur)};
    Question question{Money(1'500, eur)};
    question.circumstances = Circumstances{.given_alone_today = 2'000};
    CHECK(free_up_to(policy, question, Complaint::damaged) == Money(1'000, eur));
    question.circumstances->given_alone_today = 3'000;
    CHECK_FALSE(free_up_to(policy, question, Complaint::damaged));
}
