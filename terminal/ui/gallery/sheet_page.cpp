#include "terminal/ui/gallery/easel.hpp"

#include <algorithm>

namespace makegood::ui::gallery {

namespace {

void in_the_sheet(Easel& easel, Rect place) {
    auto& kit = easel.kit;
    const std::string keep = easel.say("sheet.keep");
    const float keep_height = kit.button_height(Look::primary, Icon::check, keep, {}, place.width);
    const Rect foot = place.cut_bottom(keep_height);
    place.cut_bottom(16);
    Rect all = easel.begin_scrolling(place);
    const auto moments = story(easel);
    kit.timeline(all.cut_top(kit.timeline_height(moments, all.width)), "sheet.moment", moments);
    all.cut_top(24);
    kit.field(all.cut_top(kit.field_height()), "sheet.note", easel.state.name, easel.say("sheet.note"), {},
              FieldKind::text);
    easel.end_scrolling(all);
    easel.tapped("sheet.keep", kit.button(foot, "sheet.keep", Look::primary, Icon::check, keep));
}

} // namespace

void sheet_page(Easel& easel) {
    auto& kit = easel.kit;
    Rect screen = easel.header("sheet.title").inset(24);
    for (int i = 0; i < 3; ++i) {
        const Row row = receipt_line(easel, i);
        const std::string key = "sheet.line." + std::to_string(i + 1);
        easel.tapped(key, kit.row(screen.cut_top(kit.row_height(row, screen.width)), key, row));
        screen.cut_top(8);
    }
    const std::string open = easel.say("sheet.open");
    const float height = kit.button_height(Look::secondary, Icon::history, open, {}, screen.width);
    if (kit.button(screen.cut_top(height), "sheet.open", Look::secondary, Icon::history, open))
        easel.state.sheet_up = true;
    if (!easel.state.sheet_up)
        return;
    const auto sheet = kit.begin_sheet("sheet", easel.say("sheet.heading"), easel.words.say("button.close"));
    in_the_sheet(easel, sheet.inside);
    kit.end_sheet();
    easel.state.sheet_up = !sheet.closed;
}

} // namespace makegood::ui::gallery
