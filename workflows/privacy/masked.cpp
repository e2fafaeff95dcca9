#include "workflows/privacy/masked.hpp"

#include <algorithm>

namespace makegood {

namespace {

bool begins_character(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

} // namespace

std::string masked(std::string_view number) {
    const auto characters = std::ranges::count_if(number, begins_character);
    auto left_to_show = characters >= 8 ? 4 : characters >= 5 ? 2 : 0;
    auto end = number.size();
    while (left_to_show > 0)
        left_to_show -= begins_character(number[--end]) ? 1 : 0;
    return "••••" + std::string(number.substr(end));
}

} // namespace makegood
