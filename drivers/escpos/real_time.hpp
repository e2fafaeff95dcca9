#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace makegood::escpos {

// Printers watch the raw stream for DLE EOT n, DLE ENQ n and DLE DC4 fn and execute them wherever they stand, inside a
// picture too; DLE DC4 1 opens the drawer (Epson TM-T88III, TM-U420 and TM-T81 specifications, notes to these
// commands).

// Whether the three bytes begin one that a printer executes.
constexpr bool is_real_time(std::span<const std::uint8_t, 3> bytes) {
    const std::uint8_t n = bytes[2];
    if (bytes[0] != 0x10)
        return false;
    return (bytes[1] == 0x04 && ((n >= 1 && n <= 8) || n == 0x12)) || (bytes[1] == 0x05 && n <= 2) ||
           (bytes[1] == 0x14 && (n == 1 || n == 2 || n == 3 || n == 7 || n == 8));
}

// Whether a DLE that some printer could take for one stands in the bytes: stricter than is_real_time, for what we send.
inline bool may_hold_real_time(std::span<const std::uint8_t> bytes) {
    return std::adjacent_find(bytes.begin(), bytes.end(), [](std::uint8_t first, std::uint8_t second) {
               return first == 0x10 && (second == 0x04 || second == 0x05 || second == 0x14);
           }) != bytes.end();
}

// In the bytes of a picture the dot of a DLE that may hold one gets a second dot beside it: the drawer must not open
// because of a picture.
inline void defuse_dots(std::vector<std::uint8_t>& dots) {
    for (std::size_t i = 0; i + 1 < dots.size(); ++i)
        if (may_hold_real_time(std::span(dots).subspan(i, 2)))
            dots[i] = 0x18;
}

} // namespace makegood::escpos
