#pragma once

#include <string>
#include <string_view>

namespace makegood {

// What two ways to write one phone number have in common: its last ten digits, so that "+98 912 345 6789",
// "0098-9123456789" and "0912 345 6789" are one. Empty for less than five digits. Digits are ASCII, all else is left
// out. A key to compare, not a number to call.
inline std::string phone_key(std::string_view number) {
    constexpr std::size_t fewest = 5;
    constexpr std::size_t national = 10;
    std::string digits;
    for (const char c : number)
        if (c >= '0' && c <= '9')
            digits += c;
    if (digits.size() < fewest)
        return "";
    return digits.size() > national ? digits.substr(digits.size() - national) : digits;
}

} // namespace makegood
