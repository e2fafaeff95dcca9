#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace makegood {

bool is_all_digits(std::string_view text); // and not empty

// GS1 General Specifications 7.9.1: weights 3 and 1 from the right, the last digit makes the sum a multiple of ten.
bool has_right_check_digit(std::string_view digits);
char check_digit_of(std::string_view digits); // that would follow them

// GTIN-8, -12, -13 and -14 of one product under one name, its fourteen digits (3.3.2). Nothing where there are not so
// many digits or the last one is wrong.
std::optional<std::string> gtin_of(std::string_view digits);

// The twelve digits that a UPC-E of eight stands for (5.2.2.4.2), or of six: number system 0, and no check digit.
// Nothing where it is none.
std::optional<std::string> expanded_upc_e(std::string_view digits);

// Of fourteen digits those that scanners read off the product's own EAN bar code: eight or thirteen, if it can have
// one.
std::string shortest_gtin(std::string_view gtin);

} // namespace makegood
