#pragma once

#include "terminal/text/language.hpp"
#include "workflows/quantity.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace makegood::text {

// "12,000", «۱۲٬۰۰۰»; below zero with the language's sign («‎−۵» with a U+200E before, so that it stays
// at the left).
std::string integer(Language language, std::int64_t value);

// The sign that goes before an amount. In Persian with a U+200E, which keeps it at the number's left.
constexpr std::string_view minus(Language language) {
    return language == Language::english ? "\u2212" : "\u200E\u2212";
}

// "0.742", «۰٫۷۴۲»: no trailing zeros.
std::string quantity(Language language, Quantity value);

// `plain` is a number as write_decimal gives it, "1234.5"; at least `decimals` digits stand after the point.
std::string decimal(Language language, std::string_view plain, int decimals);

// Every decimal digit of Unicode becomes one of 0 to 9; the rest stays. Codes are always shown so.
std::string with_latin_digits(std::string_view utf8);

} // namespace makegood::text
