#include "workflows/recovery/policy.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace makegood {

namespace {

enum class Holds { yes, no, cannot_tell };

Holds known(bool holds) {
    return holds ? Holds::yes : Holds::no;
}

Holds value_is_at_most(const std::vector<Money>& limits, Money value) {
    if (limits.empty())
        return Holds::yes;
    const Money* limit = amount_in(limits, value.currency());
    return limit ? known(value.minor_units() <= limit->minor_units()) : Holds::cannot_tell;
}

Holds value_is_above(const std::vector<Money>& limits, Money value) {
    if (limits.empty())
        return Holds::yes;
    const Money* limit = amount_in(limits, value.currency());
    return limit ? known(value.minor_units() > limit->minor_units()) : Holds::cannot_tell;
}

template <class Value>
bool is_asked_for(const std::vector<Value>& list, const Value& value) {
    return list.empty() || std::ranges::find(list, value) != list.end();
}

bool any_of(const std::vector<Finding>& wanted, std::optional<Direction> direction, const Question& question) {
    return wanted.empty() || std::ranges::any_of(question.evidence, [&](const Evidence& fact) {
               return (!direction || fact.direction == *direction) && is_asked_for(wanted, fact.finding);
           });
}

bool is_within(HoursOfDay hours, int minute) {
    return hours.from < hours.until ? minute >= hours.from && minute < hours.until
                                    : minute >= hours.from || minute < hours.until;
}

int weekday_of(Date date) {
    return static_cast<int>(std::chrono::weekday(std::chrono::sys_days(date.ymd())).iso_encoding());
}

Holds customer_is_asked_for(const Rule& rule, const std::optional<CustomerStanding>& customer) {
    if (rule.customer_known && *rule.customer_known != customer.has_value())
        return Holds::no;
    if (!rule.customer_made_good_at_least)
        return Holds::yes;
    return customer ? known(customer->made_good >= *rule.customer_made_good_at_least) : Holds::cannot_tell;
}

Holds circumstances_hold(const Rule& rule, const std::optional<Circumstances>& circumstances) {
    if (!asks_about_circumstances(rule))
        return Holds::yes;
    if (!circumstances)
        return Holds::cannot_tell;
    if (!is_asked_for(rule.staff_roles, circumstances->role) ||
        (rule.hours && !is_within(*rule.hours, circumstances->at.minute_of_day())) ||
        !is_asked_for(rule.weekdays, weekday_of(circumstances->at.date())))
        return Holds::no;
    return customer_is_asked_for(rule, circumstances->customer);
}

bool speaks_against(const Question& question) {
    return std::ranges::any_of(question.evidence,
                               [](const Evidence& fact) { return fact.direction == Direction::against_the_claim; });
}

Holds speaks(const Rule& rule, const Question& question, Failure failure) {
    const Holds conditions[] = {
        known(!rule.older_than_days || (question.age_days && *question.age_days > *rule.older_than_days)),
        known(!rule.younger_than_days || (question.age_days && *question.age_days < *rule.younger_than_days)),
        known(!rule.made_good_before_at_least || question.made_good_before >= *rule.made_good_before_at_least),
        known(!rule.taken_back_at_least || question.taken_back >= *rule.taken_back_at_least),
        known(!rule.when_evidence_against || speaks_against(question)),
        known(is_asked_for(rule.failures, failure)),
        known(any_of(rule.evidence, std::nullopt, question)),
        known(any_of(rule.evidence_for, Direction::for_the_claim, question)),
        known(any_of(rule.evidence_against, Direction::against_the_claim, question)),
        known(is_asked_for(rule.lanes, question.lane)),
        value_is_at_most(rule.value_at_most, question.value),
        value_is_above(rule.value_above, question.value),
        circumstances_hold(rule, question.circumstances),
    };
    if (std::ranges::find(conditions, Holds::no) != std::end(conditions))
        return Holds::no;
    return std::ranges::find(conditions, Holds::cannot_tell) != std::end(conditions) ? Holds::cannot_tell : Holds::yes;
}

void keep_to_budget(Decision& decision, const Budget& budget, const Question& question) {
    if (!question.circumstances)
        return;
    const auto& asked = *question.circumstances;
    const auto limits = budget.of(asked.staff, asked.role);
    if (limits.empty())
        return;
    const auto answer = ask_budget(limits, question.value, asked.given_alone_today, asked.customer);
    decision.left_today = left_today(limits, question.value.currency(), asked.given_alone_today);
    decision.answers.push_back({.rule = std::string(budget_rule),
                                .says = {},
                                .outcome = Outcome::manager_confirms,
                                .spoke = answer == BudgetAnswer::beyond,
                                .cannot_tell = answer == BudgetAnswer::cannot_tell});
    if (answer != BudgetAnswer::within && decision.outcome < Outcome::manager_confirms) {
        decision.outcome = Outcome::manager_confirms;
        decision.deciding_rule = budget_rule;
    }
}

void ask_a_manager_where(Decision& decision, std::string_view rule, bool spoke) {
    decision.answers.push_back(
        {.rule = std::string(rule), .says = {}, .outcome = Outcome::manager_confirms, .spoke = spoke});
    if (spoke && decision.outcome < Outcome::manager_confirms) {
        decision.outcome = Outcome::manager_confirms;
        decision.deciding_rule = rule;
    }
}

// Nobody is suspected: two people saw it, so nobody has to be.
void ask_for_a_colleague(Decision& decision) {
    if (decision.circumstances && decision.circumstances->without_paper && decision.circumstances->served_there)
        ask_a_manager_where(decision, colleague_rule, true);
}

// An apology costs nothing but the heart to say it.
void keep_to_goodwill(Decision& decision, const GoodwillTerms& terms, const Question& question) {
    if (!question.circumstances || !question.circumstances->without_receipt_today)
        return;
    const Money* up_to = amount_in(terms.up_to, question.value.currency());
    const bool costs = !question.value.is_zero();
    const bool within = up_to != nullptr && question.value.minor_units() <= up_to->minor_units() && terms.per_day &&
                        *question.circumstances->without_receipt_today < *terms.per_day;
    ask_a_manager_where(decision, goodwill_rule, costs && !within);
    if (costs && speaks_against(question))
        ask_a_manager_where(decision, goodwill_evidence_rule, true);
}

bool may_be_countersigned(const Decision& decision, const CountersignTerms& terms, const Question& question) {
    if (decision.outcome == Outcome::give_now || !question.circumstances || question.taken_back > 0)
        return false;
    const bool own_sale = std::ranges::any_of(
        decision.answers, [](const RuleAnswer& answer) { return answer.rule == colleague_rule && answer.spoke; });
    const Money* up_to = amount_in(terms.up_to, question.value.currency());
    const bool till_asks = std::ranges::any_of(decision.answers, [](const RuleAnswer& answer) {
        return is_of_till(answer.rule) && answer.outcome != Outcome::give_now;
    });
    return !own_sale && !till_asks && up_to != nullptr && question.value.minor_units() <= up_to->minor_units() &&
           terms.per_day && question.circumstances->to_countersign_today < *terms.per_day;
}

// Of these a claim has one each at most.
constexpr std::initializer_list<Finding> alternatives[] = {
    {Finding::line_was_scanned, Finding::line_was_weighed, Finding::line_was_keyed, Finding::entry_not_known},
    {Finding::left_behind_log_holds_it, Finding::left_behind_log_holds_part, Finding::left_behind_log_is_empty,
     Finding::left_behind_log_not_kept},
    {Finding::stock_count_one_over, Finding::stock_count_as_expected, Finding::stock_never_counted},
    {Finding::bought_recently, Finding::bought_long_ago},
    {Finding::never_claimed_before, Finding::partly_made_good},
    {Finding::lane_had_others, Finding::lane_had_none},
    {Finding::same_item_was_voided, Finding::nothing_was_voided},
    {Finding::ticket_was_resumed, Finding::ticket_was_not_resumed},
    {Finding::came_back, Finding::nothing_came_back},
    {Finding::others_made_good_on_receipt, Finding::none_made_good_on_receipt},
    {Finding::customer_was_helped, Finding::customer_never_helped, Finding::customer_not_known,
     Finding::customer_not_told},
    {Finding::given_by_word, Finding::none_given_by_word},
    {Finding::several_on_line, Finding::quantity_was_keyed},
};

bool exclude_each_other(Finding one, Finding other) {
    return one == other || std::ranges::any_of(alternatives, [&](const auto& kind) {
               return std::ranges::find(kind, one) != kind.end() && std::ranges::find(kind, other) != kind.end();
           });
}

bool has(const Question& question, Finding finding, Direction direction) {
    return std::ranges::any_of(question.evidence, [&](const Evidence& fact) {
        return fact.finding == finding && fact.direction == direction;
    });
}

// What was never asked about cannot change anything; what speaks against the claim is asked about by every rule that
// names it or asks whether anything speaks against it.
std::vector<Change> imaginable(const Policy& policy, const Question& question) {
    std::set<std::pair<Finding, std::optional<Direction>>> seen;
    std::vector<Change> changes;
    const auto imagine = [&](Finding finding, std::optional<Direction> direction) {
        if (seen.insert({finding, direction}).second)
            changes.push_back({finding, direction, {}});
    };
    for (const auto& fact : question.evidence)
        if (fact.direction == Direction::against_the_claim)
            imagine(fact.finding, std::nullopt);
    for (const auto& rule : policy.rules) {
        for (const auto finding : rule.evidence)
            if (std::ranges::find(question.evidence, finding, &Evidence::finding) == question.evidence.end())
                imagine(finding, Direction::unknown);
        for (const auto finding : rule.evidence_for)
            if (!has(question, finding, Direction::for_the_claim))
                imagine(finding, Direction::for_the_claim);
        for (const auto finding : rule.evidence_against)
            if (!has(question, finding, Direction::against_the_claim))
                imagine(finding, Direction::against_the_claim);
    }
    return changes;
}

Question as_if(Question question, const Change& change) {
    std::erase_if(question.evidence,
                  [&](const Evidence& fact) { return exclude_each_other(fact.finding, change.finding); });
    if (change.finding == Finding::others_made_good_on_receipt)
        question.made_good_before = 0;
    if (change.if_it_spoke)
        question.evidence.push_back({change.finding, *change.if_it_spoke});
    return question;
}

// Below what is at stake, the largest first.
std::vector<Money> amounts_named(const Policy& policy, const Question& question) {
    std::vector<Money> amounts;
    const auto add_of = [&](const std::vector<Money>& named) {
        if (const auto* amount = amount_in(named, question.value.currency()))
            amounts.push_back(*amount);
    };
    for (const auto& rule : policy.rules) {
        add_of(rule.value_at_most);
        add_of(rule.value_above);
    }
    add_of(policy.goodwill.up_to);
    if (const auto& asked = question.circumstances) {
        const auto limits = policy.budget.of(asked->staff, asked->role);
        add_of(limits.per_case);
        if (const auto left = left_today(limits, question.value.currency(), asked->given_alone_today))
            amounts.push_back(*left);
    }
    std::erase_if(amounts, [&](Money amount) {
        return amount.minor_units() <= 0 || amount.minor_units() >= question.value.minor_units();
    });
    std::ranges::sort(amounts, std::ranges::greater(), &Money::minor_units);
    return amounts;
}

} // namespace

bool asks_about_circumstances(const Rule& rule) {
    return !rule.staff_roles.empty() || rule.hours || !rule.weekdays.empty() || rule.customer_known ||
           rule.customer_made_good_at_least;
}

const RuleAnswer* deciding_answer(const Decision& decision) {
    const auto found = std::ranges::find(decision.answers, decision.deciding_rule, &RuleAnswer::rule);
    return decision.deciding_rule.empty() || found == decision.answers.end() ? nullptr : &*found;
}

void hear_till(Decision& decision, const std::vector<RuleAnswer>& by_till) {
    for (const auto& answer : by_till) {
        decision.answers.push_back(answer);
        if (answer.outcome > decision.outcome) {
            decision.outcome = answer.outcome;
            decision.deciding_rule = answer.rule;
        }
    }
}

std::vector<RuleAnswer> answers_of_till(const Decision& decision) {
    std::vector<RuleAnswer> answers;
    std::ranges::copy_if(decision.answers, std::back_inserter(answers),
                         [](const RuleAnswer& answer) { return is_of_till(answer.rule); });
    return answers;
}

Decision decide(const Policy& policy, const Question& question, Complaint complaint) {
    Decision decision;
    decision.policy_version = policy.version;
    decision.evidence = question.evidence;
    decision.circumstances = question.circumstances;
    decision.failure = tell_failure(complaint, question.evidence);

    std::optional<Outcome> strictest;
    bool any_cannot_tell = false;
    for (const Rule& rule : policy.rules) {
        const Holds holds = speaks(rule, question, decision.failure);
        any_cannot_tell = any_cannot_tell || holds == Holds::cannot_tell;
        decision.answers.push_back(
            {rule.id, rule.says, rule.outcome, holds == Holds::yes, holds == Holds::cannot_tell, rule.customer});
        if (holds == Holds::yes && (!strictest || rule.outcome > *strictest)) {
            strictest = rule.outcome;
            decision.deciding_rule = rule.id;
        }
    }
    const bool once_more_alone = question.taken_back > 0 && strictest == Outcome::give_now;
    if (!strictest || once_more_alone || (any_cannot_tell && *strictest < Outcome::manager_decides)) {
        decision.outcome = Outcome::manager_decides;
        decision.deciding_rule.clear();
    } else {
        decision.outcome = *strictest;
    }
    keep_to_budget(decision, policy.budget, question);
    ask_for_a_colleague(decision);
    keep_to_goodwill(decision, policy.goodwill, question);
    hear_till(decision, question.by_till);
    decision.may_be_countersigned = may_be_countersigned(decision, policy.countersign, question);
    return decision;
}

std::vector<Change> what_would_change(const Policy& policy, const Question& question, Complaint complaint) {
    const auto now = decide(policy, question, complaint).outcome;
    auto changes = imaginable(policy, question);
    for (auto& change : changes)
        change.outcome = decide(policy, as_if(question, change), complaint).outcome;
    std::erase_if(changes, [&](const Change& change) { return change.outcome == now; });
    return changes;
}

std::optional<Money> free_up_to(const Policy& policy, const Question& question, Complaint complaint) {
    if (decide(policy, question, complaint).outcome == Outcome::give_now)
        return std::nullopt;
    auto asked = question;
    for (const auto& amount : amounts_named(policy, question)) {
        asked.value = amount;
        if (decide(policy, asked, complaint).outcome == Outcome::give_now)
            return amount;
    }
    return std::nullopt;
}

} // namespace makegood
