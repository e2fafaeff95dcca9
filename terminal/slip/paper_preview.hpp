#pragma once

#include "drivers/printer/profile.hpp"
#include "terminal/ui/kiosk/kiosk_world.hpp"

#include <cstdint>
#include <span>

namespace makegood {

// What the printer makes of these bytes, for a screen. Empty when the paper cannot be drawn (longer than 7.5 m).
ui::PaperPicture preview_of(std::span<const std::uint8_t> bytes, const drivers::Profile& profile);

} // namespace makegood
