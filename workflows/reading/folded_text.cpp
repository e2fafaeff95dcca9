#include "workflows/reading/folded_text.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace makegood::reading {

namespace {

// How long the character is that begins here, judged by its bytes; 0 where it is none.
std::size_t character_length(std::string_view utf8, std::size_t at) {
    const auto byte = [&](std::size_t i) { return i < utf8.size() ? static_cast<unsigned char>(utf8[i]) : 0u; };
    const unsigned lead = byte(at);
    const std::size_t length = lead < 0x80                   ? 1
                               : lead >= 0xC2 && lead < 0xE0 ? 2
                               : (lead & 0xF0) == 0xE0       ? 3
                               : lead >= 0xF0 && lead < 0xF5 ? 4
                                                             : 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(at + i) & 0xC0) != 0x80)
            return 0;
    return length;
}

char32_t code_point(std::string_view character) {
    const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(character[i])); };
    switch (character.size()) {
    case 1:
        return byte(0);
    case 2:
        return (byte(0) & 0x1F) << 6 | (byte(1) & 0x3F);
    case 3:
        return (byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    default:
        return (byte(0) & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
    }
}

constexpr bool is_within(char32_t c, char32_t first, char32_t last) {
    return c >= first && c <= last;
}

// Blanks of every width, joiners, marks of direction and the bar that stretches Persian words.
constexpr bool is_unseen(char32_t c) {
    return c < U' ' || c == 0x7F || c == 0xA0 || c == 0x640 || is_within(c, 0x2000, 0x200F) ||
           is_within(c, 0x2028, 0x202F) || is_within(c, 0x2060, 0x206F) || c == 0x3000 || c == 0xFEFF;
}

// The one ASCII character that it stands for, or 0.
char ascii_of(char32_t c) {
    if (is_unseen(c))
        return ' ';
    if (is_within(c, 'a', 'z'))
        return static_cast<char>(c - 0x20);
    if (c < 0x80)
        return static_cast<char>(c);
    if (is_within(c, 0x660, 0x669))
        return static_cast<char>('0' + (c - 0x660));
    if (is_within(c, 0x6F0, 0x6F9))
        return static_cast<char>('0' + (c - 0x6F0));
    static constexpr std::pair<char32_t, char> signs[] = {
        {0x66C, ','},  {0x60C, ','},  {0x66B, '.'},  {0x66A, '%'},   {0x2212, '-'}, {0x2010, '-'}, {0x2011, '-'},
        {0x2013, '-'}, {0x2044, '/'}, {0x2215, '/'}, {0x2019, '\''}, {0xD7, 'X'},   {0x2116, '#'}, {0x2014, '-'},
        {0xAB, '"'},   {0xBB, '"'},   {0x2018, '"'}, {0x201A, '"'},  {0x201C, '"'}, {0x201D, '"'}, {0x201E, '"'},
        {0x2039, '"'}, {0x203A, '"'}, {0x2022, '*'}, {0x61B, ';'},   {0x61F, '?'},
    };
    const auto* sign = std::ranges::find(signs, c, &std::pair<char32_t, char>::first);
    return sign == std::end(signs) ? '\0' : sign->second;
}

// Of the same length in UTF-8.
char32_t one_form(char32_t c) {
    switch (c) {
    case 0x64A: // ي
    case 0x649: // ى
        return 0x6CC;
    case 0x643: // ك
        return 0x6A9;
    case 0x629: // ة
    case 0x6C0: // ۀ
        return 0x647;
    case 0x622: // آ
    case 0x623: // أ
    case 0x625: // إ
        return 0x627;
    default:
        return is_within(c, 0xE0, 0xFE) && c != 0xF7 ? c - 0x20 : c;
    }
}

} // namespace

std::string folded(std::string_view utf8) {
    std::string text;
    text.reserve(utf8.size());
    for (std::size_t at = 0; at < utf8.size();) {
        const auto length = character_length(utf8, at);
        if (length == 0) {
            text += '?';
            ++at;
            continue;
        }
        const auto character = utf8.substr(at, length);
        const auto c = code_point(character);
        at += length;
        if (const char ascii = ascii_of(c)) {
            text += ascii;
        } else if (length == 2) {
            const auto form = one_form(c);
            text += static_cast<char>(0xC0 | form >> 6);
            text += static_cast<char>(0x80 | (form & 0x3F));
        } else {
            text += character;
        }
    }
    return text;
}

int characters_before(std::string_view utf8, std::size_t byte) {
    return static_cast<int>(std::ranges::count_if(
        utf8.substr(0, byte), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string_view characters(std::string_view utf8, int first, int count) {
    std::size_t begin = utf8.size();
    int index = -1;
    for (std::size_t at = 0; at < utf8.size(); ++at) {
        if ((static_cast<unsigned char>(utf8[at]) & 0xC0) == 0x80)
            continue;
        ++index;
        if (index == first)
            begin = at;
        if (index == first + count)
            return utf8.substr(begin, at - begin);
    }
    return utf8.substr(begin);
}

std::string_view without_blanks_at_ends(std::string_view text) {
    const auto first = text.find_first_not_of(' ');
    if (first == text.npos)
        return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

} // namespace makegood::reading
