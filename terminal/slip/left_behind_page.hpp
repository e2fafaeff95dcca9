#pragma once

#include "terminal/slip/slip_templates.hpp"
#include "terminal/text/words.hpp"
#include "workflows/left_behind/entry.hpp"
#include "workflows/recovery/slip.hpp"

namespace makegood {

// For the bag of something that was left behind: what it is, when and where it was found, until when it keeps, and its
// label as a bar code, as far as the template has it. Nothing that leads to a person. `words` are those of `language`.
SlipDocument left_behind_page(const SlipTemplate& lines, const text::Words& words, std::string_view shop,
                              Language language, const LeftBehindEntry& entry);

} // namespace makegood
