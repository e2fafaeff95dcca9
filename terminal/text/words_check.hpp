#pragma once

#include "terminal/text/typesetter.hpp"
#include "terminal/text/words.hpp"

#include <string>
#include <vector>

namespace makegood::text {

// What is wrong with two catalogues of one program, a sentence each, empty when all is well: a key or an argument
// that only one has; a message that says nothing for some number; a letter that no font has; in Persian straight
// quotes and the Arabic letters ي and ك.
std::vector<std::string> problems_of(const Words& first, const Words& second, Typesetter& typesetter);

} // namespace makegood::text
