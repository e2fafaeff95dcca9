#pragma once

#include <string_view>

namespace makegood::escpos {

// Check digit of the digits before it, for EAN, UPC and all GTINs (GS1 General Specifications 7.9.1: weights 3 and 1
// from the right). The text must be digits only.
constexpr char check_digit(std::string_view digits) {
    unsigned sum = 0;
    unsigned weight = 3;
    for (std::size_t i = digits.size(); i-- > 0; weight = 4 - weight)
        sum += static_cast<unsigned>(digits[i] - '0') * weight;
    return static_cast<char>('0' + (10 - sum % 10) % 10);
}

} // namespace makegood::escpos
