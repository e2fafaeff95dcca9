#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace makegood::reading {

// A line of paper as it is compared: capital letters, ASCII digits and signs, one form of each Persian letter, and
// blanks for what nobody sees. One character stays one character, so that columns are those of the paper. Bytes that
// are no UTF-8 become '?'.
std::string folded(std::string_view utf8);

// How many characters stand in front of this byte.
int characters_before(std::string_view utf8, std::size_t byte);
// The characters from `first` on, counted from 0; empty where the text ends before.
std::string_view characters(std::string_view utf8, int first, int count);

// What is part of a word: ASCII letters and everything beyond ASCII.
constexpr bool is_letter(char c) {
    return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}
constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::string_view without_blanks_at_ends(std::string_view text);

} // namespace makegood::reading
