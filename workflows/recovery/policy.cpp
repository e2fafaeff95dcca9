#include "workflows/recovery/policy.hpp"

#include <algorithm>

namespace makegood {

namespace {

enum class Holds { yes, no, cannot_tell };

const Money* amount_in(const std::vector<Money>& amounts, Currency currency) {
    const auto found = std::ranges::find(amounts, currency, &Money::currency);
    return found == amounts.end() ? nullptr : &*found;
}

Holds value_is_at_most(const std::vector<Money>& limits, Money value) {
    if (limits.empty())
        return Holds::yes;
    const Money* limit = amount_in(limits, value.currency());
    if (!limit)
        return Holds::cannot_tell;
    return value.minor_units() <= limit->minor_units() ? Holds::yes : Holds::no;
}

Holds value_is_above(const std::vector<Money>& limits, Money value) {
    if (limits.empty())
        return Holds::yes;
    const Money* limit = amount_in(limits, value.currency());
    if (!limit)
        return Holds::cannot_tell;
    return value.minor_units() > limit->minor_units() ? Holds::yes : Holds::no;
}

Holds known(bool holds) {
    return holds ? Holds::yes : Holds::no;
}

Holds speaks(const Rule& rule, const Question& question) {
    const bool evidence_against = std::ranges::any_of(
        question.evidence, [](const Evidence& fact) { return fact.direction == Direction::against_the_claim; });
    const Holds conditions[] = {
        known(!rule.older_than_days || question.age_days > *rule.older_than_days),
        known(!rule.made_good_before_at_least || question.made_good_before >= *rule.made_good_before_at_least),
        known(!rule.taken_back_at_least || question.taken_back >= *rule.taken_back_at_least),
        known(!rule.when_evidence_against || evidence_against),
        value_is_at_most(rule.value_at_most, question.value),
        value_is_above(rule.value_above, question.value),
    };
    if (std::ranges::find(conditions, Holds::no) != std::end(conditions))
        return Holds::no;
    return std::ranges::find(conditions, Holds::cannot_tell) != std::end(conditions) ? Holds::cannot_tell : Holds::yes;
}

} // namespace

Decision decide(const Policy& policy, const Question& question, Complaint complaint) {
    Decision decision;
    decision.policy_version = policy.version;
    decision.evidence = question.evidence;
    decision.failure = tell_failure(complaint, question.evidence);

    std::optional<Outcome> strictest;
    bool any_cannot_tell = false;
    for (const Rule& rule : policy.rules) {
        const Holds holds = speaks(rule, question);
        any_cannot_tell = any_cannot_tell || holds == Holds::cannot_tell;
        decision.answers.push_back({rule.id, rule.says, rule.outcome, holds == Holds::yes});
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
    return decision;
}

} // namespace makegood
