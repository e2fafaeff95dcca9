#pragma once

#include "drivers/escpos/paper.hpp"

#include <string>
#include <string_view>

namespace makegood::escpos {

// How printed things stand in the paper's text.

// UTF-8 without spaces at the end. A glyph that the host drew is U+FFFD: only the eye can tell what it says.
std::string trimmed(std::u32string_view words);
// "[picture 300x236]"
std::string picture_note(unsigned width, unsigned height);
// "[Code 128: 12345]"; what is no printable ASCII in its data is \xNN.
std::string symbol_note(const PrintedSymbol& symbol);
// Data on one line: what is no printable ASCII is written as \xNN.
std::string readable(std::string_view data);

} // namespace makegood::escpos
