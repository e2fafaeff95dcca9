#pragma once

#include <string>
#include <string_view>

namespace makegood::text {

// The form in which two spellings of one name are equal, for searching only, never for showing: compatibility forms
// taken apart and case folded; marks, ZWNJ, tatweel and other invisible characters dropped (so آ is ا, é is e);
// ي and ى are ی, ك is ک, ة is ه; every script's digits are ASCII; blanks are single and none at the ends.
// Shop names and queries go through the same function.
std::string normalised_for_search(std::string_view utf8);

} // namespace makegood::text
