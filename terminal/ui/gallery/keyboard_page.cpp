#include "terminal/ui/gallery/easel.hpp"

namespace makegood::ui::gallery {

// A touch on the name raises the keyboard; the number is typed on keys of its own.
void keyboard_page(Easel& easel) {
    auto& kit = easel.kit;
    auto& state = easel.state;
    Rect all = easel.begin_scrolling(easel.header("keyboard.title").inset(16));
    const auto next = [&] {
        const Rect where = all.cut_top(kit.field_height());
        all.cut_top(16);
        return where;
    };
    kit.field(next(), "keyboard_page.name", state.name, easel.say("approval.name"), easel.say("approval.example"),
              FieldKind::text);
    kit.field(next(), "keyboard_page.number", state.number, easel.say("approval.number"),
              easel.say("approval.as_printed"), FieldKind::digits);
    easel.end_scrolling(all);
}

} // namespace makegood::ui::gallery
