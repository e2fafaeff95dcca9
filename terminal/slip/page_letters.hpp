#pragma once

#include "drivers/escpos/code_page.hpp"
#include "terminal/text/letter_cells.hpp"

#include <optional>
#include <string>
#include <vector>

namespace makegood {

// The line in the characters of the page, from left to right, as UTF-8; nothing where it lacks one. Such pages have two
// pictures of most letters: what begins and goes on inside a word, and what ends or stands alone.
std::optional<std::string> in_page(const escpos::CodePageTable& page, const std::vector<text::LetterCell>& line);

} // namespace makegood
