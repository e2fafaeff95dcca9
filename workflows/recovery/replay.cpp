#include "workflows/recovery/replay.hpp"

#include <algorithm>

namespace makegood {

namespace {

// The most of one line, where it is told of several.
std::int64_t count_of(const std::vector<Evidence>& evidence, Finding finding) {
    std::int64_t most = 0;
    for (const auto& fact : evidence)
        if (fact.finding == finding)
            most = std::max(most, fact.count);
    return most;
}

Question question_of(const CaseView& past, int window_days) {
    Question question{.value = past.decision.at_stake.value_or(past.value),
                      .age_days = {},
                      .made_good_before = count_of(past.decision.evidence, Finding::others_made_good_on_receipt),
                      .evidence = past.decision.evidence,
                      .taken_back = count_of(past.decision.evidence, Finding::taken_back_on_line),
                      .lane = past.claim.receipt.key.workstation,
                      .circumstances = past.decision.circumstances,
                      .by_till = answers_of_till(past.decision)};
    for (auto& fact : question.evidence)
        if (fact.finding == Finding::bought_recently || fact.finding == Finding::bought_long_ago) {
            const int age_days = static_cast<int>(fact.count);
            question.age_days = age_days;
            fact = age_evidence(age_days, window_days, fact.at);
        }
    return question;
}

} // namespace

std::optional<Decision> decide_again(const Policy& policy, const CaseView& past) {
    auto decision = decide(policy, question_of(past, policy.window_days), past.claim.complaint);
    if (past.decision.circumstances)
        return decision;
    // Nothing stricter can come of what is not known.
    const auto* deciding = deciding_answer(decision);
    if (deciding != nullptr && decision.outcome == Outcome::manager_decides)
        return decision;
    for (std::size_t i = 0; i < policy.rules.size(); ++i)
        if (decision.answers[i].cannot_tell && asks_about_circumstances(policy.rules[i]))
            return std::nullopt;
    if (decision.outcome == Outcome::give_now && !policy.budget.empty())
        return std::nullopt;
    return decision;
}

} // namespace makegood
