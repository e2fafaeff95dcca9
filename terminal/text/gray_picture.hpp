#pragma once

#include "terminal/text/typesetter.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace makegood::text {

// Rows from the top without padding; 0 is paper, 255 ink.
struct GrayPicture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> ink;
};

// One bit a dot as printers take it: rows from the top, each filled up to whole bytes, the first dot in the highest
// bit, 1 is ink.
struct BitPicture {
    int width = 0;
    int height = 0;
    int bytes_per_row = 0;
    std::vector<std::uint8_t> bits;
};

enum class Alignment { start, centre, end };

struct Passage {
    std::string utf8;
    Weight weight = Weight::regular;
    int size_px = 24;
    Alignment alignment = Alignment::start;
    int space_above_px = 0;
};

// The passages one below the other, each broken into lines of the picture's width (precondition: at least 1) and as
// many as it needs. The start is at the right when `base` is right to left. A line is as high as its font says.
GrayPicture draw_passages(Typesetter& typesetter, std::span<const Passage> passages, int width_px, Direction base);

// Ink at and above `least_ink` becomes a dot. Thermal heads have no gray; 128 keeps stems as wide as they were drawn.
BitPicture to_bits(const GrayPicture& picture, std::uint8_t least_ink = 128);

} // namespace makegood::text
