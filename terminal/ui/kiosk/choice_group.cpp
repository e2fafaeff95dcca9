#include "terminal/ui/kiosk/choice_group.hpp"

namespace makegood::ui {

namespace {

float heading_height(Kit& kit) {
    return kit.line_height(Style::heading) + 8;
}

} // namespace

float choice_group_height(Kit& kit, const ChoiceGroup& group, float width) {
    return heading_height(kit) + chip_flow_height(kit, group.choices, width);
}

Taken choice_group(Kit& kit, Rect area, const ChoiceGroup& group, const Scene& scene) {
    kit.text(area.cut_top(heading_height(kit)), group.key, scene.words.say(group.key), Style::heading);
    return chip_flow(kit, area, group.choices);
}

} // namespace makegood::ui
