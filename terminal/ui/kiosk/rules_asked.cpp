#include "terminal/ui/kiosk/rules_asked.hpp"
#include "terminal/policy/decision_words.hpp"
#include "terminal/storage/event_names.hpp"

#include <algorithm>

// Every rule that was asked with its answer, and what of the asker's budget is spent.

namespace makegood::ui {

namespace {

std::string_view word_of_answer(const RuleAnswer& answer, const Decision& decision) {
    if (answer.rule == decision.deciding_rule)
        return "decided";
    return answer.spoke ? "spoke" : answer.cannot_tell ? "cannot_tell" : "silent";
}

Tone tone_of_answer(const RuleAnswer& answer) {
    if (!answer.spoke && !answer.cannot_tell)
        return Tone::neutral;
    return answer.outcome == Outcome::give_now ? Tone::ok : Tone::warn;
}

AskedRow of_budget(std::string sentence, const Scene& scene) {
    return {Icon::money, std::move(sentence), scene.words.say("rules.budget"), Tone::info};
}

void add_budget(std::vector<AskedRow>& rows, const Decision& decision, const Scene& scene) {
    if (!decision.circumstances)
        return;
    const auto& asked = *decision.circumstances;
    const auto limits = scene.state.budget.of(asked.staff, asked.role);
    const auto value = decision.at_stake.value_or(scene.state.current->value);
    const auto currency = value.currency();
    const auto spent = [&](std::int64_t minor_units) { return Money(minor_units, currency); };
    if (const auto* limit = amount_in(limits.per_case, currency))
        rows.push_back(of_budget(scene.words.say("rules.of_case", {{"value", value}, {"limit", *limit}}), scene));
    if (const auto* limit = amount_in(limits.per_day, currency))
        rows.push_back(of_budget(
            scene.words.say("rules.of_day",
                            {{"spent", spent(asked.given_alone_today)},
                             {"limit", *limit},
                             {"left", left_today(limits, currency, asked.given_alone_today).value_or(*limit)}}),
            scene));
    const auto* limit = asked.customer ? amount_in(limits.per_customer, currency) : nullptr;
    if (limit != nullptr)
        rows.push_back(of_budget(
            scene.words.say("rules.of_customer", {{"spent", spent(asked.customer->given_alone)}, {"limit", *limit}}),
            scene));
}

} // namespace

std::vector<AskedRow> rules_asked(const Decision& decision, const Scene& scene) {
    std::vector<AskedRow> rows;
    for (const auto& answer : decision.answers)
        rows.push_back(
            {Icon::rule, reason_in_words(answer, scene.words),
             scene.words.say("rules.answer", {{"answer", text::Choice{std::string(word_of_answer(answer, decision))}},
                                              {"outcome", text::Choice{storage::event_name(answer.outcome)}}}),
             tone_of_answer(answer)});
    add_budget(rows, decision, scene);
    return rows;
}

} // namespace makegood::ui
