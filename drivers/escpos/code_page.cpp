#include "drivers/escpos/code_page.hpp"

#include <algorithm>
#include <utility>

namespace makegood::escpos {
namespace {

constexpr CodePageTable tables[] = {
#include "drivers/escpos/code_pages.inc"
};

constexpr std::pair<std::uint8_t, char32_t> arabic_signs[] = {{0x25, 0x066A}, {0x2A, 0x066D}};

char32_t lower_character(const CodePageTable& page, std::uint8_t byte) {
    if (page.has_arabic_signs)
        for (const auto& [own_byte, character] : arabic_signs)
            if (byte == own_byte)
                return character;
    return byte >= 0x20 && byte < 0x7F ? byte : 0;
}

} // namespace

const CodePageTable* find_code_page(std::string_view name) {
    const auto* table = std::find_if(std::begin(tables), std::end(tables),
                                     [name](const CodePageTable& candidate) { return candidate.name == name; });
    return table == std::end(tables) ? nullptr : table;
}

char32_t character_of(const CodePageTable& page, std::uint8_t byte) {
    if (byte >= 0x80)
        return page.upper[byte - 0x80u];
    return lower_character(page, byte);
}

std::optional<std::uint8_t> byte_of(const CodePageTable& page, char32_t character) {
    if (character < 0x80) {
        const auto byte = static_cast<std::uint8_t>(character);
        return character != 0 && lower_character(page, byte) == character ? std::optional(byte) : std::nullopt;
    }
    if (page.has_arabic_signs)
        for (const auto& [byte, own_character] : arabic_signs)
            if (character == own_character)
                return byte;
    if (character > 0xFFFF)
        return std::nullopt;
    const auto found = std::find(page.upper.begin(), page.upper.end(), static_cast<char16_t>(character));
    if (found == page.upper.end())
        return std::nullopt;
    return static_cast<std::uint8_t>(0x80 + (found - page.upper.begin()));
}

} // namespace makegood::escpos
