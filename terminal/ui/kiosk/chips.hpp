#pragma once

#include "terminal/ui/kiosk/screens.hpp"

#include <string>
#include <vector>

namespace makegood::ui {

struct Chip {
    std::string key;
    Icon icon = Icon::none;
    std::string label;
    bool selected = false;
    Action action;
};

// Chips one beside the other in as many lines as they need, without a heading; none are 0 high.
float chips_height(Kit& kit, const std::vector<Chip>& chips, float width);
Taken chips(Kit& kit, Rect area, const std::vector<Chip>& chips);

} // namespace makegood::ui
