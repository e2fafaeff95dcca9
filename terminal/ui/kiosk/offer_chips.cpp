#include "terminal/ui/kiosk/offer_chips.hpp"

#include "terminal/policy/decision_words.hpp"
#include "terminal/text/receipt_words.hpp"

namespace makegood::ui {

namespace {

constexpr int promised_days[] = {1, 3, 7};

Icon icon_of(const Offer& offer) {
    switch (offer.remedy) {
    case Remedy::refund:
    case Remedy::price_difference:
        return Icon::money;
    case Remedy::voucher:
        return Icon::receipt;
    case Remedy::apology:
        return Icon::chat;
    case Remedy::substitute:
        return Icon::swap;
    case Remedy::replacement:
        break;
    }
    return offer.promised_for ? Icon::schedule : offer.at_hand ? Icon::gift : Icon::inventory;
}

bool is_same_way(const Offer& a, const Offer& b) {
    return a.remedy == b.remedy && a.at_hand == b.at_hand && a.promised_for.has_value() == b.promised_for.has_value();
}

// At the counter, now or as it is handed over.
bool is_to_be_weighed(const CaseView& view, const std::optional<Offer>& chosen) {
    return chosen && chosen->remedy == Remedy::replacement &&
           (view.state == CaseState::owed || (view.state == CaseState::claimed && chosen->at_hand));
}

std::string weight_in_words(const std::optional<Offer>& chosen, const LineItem& line, const text::Words& words) {
    if (!chosen->weighs)
        return words.say("weight.weigh");
    return words.say("weight.weighs", {{"quantity", text::in_unit(*chosen->weighs, line.unit, words)}});
}

Date days_from_now(const Scene& scene, int days) {
    return {scene.today.days_since_1970 + days};
}

} // namespace

std::vector<Chip> offer_chips(const Scene& scene, std::string_view prefix, const std::optional<Offer>& chosen) {
    const auto key = [&](const std::string& name) { return std::string(prefix) + "." + name; };
    std::vector<Chip> chips;
    const auto& done = scene.state.done;
    const bool is_for_the_rest = scene.state.screen == Screen::done && !done.here.empty();
    const auto add = [&](const Offer& offer) {
        if (is_for_the_rest && is_same_way(offer, scene.state.current->remedy->offer))
            return;
        const bool is_chosen = chosen && is_same_way(offer, *chosen);
        const bool names_goods_anew = offer.remedy == Remedy::substitute && scene.state.screen != Screen::manager;
        chips.push_back({key(name_of(offer)), offer_in_words(offer, scene.words), is_chosen,
                         ChooseOffer{is_chosen && !names_goods_anew ? *chosen : offer}, icon_of(offer)});
    };
    const auto& view = *scene.state.current;
    // Which other goods it would be is scanned before a manager is asked.
    const bool can_name_goods = view.state != CaseState::awaiting_manager || (chosen && chosen->instead);
    const bool hands_over = view.state == CaseState::owed && view.remedy && is_goods(view.remedy->offer.remedy);
    for (const auto remedy : fitting_remedies(view.claim)) {
        const bool is_open = remedy == Remedy::replacement  ? !hands_over
                             : remedy == Remedy::substitute ? can_name_goods
                                                            : true;
        if (is_open)
            add({remedy});
        if (remedy == Remedy::replacement) {
            add({remedy, false});
            add({remedy, false, days_from_now(scene, promised_days[0])});
        }
    }
    if (chips.size() == 1)
        return {};
    if (scene.state.screen == Screen::decision && can_be_divided(view.claim) && view.questions.empty())
        chips.push_back({key("part"), scene.words.say("part.divide"), false, OpenPart{}, Icon::list});
    if (scene.state.screen == Screen::done && hands_over && can_be_divided(view.claim) && !view.tied_at)
        chips.push_back({key("part"), scene.words.say("part.not_all"), is_for_the_rest, OpenPart{}, Icon::list});
    if (const auto* line = line_by_weight(scene.state); line && is_to_be_weighed(view, chosen))
        chips.push_back({key("weigh"), weight_in_words(chosen, *line, scene.words), chosen->weighs.has_value(),
                         OpenWeight{}, Icon::add});
    if (chosen && chosen->promised_for)
        for (const int days : promised_days) {
            const auto day = days_from_now(scene, days);
            chips.push_back({key("in_days_" + std::to_string(days)),
                             scene.words.say("offer.in_days", {{"count", days}}), chosen->promised_for == day,
                             ChooseOffer{{chosen->remedy, false, day}}, Icon::schedule, days == promised_days[0]});
        }
    return chips;
}

std::string said_to_customer(const Scene& scene, std::string_view key) {
    return scene.words.say("done.say_so", {{"sentence", scene.to_customer.say(key)}});
}

std::vector<Chip> languages_of_customer(const Scene& scene, std::string_view prefix) {
    std::vector<Chip> chips;
    for (const auto language : {Language::english, Language::persian}) {
        const std::string code(text::code_of(language));
        chips.push_back({std::string(prefix) + ".speak." + code, scene.words.say("language." + code),
                         scene.to_customer.language() == language, SpeakToCustomer{language}});
    }
    return chips;
}

} // namespace makegood::ui
