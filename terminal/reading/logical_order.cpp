#include "terminal/reading/logical_order.hpp"

#include "terminal/text/unicode.hpp"

#include <unicode/normalizer2.h>

#include <algorithm>

namespace makegood {

namespace {

constexpr bool is_within(char32_t c, char32_t first, char32_t last) {
    return c >= first && c <= last;
}
constexpr bool is_joined_form(char32_t c) {
    return is_within(c, 0xFB50, 0xFDFF) || is_within(c, 0xFE70, 0xFEFC);
}
constexpr bool is_any_digit(char32_t c) {
    return is_within(c, '0', '9') || is_within(c, 0x660, 0x669) || is_within(c, 0x6F0, 0x6F9);
}
constexpr bool is_latin(char32_t c) {
    return is_within(c, 'A', 'Z') || is_within(c, 'a', 'z') || is_within(c, 0xC0, 0x24F);
}
constexpr bool is_right_to_left(char32_t c) {
    return is_joined_form(c) || (is_within(c, 0x621, 0x6EF) && !is_any_digit(c) && !is_within(c, 0x66A, 0x66D));
}
constexpr bool joins_numbers(char32_t c) {
    return std::u32string_view(U".,/:-'+%#٫٬،").find(c) != std::u32string_view::npos;
}

char32_t turned_round(char32_t c) {
    constexpr std::u32string_view brackets = U"()[]{}<>«»";
    const auto at = brackets.find(c);
    return at == brackets.npos ? c : brackets[at ^ 1];
}

// Where what is read from left to right ends: digits and Latin letters with the signs and single blanks between them.
std::size_t end_of_left_to_right(std::u32string_view text, std::size_t begin) {
    auto end = begin;
    for (auto at = begin; at < text.size(); ++at) {
        if (is_any_digit(text[at]) || is_latin(text[at]))
            end = at + 1;
        else if (const bool between_words = text[at] == ' ' && at == end && is_latin(text[at - 1]) &&
                                            at + 1 < text.size() && is_latin(text[at + 1]);
                 !between_words && !(joins_numbers(text[at]) && at == end))
            break;
    }
    return end;
}

} // namespace

bool has_joined_forms(std::string_view utf8) {
    return std::ranges::any_of(text::decode(utf8).code_points, is_joined_form);
}

std::string in_logical_order(std::string_view utf8) {
    auto letters = text::decode(utf8).code_points;
    if (std::ranges::none_of(letters, is_right_to_left))
        return std::string(utf8);
    std::ranges::reverse(letters);
    std::ranges::transform(letters, letters.begin(), turned_round);
    for (std::size_t at = 0; at < letters.size(); ++at)
        if (is_any_digit(letters[at]) || is_latin(letters[at])) {
            const auto end = end_of_left_to_right(letters, at);
            std::reverse(letters.begin() + static_cast<std::ptrdiff_t>(at),
                         letters.begin() + static_cast<std::ptrdiff_t>(end));
            at = end - 1;
        }
    UErrorCode status = U_ZERO_ERROR;
    const auto* normaliser = icu::Normalizer2::getNFKCInstance(status);
    const auto joined = icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(letters.data()),
                                                      static_cast<std::int32_t>(letters.size()));
    std::string plain;
    const auto normalised = normaliser->normalize(joined, status);
    return U_FAILURE(status) ? std::string(utf8) : normalised.toUTF8String(plain);
}

} // namespace makegood
