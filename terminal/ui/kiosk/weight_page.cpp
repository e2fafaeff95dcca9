#include "terminal/text/receipt_words.hpp"
#include "terminal/ui/kiosk/form_column.hpp"

#include <algorithm>
#include <utility>

// What the piece weighs that goes home in place of one that was paid by its weight.

namespace makegood::ui {

const LineItem* line_by_weight(const KioskState& state) {
    const auto* line = state.current && state.receipt && state.current->claim.more.empty()
                           ? find_line(state.receipt->found.receipt, state.current->claim.line)
                           : nullptr;
    return line && !is_by_piece(*line) ? line : nullptr;
}

Taken weight_page(Kit& kit, Rect area, const Scene& scene) {
    const auto& words = scene.words;
    const auto& state = scene.state;
    const auto* line = line_by_weight(state);
    const bool hands_over = state.screen == Screen::done;
    const auto paid =
        words.say("weight.paid", {{"item", text::name_of(*line)},
                                  {"quantity", text::in_unit(state.current->claim.quantity, line->unit, words)}});
    const auto go_on = words.say(hands_over ? "done.say_handed_over" : "weight.take");
    Taken taken;
    if (!kit.keyboard_up()) {
        if (kit.button(area.cut_bottom(56).cut_start(std::min(area.width, 320.0f)), "weight.back", Look::ghost,
                       Icon::back, words.say("manager.back")))
            taken = LeaveWeight{};
        area.cut_bottom(12);
    }
    FormColumn column(kit, std::min(area.width, 720.0f) - Kit::scrollbar_room());
    column.add_text("weight.paid", paid, Style::title, Ink::ink);
    column.add(kit.field_height(), [&](Rect place) {
        kit.field(place, "weight.new", *scene.state.weight, words.say("weight.new"), {}, FieldKind::text);
    });
    column.add(kit.button_height(Look::primary, Icon::check, go_on, {}, column.width()), [&](Rect place) {
        if (kit.button(place, "weight.take", Look::primary, Icon::check, go_on))
            taken = TellWeight{};
    });
    column.draw(area, "weight.form");
    return taken;
}

} // namespace makegood::ui
