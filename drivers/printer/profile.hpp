#pragma once

#include "drivers/serial_settings.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace makegood::drivers {

// A character set of the printer: the number that ESC t takes and the table's name in escpos/code_pages.inc.
struct CodePage {
    std::uint8_t number = 0;
    std::string name;
};

// What one model of printer can do. A document is encoded for it and its bytes are read with it.
struct Profile {
    std::string name;
    unsigned dots_per_line = 384;
    unsigned dots_per_inch = 203;
    unsigned columns_font_a = 32; // 12x24 dots
    unsigned columns_font_b = 42; // 9x17 dots
    // In the order of preference; none means ASCII only.
    std::vector<CodePage> code_pages;
    bool barcodes = false;        // draws bar codes itself (GS k)
    bool qr_codes = false;        // draws QR codes itself (GS ( k)
    bool column_pictures = false; // takes pictures also in columns of 24 dots (ESC *)
    // The code page in which it prints Persian letters, from left to right as they come; empty: they go as pictures.
    std::string persian_page;
    bool cutter = false;
    unsigned feed_to_blade_dots = 0; // from the print head to the blade
    bool drawer = false;
    bool drawer_when_held = false;        // also with no paper or an open cover (DLE DC4 1)
    bool status = false;                  // answers DLE EOT and ASB
    bool completion = false;              // answers GS ( H when the paper is printed
    std::optional<unsigned> buffer_bytes; // of what it received and has not printed; none: nobody knows
    std::optional<unsigned> baud;         // as it leaves the factory; likewise
    unsigned longest_band_bytes = 4096;   // of a picture's pieces, each one command
};

// For a printer that nobody told us about: ASCII and pictures, nothing that it would have to answer. The feed is what
// keeps the last line clear of the tear bar.
inline Profile safe_profile() {
    Profile profile;
    profile.name = "safe";
    profile.feed_to_blade_dots = 120;
    return profile;
}

// On a slow line a picture's pieces are shorter, so that none takes longer than 0.4 s: only between them can the
// printer be asked whether it is still there, and one that was switched off and on again must not go unnoticed.
inline Profile on_line(Profile profile, const SerialSettings& line) {
    constexpr unsigned shortest = 256; // three rows or more on the widest paper
    const auto bytes_in_a_second = static_cast<unsigned>(line.baud / line.bits_per_character());
    profile.longest_band_bytes = std::clamp(bytes_in_a_second * 2 / 5, shortest, profile.longest_band_bytes);
    return profile;
}

} // namespace makegood::drivers
