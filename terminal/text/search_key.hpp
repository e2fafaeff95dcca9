#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace makegood::text {

// The form in which two spellings of one name are equal, for searching only, never for showing: compatibility forms
// taken apart and case folded; marks, ZWNJ, tatweel and other invisible characters dropped. As people search, letters
// with hamza or madda are the bare ones (آ أ إ are ا, ؤ is و, ئ is ی) and a hamza of its own is nothing (انقضاء is
// انقضا); é is e. ي and ى are ی, ك is ک, ة and the other shapes of heh are ه; every script's digits are ASCII, with ٫
// and ٪ as . and %; blanks are single and none at the ends. Shop names and queries go through the same function.
std::string search_key(std::string_view utf8);

// The words of a search key: runs of letters or of digits, so that "330ml" is two. Everything else separates.
std::vector<std::string> search_words(std::string_view utf8);

// Every word of `query` occurs in `name`. Persian writes the border of two words in several ways (آب‌میوه, آب
// میوه, آبمیوه), so a word may also run across the name's blanks. A query without a word occurs in nothing.
bool occurs_in(std::string_view query, std::string_view name);

} // namespace makegood::text
