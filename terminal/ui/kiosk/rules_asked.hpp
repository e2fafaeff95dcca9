#pragma once

#include "terminal/ui/kiosk/screens.hpp"

namespace makegood::ui {

struct AskedRow {
    Icon icon;
    std::string says;
    std::string answer;
    Tone tone;
};

// In the policy's order, and below them each limit of the budget with what was given of it before this case.
std::vector<AskedRow> rules_asked(const Decision& decision, const Scene& scene);

} // namespace makegood::ui
