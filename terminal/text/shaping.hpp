#pragma once

#include "terminal/text/face.hpp"
#include "terminal/text/unicode.hpp"

#include <span>
#include <vector>

namespace makegood::text {

// A paragraph (UAX #9, P1) whose directions and scripts are known. All vectors count code points.
struct Paragraph {
    Decoded source;
    std::vector<std::int8_t> levels;
    std::vector<hb_script_t> scripts;
    Direction base;
};

// Controls and line breaks in the source become blanks.
Paragraph analyse(Decoded source, Direction base);

// The fonts to look for a letter in, best first, as places in `faces`.
struct FontChoice {
    std::vector<Face>& faces;
    std::span<const std::uint16_t> order;
    int size_px;
};

// What each code point takes on a line, in 1/64 px. The first of a cluster (a ligature, a letter with its marks) has
// the whole width, the others stand on 0 and no line may begin with them.
struct Advances {
    std::vector<hb_position_t> widths;
    std::vector<bool> begins_cluster;
};

Advances measure(const Paragraph& paragraph, FontChoice fonts);

// Shapes and reorders the code points [begin, end) as one line of the paragraph.
Line set_line(const Paragraph& paragraph, std::size_t begin, std::size_t end, FontChoice fonts);

} // namespace makegood::text
