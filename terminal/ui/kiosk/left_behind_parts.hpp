#pragma once

#include "terminal/ui/kiosk/screens.hpp"

namespace makegood::ui {

// The two halves of the left-behind log.
Taken found_form(Kit& kit, Rect area, const Scene& scene);
Taken log_entries(Kit& kit, Rect area, const Scene& scene);

} // namespace makegood::ui
