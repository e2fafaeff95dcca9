#pragma once

#include "terminal/text/words.hpp"
#include "workflows/left_behind/entry.hpp"
#include "workflows/recovery/slip.hpp"

namespace makegood {

// For the bag of something that was left behind: what it is, when and where it was found, until when it keeps, and its
// label as a bar code. Nothing that leads to a person. `words` are those of `language`.
SlipDocument left_behind_page(const text::Words& words, std::string_view shop, Language language,
                              const LeftBehindEntry& entry);

} // namespace makegood
