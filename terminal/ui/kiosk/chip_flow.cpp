#include "terminal/ui/kiosk/chip_flow.hpp"

#include <algorithm>

namespace makegood::ui {

namespace {

constexpr float chip_gap = 10;

std::vector<Rect> places(Kit& kit, const std::vector<Chip>& chips, Rect area) {
    std::vector<Rect> placed;
    float start = 0, top = area.top;
    for (const auto& chip : chips) {
        const float width = std::min(area.width, kit.chip_width(chip.label));
        if (start > 0 && (chip.begins_line || start + width > area.width)) {
            start = 0;
            top += kit.chip_height() + chip_gap;
        }
        placed.push_back({area.start + start, top, width, kit.chip_height()});
        start += width + chip_gap;
    }
    return placed;
}

} // namespace

float chip_flow_width(Kit& kit, const std::vector<Chip>& chips) {
    float width = -chip_gap;
    for (const auto& chip : chips)
        width += kit.chip_width(chip.label) + chip_gap;
    return std::max(width, 0.0f);
}

float chip_flow_height(Kit& kit, const std::vector<Chip>& chips, float width) {
    return chips.empty() ? 0 : places(kit, chips, {0, 0, width, 0}).back().bottom();
}

Taken chip_flow(Kit& kit, Rect area, const std::vector<Chip>& chips) {
    Taken taken;
    const auto placed = places(kit, chips, area);
    for (std::size_t i = 0; i < placed.size(); ++i)
        if (kit.chip(placed[i], chips[i].key, chips[i].icon, chips[i].label, chips[i].selected))
            taken = chips[i].action;
    return taken;
}

} // namespace makegood::ui
