#pragma once

#include "terminal/text/line.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace makegood::text {

// One letter in a cell of its own, as printers and displays have them.
struct LetterCell {
    char32_t letter; // as written; a bracket is turned round where it is read from right to left
    char32_t form;   // the presentation form by which it joins its neighbours (U+FB50-FEFC), else the letter again
};

// A text in lines of at most `columns` cells (at least 1), each from left to right: order by UAX #9, joining without
// ligatures by FriBidi. Breaks at blanks, which then belong to no line, and inside a word that is longer than a line.
// Marks that only tell order or joining take no cell; a mark above or below a letter takes one, as it has no other way.
std::vector<std::vector<LetterCell>> set_in_cells(std::string_view utf8, Direction base, std::size_t columns);

} // namespace makegood::text
