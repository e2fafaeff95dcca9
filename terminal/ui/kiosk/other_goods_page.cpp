#include "terminal/ui/kiosk/form_column.hpp"

#include <algorithm>

// Which goods go to the customer instead of theirs: scanned, one of what the shop knows by that name, or just named.

namespace makegood::ui {

namespace {

std::vector<Chip> goods_meant(const std::vector<ItemMeant>& maybe) {
    std::vector<Chip> chips;
    for (std::size_t i = 0; i < maybe.size(); ++i)
        chips.push_back({"other.item." + std::to_string(i + 1),
                         maybe[i].name.empty() ? maybe[i].code.text() : maybe[i].name, false, MeanOtherGoods{i},
                         Icon::basket});
    return chips;
}

} // namespace

bool is_to_name_other_goods(const KioskState& state) {
    const auto& instead = state.done.instead;
    const auto is_nameless = [](const Offer& offer) { return offer.remedy == Remedy::substitute && !offer.instead; };
    return (state.screen == Screen::decision && is_nameless(state.decision.offer)) ||
           (state.screen == Screen::done && instead && is_nameless(*instead));
}

Taken other_goods_page(Kit& kit, Rect area, const Scene& scene) {
    const auto& words = scene.words;
    auto& form = scene.state.other_goods;
    Taken taken;
    if (!kit.keyboard_up()) {
        if (kit.button(area.cut_bottom(56).cut_start(std::min(area.width, 320.0f)), "other.back", Look::ghost,
                       Icon::back, words.say("manager.back")))
            taken = LeaveOtherGoods{};
        area.cut_bottom(12);
    }
    FormColumn column(kit, std::min(area.width, 720.0f) - Kit::scrollbar_room());
    if (!kit.keyboard_up() || kit.layout() != Layout::compact)
        column.add_text("other.question",
                        words.say("other.question", {{"goods", text::Phrase{goods_in_words(scene.state, words)}}}),
                        Style::title, Ink::ink);
    column.add(kit.field_height(), [&](Rect place) {
        if (kit.field(place, "other.item", form.item, words.say("other.item"), words.say("told.item_placeholder"),
                      FieldKind::text))
            taken = LookForOtherGoods{};
    });
    if (const auto maybe = goods_meant(form.maybe); !maybe.empty())
        column.add(chip_flow_height(kit, maybe, column.width()), [&kit, &taken, maybe](Rect place) {
            if (auto tapped = chip_flow(kit, place, maybe))
                taken = std::move(tapped);
        });
    const auto go_on = words.say("other.take");
    column.add(kit.button_height(Look::primary, Icon::forward, go_on, {}, column.width()), [&, go_on](Rect place) {
        if (kit.button(place, "other.take", Look::primary, Icon::forward, go_on))
            taken = NameOtherGoods{};
    });
    column.draw(area, "other.form");
    return taken;
}

} // namespace makegood::ui
