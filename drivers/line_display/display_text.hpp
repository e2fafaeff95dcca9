#pragma once

#include "drivers/printer/profile.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace makegood::drivers {

inline constexpr std::size_t display_columns = 20;

struct DisplayLine {
    std::string text;    // UTF-8
    bool at_end = false; // at the right edge, as amounts are; then it is shown whole or not at all
    friend bool operator==(const DisplayLine&, const DisplayLine&) = default;
};

// What stands on a customer display of two lines.
struct DisplayText {
    DisplayLine upper;
    DisplayLine lower;
    friend bool operator==(const DisplayText&, const DisplayText&) = default;
};

// The bytes of one line, always 20: padded, or cut where it is too long. Persian and Arabic digits become Latin ones; a
// line with any other character that the page lacks is left out.
std::string display_line(const DisplayLine& line, const CodePage& page);

// Epson DM-D110: reset, character set, overwriting, no cursor, nothing shown.
std::vector<std::uint8_t> display_start(const CodePage& page);
std::vector<std::uint8_t> display_bytes(const DisplayText& text, const CodePage& page);

// For a display on the same wire as the printer, which hears nothing between these two (ESC =).
inline constexpr std::uint8_t select_display[] = {0x1B, 0x3D, 0x02};
inline constexpr std::uint8_t select_printer[] = {0x1B, 0x3D, 0x01};

} // namespace makegood::drivers
