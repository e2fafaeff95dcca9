#pragma once

#include "terminal/text/words.hpp"
#include "workflows/recovery/slip.hpp"

namespace makegood {

// A badge on paper, for somebody who has none yet: its label as a bar code, and what it is for. `words` are those of
// `language`. It is printed once and kept nowhere.
SlipDocument badge_page(const text::Words& words, std::string_view shop, Language language, std::string badge);

} // namespace makegood
