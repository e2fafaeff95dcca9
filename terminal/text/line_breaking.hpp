#pragma once

#include "terminal/text/shaping.hpp"

namespace makegood::text {

// See Typesetter::paragraph. Preconditions: max_lines is at least 1.
std::vector<Line> break_into_lines(std::string_view utf8, Direction base, FontChoice fonts, int max_width_px,
                                   int max_lines);

} // namespace makegood::text
