#pragma once

#include <chrono>
#include <cstddef>
#include <optional>

namespace makegood::drivers {

// How a simulated printer is made and how its switches stand; after the TM-T88III and IV (DEVICES.md 1.3).
struct PrinterBuild {
    std::size_t receive_buffer = 4096; // or 45; a byte that finds it full is lost
    // How fast the paper moves, 1,200 being 150 mm/s at 203 dots per inch; printed at once when not given.
    std::optional<unsigned> dots_per_second = std::nullopt;
    bool ignores_markers = false;    // answers no GS r
    bool busy_while_offline = false; // the busy line tells an open cover and paper end too
    // From switching on until it takes the first byte. No thermal printer known to us is faster.
    std::chrono::milliseconds boot_time{1500};

    // It is busy from this many free bytes on, until that many.
    std::size_t busy_at() const { return receive_buffer < 128 ? 16 : 128; }
    std::size_t free_again_at() const { return receive_buffer < 128 ? 26 : 256; }
};

} // namespace makegood::drivers
