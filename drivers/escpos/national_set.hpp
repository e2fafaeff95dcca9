#pragma once

#include <cstdint>
#include <span>

namespace makegood::escpos {

struct NationalCharacter {
    std::uint8_t byte;
    char32_t character;
};

// The twelve bytes that print letters of their own in the national set of ESC R; none for USA and unknown sets.
std::span<const NationalCharacter> national_characters(std::uint8_t set);
bool is_known_national_set(std::uint8_t set);

} // namespace makegood::escpos
