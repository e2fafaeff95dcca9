#pragma once

#include "drivers/printer/document.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace makegood::escpos {

// Why no drawer should get it, in English: times outside 2 to 510 ms, or a rest too short for the solenoid.
std::optional<std::string> fault_of(const drivers::DrawerPulse& pulse);

// ESC p: waits for its turn in the printer's buffer.
std::array<std::uint8_t, 5> pulse_bytes(const drivers::DrawerPulse& pulse);
// DLE DC4 1: executed as it comes, also with no paper, an open cover or a full buffer. It counts in tenths of a second,
// so the time is rounded up.
std::array<std::uint8_t, 5> real_time_pulse_bytes(const drivers::DrawerPulse& pulse);

} // namespace makegood::escpos
