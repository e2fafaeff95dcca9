#pragma once

#include <string>
#include <string_view>

namespace makegood {

// What may stand on a screen of a number that leads to a person: dots and its end, by which whoever knows it knows it
// again: four characters of eight and more, two of five to seven, of fewer none. UTF-8.
std::string masked(std::string_view number);

// Of words that people wrote: every number in them that may be a phone's (seven digits and more, Latin, Persian or
// Arabic, also in groups with blanks or hyphens) masked so, and all else as it is.
std::string with_numbers_masked(std::string_view words);

} // namespace makegood
