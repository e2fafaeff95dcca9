#include "terminal/text/numbers.hpp"
#include "terminal/text/receipt_words.hpp"
#include "terminal/text/unicode.hpp"
#include "terminal/ui/kiosk/kiosk.hpp"

#include <algorithm>

// What the new piece weighs, of goods that are weighed: before it is given, or as it is handed over.

namespace makegood::ui {

namespace {

// "1.05", "1,05" or «۱٫۰۵».
std::optional<Quantity> weight_in(std::string_view said) {
    auto digits = text::with_latin_digits(text::trimmed(said));
    for (const std::string_view point : {"٫", ","})
        if (const auto at = digits.find(point); at != digits.npos)
            digits.replace(at, point.size(), ".");
    const auto weight = Quantity::from_decimal(digits);
    return weight && *weight > Quantity() ? std::optional(*weight) : std::nullopt;
}

} // namespace

void Kiosk::perform(const OpenWeight&) {
    state_.notice.reset();
    state_.weight.emplace();
}

void Kiosk::perform(const LeaveWeight&) {
    state_.notice.reset();
    state_.weight.reset();
}

void Kiosk::perform(const TellWeight&) {
    state_.notice.reset();
    const auto* line = line_by_weight(state_);
    if (!line || !state_.weight || forget_card_number({&*state_.weight}))
        return;
    const auto weighs = weight_in(state_.weight->text);
    if (!weighs)
        return notify(words().say("weight.not_understood"), Tone::info, Icon::info);
    const auto& claimed = state_.current->claim.quantity;
    if (*weighs < claimed)
        return notify(words().say("weight.lighter", {{"quantity", text::in_unit(claimed, line->unit, words())}}),
                      Tone::info, Icon::info);
    if (state_.screen == Screen::decision) {
        state_.weight.reset();
        state_.decision.offer.weighs = weighs;
        state_.decision.manager_for_gift = false;
    } else if (somebody_works_here()) {
        post(Step::hand_over, screen_request_, HandOver{screen_request_, state_.staff->id, state_.current->id, weighs});
    }
}

} // namespace makegood::ui
