#include "drivers/escpos/drawer_pulse.hpp"

#include <algorithm>

namespace makegood::escpos {

namespace {

std::uint8_t pin_of(const drivers::DrawerPulse& pulse) {
    return pulse.pin == drivers::DrawerPulse::Pin::two ? 0 : 1;
}

} // namespace

std::optional<std::string> fault_of(const drivers::DrawerPulse& pulse) {
    const auto in_range = [](unsigned milliseconds) { return milliseconds >= 2 && milliseconds <= 510; };
    const auto times = "on " + std::to_string(pulse.on_ms) + " ms, off " + std::to_string(pulse.off_ms) + " ms";
    if (!in_range(pulse.on_ms) || !in_range(pulse.off_ms))
        return times + "; 2 to 510 are possible";
    if (pulse.off_ms < 4 * pulse.on_ms && !pulse.bears_short_rests)
        return times + "; off wants four times on";
    return std::nullopt;
}

std::array<std::uint8_t, 5> pulse_bytes(const drivers::DrawerPulse& pulse) {
    return {0x1B, 0x70, pin_of(pulse), static_cast<std::uint8_t>(pulse.on_ms / 2),
            static_cast<std::uint8_t>(pulse.off_ms / 2)};
}

std::array<std::uint8_t, 5> real_time_pulse_bytes(const drivers::DrawerPulse& pulse) {
    const auto tenths = std::clamp((pulse.on_ms + 99) / 100, 1u, 8u);
    return {0x10, 0x14, 0x01, pin_of(pulse), static_cast<std::uint8_t>(tenths)};
}

} // namespace makegood::escpos
