#pragma once

#include "terminal/ui/kiosk/screens.hpp"

#include <string>
#include <vector>

namespace makegood::ui {

struct Chip {
    std::string key;
    std::string label;
    bool selected;
    Action action;
    Icon icon = Icon::none;
    bool begins_line = false;
};

// Chips one beside the other, in as many lines as they need.
Taken chip_flow(Kit& kit, Rect area, const std::vector<Chip>& chips);
float chip_flow_height(Kit& kit, const std::vector<Chip>& chips, float width); // 0 for none
float chip_flow_width(Kit& kit, const std::vector<Chip>& chips);               // on one line

} // namespace makegood::ui
