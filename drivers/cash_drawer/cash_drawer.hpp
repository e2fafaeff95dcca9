#pragma once

#include "drivers/device_event.hpp"
#include "drivers/printer/document.hpp"

namespace makegood::drivers {

// A cash drawer, which is plugged into a receipt printer and opened and watched by it.
struct CashDrawerSettings {
    DrawerPulse pulse;
    DrawerPin open_level = DrawerPin::unknown; // of its sensor; unknown until somebody said it or it was learned
    bool opens_while_held = false;             // the printer knows DLE DC4 1; from its profile
};

enum class DrawerState { unknown, closed, open };

// What the sensor's pin says; of one whose levels nobody knows, nothing.
constexpr DrawerState drawer_state(DrawerPin pin, DrawerPin open_level) {
    if (pin == DrawerPin::unknown || open_level == DrawerPin::unknown)
        return DrawerState::unknown;
    return pin == open_level ? DrawerState::open : DrawerState::closed;
}

} // namespace makegood::drivers
