#pragma once

#include "terminal/text/line.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace makegood::text {

// The embedding level of each code point of one paragraph (UAX #9, P2 to I2 by FriBidi); odd is right to left.
std::vector<std::int8_t> embedding_levels(const std::u32string& paragraph, Direction base);

// The levels of the line [begin, end) of a paragraph, with the blanks at its end on the paragraph's level (L1).
std::vector<std::int8_t> line_levels(const std::u32string& paragraph, std::span<const std::int8_t> levels,
                                     std::size_t begin, std::size_t end, Direction base);

// What stands on the screen from left to right: places in `levels` (L2).
std::vector<std::size_t> visual_order(std::span<const std::int8_t> levels);

} // namespace makegood::text
