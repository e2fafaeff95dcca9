#include "terminal/ui/kiosk/question_page.hpp"

#include <algorithm>

namespace makegood::ui {

namespace {

constexpr float widest_question = 640;
constexpr float page_gap = 16;

float way_height(Kit& kit, Look look, Icon icon, const QuestionPage::Way& way, float width) {
    return kit.button_height(look, icon, way.label, way.enabled.yes ? std::string() : way.enabled.reason, width);
}

float back_height(Kit& kit, const QuestionPage& page, float width) {
    return page.back ? way_height(kit, Look::ghost, Icon::back, *page.back, width) : 0;
}

float next_height(Kit& kit, const QuestionPage& page, float width) {
    return page.next ? way_height(kit, Look::primary, Icon::forward, *page.next, width) : 0;
}

Taken back_key(Kit& kit, Rect place, const std::optional<QuestionPage::Way>& back) {
    if (back && kit.button(place, "first.back", Look::ghost, Icon::back, back->label, {}, back->enabled))
        return back->action;
    return std::nullopt;
}

Taken next_key(Kit& kit, Rect place, const std::optional<QuestionPage::Way>& next) {
    if (next && kit.button(place, "first.next", Look::primary, Icon::forward, next->label, {}, next->enabled))
        return next->action;
    return std::nullopt;
}

float asked_height(Kit& kit, const QuestionPage& page, float width) {
    return page.height(width) + (page.pad ? page_gap + pin_pad_height(kit, *page.pad) : 0);
}

Taken asked_in_the_middle(Kit& kit, Rect area, const QuestionPage& page, const Scene& scene) {
    const float width = std::min(widest_question, area.width - Kit::scrollbar_room());
    const float height = asked_height(kit, page, width);
    const float shown = std::max(height, area.height);
    const float room = area.width - (height > area.height ? Kit::scrollbar_room() : 0);
    const Rect inside = kit.begin_scroll(area, "first.all", shown);
    Rect place = Rect{inside.start, inside.top, room, shown}.middle(width, height);
    auto taken = page.ask(place.cut_top(page.height(width)), page.pad ? Align::center : Align::start);
    if (page.pad) {
        place.cut_top(page_gap);
        if (const auto pressed = pin_pad(kit, place, *page.pad, scene))
            taken = pressed;
    }
    kit.end_scroll();
    return taken;
}

Taken asked_beside_keys(Kit& kit, Rect area, const QuestionPage& page, const Scene& scene) {
    PinPad beside = *page.pad;
    beside.style = Style::heading;
    beside.gap = 4;
    constexpr float least_share = 0.36f; // so that twelve large dots have room
    const Rect keys = area.cut_end(std::max(Kit::keypad_width() + Kit::scrollbar_room(), area.width * least_share));
    area.cut_end(page_gap);
    const auto back = back_key(kit, area.cut_bottom(back_height(kit, page, area.width)), page.back);
    area.cut_bottom(page.back ? page_gap : 0);
    const auto next = next_key(kit, area.cut_bottom(next_height(kit, page, area.width)), page.next);
    area.cut_bottom(page_gap);
    const float width = area.width - Kit::scrollbar_room();
    Rect content = kit.begin_scroll(area, "first.all", page.height(width));
    content.width = width;
    const auto answered = page.ask(content, Align::start);
    kit.end_scroll();
    const Rect pad = kit.begin_scroll(keys, "first.keys", pin_pad_height_in(kit, beside, keys.height));
    const auto pressed = pin_pad(kit, pad, beside, scene);
    kit.end_scroll();
    return next ? next : back ? back : pressed ? pressed : answered;
}

} // namespace

Taken question_page(Kit& kit, Rect area, const QuestionPage& page, const Scene& scene) {
    if (kit.keyboard_up()) {
        area.cut_bottom(page_gap);
        return asked_in_the_middle(kit, area, page, scene);
    }
    const float half = area.column(0, 2, page_gap).width;
    const float bar_height = std::max(next_height(kit, page, half), back_height(kit, page, half));
    const float room = area.height - bar_height - page_gap;
    if (page.pad && asked_height(kit, page, std::min(widest_question, area.width - Kit::scrollbar_room())) > room)
        return asked_beside_keys(kit, area, page, scene);
    const Rect bar = area.cut_bottom(bar_height);
    area.cut_bottom(page_gap);
    const auto answered = asked_in_the_middle(kit, area, page, scene);
    const auto back = back_key(kit, bar.column(0, 2, page_gap), page.back);
    const auto next = next_key(kit, bar.column(1, 2, page_gap), page.next);
    return next ? next : back ? back : answered;
}

} // namespace makegood::ui
