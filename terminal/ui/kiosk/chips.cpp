#include "terminal/ui/kiosk/chips.hpp"

#include <algorithm>

namespace makegood::ui {

namespace {

constexpr float between_chips = 10;

// The height that they take.
template <class Place>
float lay_out(Kit& kit, const std::vector<Chip>& chips, float width, Place place) {
    float start = 0, top = 0;
    for (const auto& chip : chips) {
        const float chip_width = std::min(width, kit.chip_width(chip.label));
        if (start > 0 && start + chip_width > width) {
            start = 0;
            top += kit.chip_height() + between_chips;
        }
        place(chip, Rect{start, top, chip_width, kit.chip_height()});
        start += chip_width + between_chips;
    }
    return chips.empty() ? 0 : top + kit.chip_height();
}

} // namespace

float chips_height(Kit& kit, const std::vector<Chip>& chips, float width) {
    return lay_out(kit, chips, width, [](const Chip&, Rect) {});
}

Taken chips(Kit& kit, Rect area, const std::vector<Chip>& chips) {
    Taken taken;
    lay_out(kit, chips, area.width, [&](const Chip& chip, Rect rect) {
        rect.start += area.start;
        rect.top += area.top;
        if (kit.chip(rect, chip.key, chip.icon, chip.label, chip.selected))
            taken = chip.action;
    });
    return taken;
}

} // namespace makegood::ui
