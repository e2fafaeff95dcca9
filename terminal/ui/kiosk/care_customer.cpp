#include "terminal/ui/kiosk/screens.hpp"

// What is known of a customer: to whoever serves them, and, where they wish to see it, to themselves.

namespace makegood::ui {

std::vector<std::string> customer_in_words(const CustomerFacts& facts, const Scene& scene) {
    const auto& words = scene.words;
    std::vector<std::string> sentences;
    if (facts.is_loyal)
        sentences.push_back(words.say("care.customer.greeting", {{"since", facts.since}}));
    sentences.push_back(words.say("care.customer.visits", {{"since", facts.since}, {"count", facts.visits}}));
    if (facts.last)
        sentences.push_back(words.say("care.customer.last", {{"since", words.age(*facts.last, scene.today)}}));
    if (facts.open_cases > 0)
        sentences.push_back(words.say("care.customer.open", {{"count", facts.open_cases}}));
    if (facts.promised)
        sentences.push_back(words.say("care.customer.promised", {{"day", *facts.promised}}));
    if (const auto& around = facts.around)
        sentences.push_back(words.say("care.customer.around",
                                      {{"days", around->days}, {"before", around->before}, {"after", around->after}}));
    return sentences;
}

Taken customer_facts_key(Kit& kit, Rect& area, const Scene& scene) {
    const auto& receipt = *scene.state.receipt;
    if (!receipt.found.customer)
        return std::nullopt;
    const auto label = scene.words.say(receipt.customer_sees_facts ? "care.customer.cover" : "care.customer.show");
    const float height = kit.button_height(Look::secondary, Icon::person, label, {}, area.width);
    const bool tapped =
        kit.button(area.cut_bottom(height), "receipt.customer_show", Look::secondary, Icon::person, label);
    area.cut_bottom(12);
    return tapped ? Taken(ShowCustomerFacts{}) : std::nullopt;
}

} // namespace makegood::ui
