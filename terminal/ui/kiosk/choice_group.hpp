#pragma once

#include "terminal/ui/kiosk/chip_flow.hpp"

namespace makegood::ui {

// A heading and what can be chosen under it.
struct ChoiceGroup {
    std::string key; // of its heading, also in the catalogue
    std::vector<Chip> choices;
};

Taken choice_group(Kit& kit, Rect area, const ChoiceGroup& group, const Scene& scene);
float choice_group_height(Kit& kit, const ChoiceGroup& group, float width);

} // namespace makegood::ui
