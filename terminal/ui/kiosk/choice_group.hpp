#pragma once

#include "terminal/ui/kiosk/screens.hpp"

#include <string>
#include <vector>

namespace makegood::ui {

struct Choice {
    std::string key;
    std::string label;
    bool chosen;
    Action action;
};

// A heading and what can be chosen under it, as chips one beside the other in as many lines as they need.
struct ChoiceGroup {
    std::string key; // of its heading, also in the catalogue
    std::vector<Choice> choices;
};

Taken choice_group(Kit& kit, Rect area, const ChoiceGroup& group, const Scene& scene);
float choice_group_width(Kit& kit, const ChoiceGroup& group); // with its choices on one line
float choice_group_height(Kit& kit, const ChoiceGroup& group, float width);

} // namespace makegood::ui
