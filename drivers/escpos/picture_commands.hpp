#pragma once

#include "drivers/printer/document.hpp"
#include "drivers/printer/profile.hpp"

#include <cstdint>
#include <vector>

namespace makegood::escpos {

constexpr unsigned most_dots_per_inch = 255; // that GS P can say

// The picture with its left edge `left_dots` from the paper's, by the commands that take fewer bytes: bands of rows
// (GS v 0), or strips of columns (ESC *) in which white costs nothing, where the printer takes those. It needs a motion
// unit of one dot (GS P), alignment to the left and an empty line; then the paper stands below the picture.
std::vector<std::uint8_t> picture_commands(const drivers::Bitmap& bitmap, unsigned left_dots,
                                           const drivers::Profile& profile);

// ESC J, as often as it takes.
void append_feed(std::vector<std::uint8_t>& bytes, unsigned dots);

} // namespace makegood::escpos
