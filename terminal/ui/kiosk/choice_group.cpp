#include "terminal/ui/kiosk/choice_group.hpp"

#include <algorithm>

namespace makegood::ui {

namespace {

constexpr float choice_gap = 10;

std::vector<Rect> places(Kit& kit, const ChoiceGroup& group, Rect area) {
    std::vector<Rect> placed;
    float start = 0, top = area.top;
    for (const auto& choice : group.choices) {
        const float width = std::min(area.width, kit.chip_width(choice.label));
        if (start > 0 && start + width > area.width) {
            start = 0;
            top += kit.chip_height() + choice_gap;
        }
        placed.push_back({area.start + start, top, width, kit.chip_height()});
        start += width + choice_gap;
    }
    return placed;
}

float heading_height(Kit& kit) {
    return kit.line_height(Style::heading) + 8;
}

} // namespace

float choice_group_width(Kit& kit, const ChoiceGroup& group) {
    float width = -choice_gap;
    for (const auto& choice : group.choices)
        width += kit.chip_width(choice.label) + choice_gap;
    return width;
}

float choice_group_height(Kit& kit, const ChoiceGroup& group, float width) {
    return heading_height(kit) + places(kit, group, {0, 0, width, 0}).back().bottom();
}

Taken choice_group(Kit& kit, Rect area, const ChoiceGroup& group, const Scene& scene) {
    Taken taken;
    kit.text(area.cut_top(heading_height(kit)), group.key, scene.words.say(group.key), Style::heading);
    const auto placed = places(kit, group, area);
    for (std::size_t i = 0; i < placed.size(); ++i)
        if (kit.chip(placed[i], group.choices[i].key, Icon::none, group.choices[i].label, group.choices[i].chosen))
            taken = group.choices[i].action;
    return taken;
}

} // namespace makegood::ui
