#pragma once

#include "drivers/printer/document.hpp"

#include <cstdint>
#include <vector>

namespace makegood::escpos {

constexpr unsigned column_strip_rows = 24; // of ESC * with m = 33, three bytes a column

struct ColumnPiece {
    unsigned left_dots = 0; // from the picture's left edge
    std::vector<std::uint8_t> columns;
};

// The ink of 24 rows from `y` on, which the picture must have, cut where white between it costs more than placing what
// follows. Dots that would read as a real-time command are defused. A piece takes at most `most_bytes`, the five header
// bytes of its command included.
std::vector<ColumnPiece> column_strip(const drivers::Bitmap& bitmap, unsigned y, unsigned most_bytes);

} // namespace makegood::escpos
