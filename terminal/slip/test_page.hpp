#pragma once

#include "terminal/text/words.hpp"
#include "workflows/civil_time.hpp"
#include "workflows/recovery/slip.hpp"

namespace makegood {

// What shows at a glance whether a printer prints all: a title, letters, a pair at both edges, a rule and a bar code
// that a scanner can be tried on. `words` are those of `language`.
SlipDocument test_page(const text::Words& words, std::string_view shop, Language language, CivilTime now);

} // namespace makegood
