#include "drivers/escpos/utf8.hpp"

#include <cstdint>

namespace makegood::escpos {
namespace {

constexpr char32_t replacement = 0xFFFD;

std::size_t sequence_length(std::uint8_t lead) {
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return 2;
    if (lead >= 0xE0 && lead <= 0xEF)
        return 3;
    return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

// U+FFFD where the bytes at the start are not one character.
char32_t first_character(std::string_view text, std::size_t length) {
    if (length == 0 || text.size() < length)
        return replacement;
    const auto lead = static_cast<std::uint8_t>(text[0]);
    char32_t character = length == 1 ? lead : lead & (0x7Fu >> length);
    for (std::size_t i = 1; i < length; ++i) {
        const auto byte = static_cast<std::uint8_t>(text[i]);
        if ((byte & 0xC0) != 0x80)
            return replacement;
        character = character << 6 | (byte & 0x3Fu);
    }
    const bool overlong = (length == 3 && character < 0x800) || (length == 4 && character < 0x10000);
    const bool surrogate = character >= 0xD800 && character <= 0xDFFF;
    return overlong || surrogate || character > 0x10FFFF ? replacement : character;
}

} // namespace

std::u32string from_utf8(std::string_view text) {
    std::u32string characters;
    while (!text.empty()) {
        const std::size_t length = sequence_length(static_cast<std::uint8_t>(text[0]));
        const char32_t character = first_character(text, length);
        characters.push_back(character);
        text.remove_prefix(character == replacement && text.substr(0, 3) != "\xEF\xBF\xBD" ? 1 : length);
    }
    return characters;
}

void append_utf8(std::string& text, char32_t character) {
    const auto put = [&text](char32_t byte) { text.push_back(static_cast<char>(byte)); };
    if (character < 0x80) {
        put(character);
    } else if (character < 0x800) {
        put(0xC0 | character >> 6);
        put(0x80 | (character & 0x3F));
    } else if (character < 0x10000) {
        put(0xE0 | character >> 12);
        put(0x80 | (character >> 6 & 0x3F));
        put(0x80 | (character & 0x3F));
    } else {
        put(0xF0 | character >> 18);
        put(0x80 | (character >> 12 & 0x3F));
        put(0x80 | (character >> 6 & 0x3F));
        put(0x80 | (character & 0x3F));
    }
}

std::string to_utf8(std::u32string_view text) {
    std::string bytes;
    bytes.reserve(text.size());
    for (const char32_t character : text)
        append_utf8(bytes, character);
    return bytes;
}

} // namespace makegood::escpos
