#pragma once

#include "drivers/printer/document.hpp"

#include <cstdint>
#include <vector>

namespace makegood::escpos {

// Limits of one GS v 0: small enough for a 4 KB receive buffer and for a cable pulled in the middle to cost little.
constexpr unsigned most_band_rows = 48;
constexpr std::size_t most_band_bytes = 4096; // the command's eight header bytes included

// A piece of a picture as GS v 0 takes it, or white paper where `rows` is empty.
struct Band {
    unsigned height_dots = 0;
    unsigned bytes_per_row = 0;
    std::vector<std::uint8_t> rows;
};

// The picture from top to bottom, its left edge `left_dots` from the paper's: white rows left out, white right ends
// trimmed. Where two bytes side by side would read as a real-time command (real_time.hpp), the dot of the first gets a
// second dot beside it: the drawer must not open because of a picture.
std::vector<Band> raster_bands(const drivers::Bitmap& bitmap, unsigned left_dots);

} // namespace makegood::escpos
