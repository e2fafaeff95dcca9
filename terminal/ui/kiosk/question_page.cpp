#include "terminal/ui/kiosk/question_page.hpp"

#include <algorithm>

namespace makegood::ui {

namespace {

constexpr float widest_question = 640;
constexpr float page_gap = 16;

float way_height(Kit& kit, Look look, Icon icon, const QuestionPage::Way& way, float width) {
    return kit.button_height(look, icon, way.label, way.enabled.yes ? std::string() : way.enabled.reason, width);
}

Taken back_and_onward(Kit& kit, Rect bar, const QuestionPage& page) {
    Taken taken;
    if (page.back && kit.button(bar.column(0, 2, page_gap), "first.back", Look::ghost, Icon::back, page.back->label, {},
                                page.back->enabled))
        taken = page.back->action;
    if (kit.button(bar.column(1, 2, page_gap), "first.next", Look::primary, Icon::forward, page.next.label, {},
                   page.next.enabled))
        taken = page.next.action;
    return taken;
}

Taken asked_in_the_middle(Kit& kit, Rect area, const QuestionPage& page) {
    const float room = area.width - Kit::scrollbar_room();
    const float width = std::min(widest_question, room);
    const float height = page.height(width);
    const float shown = std::max(height, area.height);
    const Rect inside = kit.begin_scroll(area, "first.all", shown);
    const auto taken = page.ask(Rect{inside.start, inside.top, room, shown}.middle(width, height));
    kit.end_scroll();
    return taken;
}

} // namespace

Taken question_page(Kit& kit, Rect area, const QuestionPage& page) {
    if (kit.keyboard_up()) {
        area.cut_bottom(page_gap);
        return asked_in_the_middle(kit, area, page);
    }
    const float half = area.column(0, 2, page_gap).width;
    float bar_height = way_height(kit, Look::primary, Icon::forward, page.next, half);
    if (page.back)
        bar_height = std::max(bar_height, way_height(kit, Look::ghost, Icon::back, *page.back, half));
    const Rect bar = area.cut_bottom(bar_height);
    area.cut_bottom(page_gap);
    const auto answered = asked_in_the_middle(kit, area, page);
    const auto went = back_and_onward(kit, bar, page);
    return went ? went : answered;
}

} // namespace makegood::ui
