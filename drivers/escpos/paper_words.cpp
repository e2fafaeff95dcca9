#include "drivers/escpos/paper_words.hpp"

#include "drivers/escpos/utf8.hpp"

#include <algorithm>

namespace makegood::escpos {

std::string trimmed(std::u32string_view words) {
    while (!words.empty() && words.back() == U' ')
        words.remove_suffix(1);
    const auto glyph = std::find_if(words.begin(), words.end(), [](char32_t c) { return c >= first_user_glyph; });
    if (glyph == words.end())
        return to_utf8(words);
    std::u32string readable_words(words);
    std::replace_if(
        readable_words.begin(), readable_words.end(), [](char32_t c) { return c >= first_user_glyph; }, U'\xFFFD');
    return to_utf8(readable_words);
}

std::string picture_note(unsigned width, unsigned height) {
    return "[picture " + std::to_string(width) + "x" + std::to_string(height) + "]";
}

std::string symbol_note(const PrintedSymbol& symbol) {
    return "[" + std::string(name_of(symbol.kind)) + ": " + readable(symbol.data) + "]";
}

std::string readable(std::string_view data) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string text;
    for (const char symbol : data) {
        const auto byte = static_cast<unsigned char>(symbol);
        if (byte >= 0x20 && byte < 0x7F) {
            text.push_back(symbol);
            continue;
        }
        text += "\\x";
        text.push_back(digits[byte >> 4]);
        text.push_back(digits[byte & 0xF]);
    }
    return text;
}

} // namespace makegood::escpos
