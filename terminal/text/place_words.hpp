#pragma once

#include "terminal/text/words.hpp"

#include <string>

namespace makegood::text {

// Where goods lie that were left behind: one of `usual_places` by its word, others as somebody named them.
std::string place_in_words(const std::string& place, const Words& words);

} // namespace makegood::text
