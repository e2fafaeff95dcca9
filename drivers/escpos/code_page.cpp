#include "drivers/escpos/code_page.hpp"

#include <algorithm>

namespace makegood::escpos {
namespace {

constexpr CodePageTable tables[] = {
#include "drivers/escpos/code_pages.inc"
};

} // namespace

const CodePageTable* find_code_page(std::string_view name) {
    const auto* table = std::find_if(std::begin(tables), std::end(tables),
                                     [name](const CodePageTable& candidate) { return candidate.name == name; });
    return table == std::end(tables) ? nullptr : table;
}

char32_t character_of(const CodePageTable& page, std::uint8_t byte) {
    if (byte >= 0x80)
        return page.upper[byte - 0x80u];
    return byte >= 0x20 && byte < 0x7F ? byte : 0;
}

std::optional<std::uint8_t> byte_of(const CodePageTable& page, char32_t character) {
    if (character >= 0x20 && character < 0x7F)
        return static_cast<std::uint8_t>(character);
    if (character < 0x80 || character > 0xFFFF)
        return std::nullopt;
    const auto found = std::find(page.upper.begin(), page.upper.end(), static_cast<char16_t>(character));
    if (found == page.upper.end())
        return std::nullopt;
    return static_cast<std::uint8_t>(0x80 + (found - page.upper.begin()));
}

} // namespace makegood::escpos
