#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace makegood::escpos {

// Bytes 20 to 7E are ASCII; the upper half is the page's own.
struct CodePageTable {
    std::string_view name;
    std::array<char16_t, 128> upper; // 0 where the page has no character
    bool has_arabic_signs = false;   // bytes 25 and 2A are the Arabic percent sign and star, not those of ASCII
};

// nullptr for a name that code_pages.inc lacks.
const CodePageTable* find_code_page(std::string_view name);

// The character that a byte 20 to FF prints, or 0 where it prints none.
char32_t character_of(const CodePageTable& page, std::uint8_t byte);
// The byte that prints the character, if the page has one.
std::optional<std::uint8_t> byte_of(const CodePageTable& page, char32_t character);

} // namespace makegood::escpos
