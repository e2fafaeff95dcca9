#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace makegood {

// Whether a text is, as far as it can show, the number of a payment card (ISO/IEC 7812-1): 15 to 19 digits, alone or in
// groups with blanks or hyphens, that begin as an issuer's cards do and end with Luhn's check digit. Digits are ASCII.
// One in ten other numbers of that length ends so too: who asks first makes sure that it is no label known here.
bool looks_like_card_number(std::string_view text);
// The first such number among other words, in digits alone; nothing where there is none.
std::optional<std::string> card_number_in(std::string_view text);

} // namespace makegood
