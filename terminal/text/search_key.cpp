#include "terminal/text/search_key.hpp"

#include "terminal/text/unicode.hpp"

#include <algorithm>
#include <cassert>
#include <optional>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace makegood::text {

namespace {

constexpr char32_t blank = U' ';

icu::UnicodeString taken_apart(std::string_view utf8) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* normaliser = icu::Normalizer2::getNFKDInstance(status);
    assert(U_SUCCESS(status));
    auto text = normaliser->normalize(
        icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())}), status);
    assert(U_SUCCESS(status));
    return text.foldCase();
}

// Nothing for what is dropped.
std::optional<char32_t> simplified(char32_t c) {
    switch (c) {
    case U'ي':
    case U'ى':
        return U'ی';
    case U'ك':
        return U'ک';
    case U'ة':
    case U'ە': // what NFKD leaves of ۀ
    case U'ھ':
    case U'ہ':
        return U'ه';
    case U'ء':
    case U'ـ':
        return std::nullopt;
    case U'٫':
        return U'.';
    case U'٪':
        return U'%';
    default:
        break;
    }
    const auto code_point = static_cast<UChar32>(c);
    if (const auto digit = u_charDigitValue(code_point); digit >= 0)
        return U'0' + static_cast<char32_t>(digit);
    if (u_isUWhiteSpace(code_point) || u_iscntrl(code_point))
        return u_charType(code_point) == U_FORMAT_CHAR ? std::nullopt : std::optional(blank);
    switch (u_charType(code_point)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
        return std::nullopt;
    default:
        return c;
    }
}

} // namespace

std::string search_key(std::string_view utf8) {
    std::string taken;
    taken_apart(utf8).toUTF8String(taken);
    std::string normalised;
    for (const char32_t c : decode(taken).code_points) {
        const auto simple = simplified(c);
        const bool is_second_blank = simple == blank && (normalised.empty() || normalised.back() == ' ');
        if (simple && !is_second_blank)
            append(normalised, *simple);
    }
    if (normalised.ends_with(' '))
        normalised.pop_back();
    return normalised;
}

std::vector<std::string> search_words(std::string_view utf8) {
    enum class Kind { other, letter, digit };
    std::vector<std::string> words;
    auto before = Kind::other;
    for (const char32_t c : decode(search_key(utf8)).code_points) {
        const auto kind = c >= U'0' && c <= U'9'                    ? Kind::digit
                          : u_isalpha(static_cast<UChar32>(c)) != 0 ? Kind::letter
                                                                    : Kind::other;
        if (kind != Kind::other && kind != before)
            words.emplace_back();
        if (kind != Kind::other)
            append(words.back(), c);
        before = kind;
    }
    return words;
}

bool occurs_in(std::string_view query, std::string_view name) {
    const auto words = search_key(query);
    auto letters = search_key(name);
    std::erase(letters, ' ');
    for (std::size_t begin = 0, end = 0; begin < words.size(); begin = end + 1) {
        end = std::min(words.find(' ', begin), words.size());
        if (letters.find(words.substr(begin, end - begin)) == letters.npos)
            return false;
    }
    return !words.empty();
}

} // namespace makegood::text
