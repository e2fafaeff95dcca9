#include "terminal/text/unicode.hpp"

#include <unicode/utf8.h>

#include <cassert>
#include <limits>

namespace makegood::text {

namespace {

// ICU's macro narrows inside.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
char32_t next_code_point(const char* bytes, std::int32_t& at, std::int32_t size) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, at, size, c);
    return static_cast<char32_t>(c);
}

bool next_is_utf8(const char* bytes, std::int32_t& at, std::int32_t size) {
    UChar32 c = 0;
    U8_NEXT(bytes, at, size, c);
    return c >= 0;
}
#pragma GCC diagnostic pop

bool breaks_a_line(char32_t c) {
    return (c >= U'\t' && c <= U'\r') || c == U'\u0085' || c == U'\u2028' || c == U'\u2029';
}

bool is_control(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c <= 0x9F);
}

bool turns_its_surroundings(char32_t c) {
    return (c >= U'\u202A' && c <= U'\u202E') || (c >= U'\u2066' && c <= U'\u2069');
}

} // namespace

Decoded decode(std::string_view utf8) {
    assert(utf8.size() < static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()));
    Decoded decoded;
    decoded.code_points.reserve(utf8.size());
    decoded.offsets.reserve(utf8.size() + 1);
    const auto size = static_cast<std::int32_t>(utf8.size());
    for (std::int32_t at = 0; at < size;) {
        decoded.offsets.push_back(static_cast<std::uint32_t>(at));
        decoded.code_points.push_back(next_code_point(utf8.data(), at, size));
    }
    decoded.offsets.push_back(static_cast<std::uint32_t>(size));
    return decoded;
}

bool is_utf8(std::string_view bytes) {
    assert(bytes.size() < static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()));
    const auto size = static_cast<std::int32_t>(bytes.size());
    std::int32_t at = 0;
    while (at < size)
        if (!next_is_utf8(bytes.data(), at, size))
            return false;
    return true;
}

void append(std::string& utf8, char32_t code_point) {
    const auto last_six = [code_point](int shift) { return static_cast<char>(0x80 | ((code_point >> shift) & 0x3F)); };
    if (code_point < 0x80) {
        utf8 += static_cast<char>(code_point);
    } else if (code_point < 0x800) {
        utf8 += static_cast<char>(0xC0 | (code_point >> 6));
        utf8 += last_six(0);
    } else if (code_point < 0x1'0000) {
        utf8 += static_cast<char>(0xE0 | (code_point >> 12));
        utf8 += {last_six(6), last_six(0)};
    } else {
        utf8 += static_cast<char>(0xF0 | (code_point >> 18));
        utf8 += {last_six(12), last_six(6), last_six(0)};
    }
}

std::string_view trimmed(std::string_view utf8) {
    constexpr std::string_view blanks[] = {" ", "\t", "\r", "\u00A0", "\u200C"};
    for (bool cut = true; cut;) {
        cut = false;
        for (const auto blank : blanks) {
            while (utf8.starts_with(blank)) {
                utf8.remove_prefix(blank.size());
                cut = true;
            }
            while (utf8.ends_with(blank)) {
                utf8.remove_suffix(blank.size());
                cut = true;
            }
        }
    }
    return utf8;
}

std::string plain(std::string_view from_outside) {
    std::string kept;
    kept.reserve(from_outside.size());
    for (const char32_t c : decode(from_outside).code_points)
        if (breaks_a_line(c))
            kept += ' ';
        else if (!is_control(c) && !turns_its_surroundings(c))
            append(kept, c);
    return kept;
}

std::string plain_lines(std::string_view from_outside) {
    std::string lines;
    while (!from_outside.empty()) {
        const auto end = from_outside.find('\n');
        lines += plain(from_outside.substr(0, end));
        if (end == from_outside.npos)
            break;
        lines += '\n';
        from_outside.remove_prefix(end + 1);
    }
    return lines;
}

std::string isolated(std::string_view opening, std::string_view text) {
    std::string whole(opening);
    int open = 0;
    for (const char32_t c : decode(text).code_points) {
        const bool closes = c == U'\u2069';
        if (closes && open == 0)
            continue;
        open += closes ? -1 : (c >= U'\u2066' && c <= U'\u2068') ? 1 : 0;
        append(whole, c);
    }
    for (; open >= 0; --open)
        whole += pop_isolate;
    return whole;
}

std::string without_isolates(std::string_view utf8) {
    std::string text;
    for (const char32_t letter : decode(utf8).code_points)
        if (letter < 0x2066 || letter > 0x2069)
            append(text, letter);
    return text;
}

} // namespace makegood::text
