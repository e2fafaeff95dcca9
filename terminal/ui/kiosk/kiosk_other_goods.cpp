#include "terminal/text/numbers.hpp"
#include "terminal/text/unicode.hpp"
#include "terminal/ui/kiosk/kiosk.hpp"

// The other goods of a substitute that was chosen, before it is given or instead of what is owed.

namespace makegood::ui {

std::optional<std::vector<ItemMeant>> Kiosk::meant_by(const TextFieldState& field) {
    constexpr std::size_t shortest = 2;
    const auto said = text::trimmed(field.text);
    if (text::decode(said).code_points.size() < shortest)
        return std::vector<ItemMeant>();
    return looked(world_.items_meant(text::with_latin_digits(said)));
}

bool Kiosk::takes_other_goods() const {
    const auto& instead = state_.done.instead;
    return (state_.screen == Screen::decision && state_.decision.offer.remedy == Remedy::substitute) ||
           (state_.screen == Screen::done && instead && instead->remedy == Remedy::substitute);
}

Signal Kiosk::other_goods_scanned(const ItemCode& code) {
    const auto meant = looked(world_.items_meant(code.text()));
    if (!meant)
        return Signal::attention;
    const std::string name = meant->empty() || meant->front().name.empty() ? code.text() : meant->front().name;
    take_other_goods({code, text::plain(name)});
    return Signal::accepted;
}

void Kiosk::take_other_goods(NamedItem goods) {
    state_.other_goods = {};
    state_.notice.reset();
    perform(ChooseOffer{{.remedy = Remedy::substitute, .instead = std::move(goods)}});
}

void Kiosk::perform(const LookForOtherGoods&) {
    auto& form = state_.other_goods;
    form.maybe.clear();
    if (auto meant = meant_by(form.item))
        form.maybe = std::move(*meant);
}

void Kiosk::perform(const MeanOtherGoods& action) {
    const auto& maybe = state_.other_goods.maybe;
    if (action.index >= maybe.size())
        return;
    const auto& [code, name] = maybe[action.index];
    take_other_goods({code, text::plain(name.empty() ? code.text() : name)});
}

void Kiosk::perform(const NameOtherGoods&) {
    auto& item = state_.other_goods.item;
    if (forget_card_number({&item}))
        return;
    const auto said = text::plain(text::trimmed(item.text));
    if (said.empty())
        return notify(words().say("other.first"), Tone::info, Icon::swap);
    take_other_goods({ItemCode(), said});
}

void Kiosk::perform(const LeaveOtherGoods&) {
    state_.other_goods = {};
    state_.notice.reset();
    if (state_.screen == Screen::decision)
        state_.decision.offer = usual_offer_for(*state_.current);
    else
        state_.done.instead.reset();
}

} // namespace makegood::ui
