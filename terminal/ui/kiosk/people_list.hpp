#pragma once

#include "terminal/ui/kiosk/screens.hpp"

#include <optional>
#include <string>
#include <vector>

namespace makegood::ui {

// Names with their roles, scrolled where they have no room; the rows' keys are KEY.1, KEY.2, … Which one was tapped.
std::optional<std::size_t> people_list(Kit& kit, Rect area, const std::string& key,
                                       const std::vector<StaffMember>& people, const Scene& scene);

} // namespace makegood::ui
