#pragma once

#include "drivers/printer/document.hpp"

#include <cstdint>
#include <vector>

namespace makegood::escpos {

// Of one GS v 0: few enough for a cable pulled in the middle to cost little.
constexpr unsigned most_band_rows = 48;

// A piece of a picture as GS v 0 takes it, or white paper where `rows` is empty.
struct Band {
    unsigned height_dots = 0;
    unsigned bytes_per_row = 0;
    std::vector<std::uint8_t> rows;
};

// The picture from top to bottom, its left edge `left_dots` from the paper's: white rows left out, white right ends
// trimmed. Dots that would read as a real-time command are defused (real_time.hpp). A band takes at most `most_bytes`,
// the command's eight header bytes included, but at least a row.
std::vector<Band> raster_bands(const drivers::Bitmap& bitmap, unsigned left_dots, unsigned most_bytes);

unsigned white_rows_from(const drivers::Bitmap& bitmap, unsigned y);

} // namespace makegood::escpos
