#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace makegood::text {

// Marks of UAX #9 that put a piece of text on its own: the words around it cannot turn it and it cannot turn them.
inline constexpr std::string_view left_to_right_isolate = "\u2066";
inline constexpr std::string_view right_to_left_isolate = "\u2067";
inline constexpr std::string_view first_strong_isolate = "\u2068";
inline constexpr std::string_view pop_isolate = "\u2069";

// Code points, each with the byte at which it began; `offsets` has one entry more, the size of the source.
struct Decoded {
    std::u32string code_points;
    std::vector<std::uint32_t> offsets;
};

// Each ill-formed part becomes one U+FFFD (the Unicode Standard, 3.9, "substitution of maximal subparts").
// Precondition: less than 2 GiB.
Decoded decode(std::string_view utf8);

// RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF. Precondition as decode's.
bool is_utf8(std::string_view bytes);

// Precondition: a scalar value.
void append(std::string& utf8, char32_t code_point);

// Text from outside (a till, a file, a scanner) made fit for a screen or a slip: well-formed UTF-8; line breaks and
// tabs become blanks; other C0 and C1 controls are gone, and so are all marks of UAX #9 that could turn the text
// around it (embeddings, overrides, isolates; U+200E and U+200F stay, they reach no further than their neighbours).
std::string plain(std::string_view from_outside);

// A sentence for a terminal or a file: these order text by themselves and show the isolates that a screen needs as
// boxes.
std::string without_isolates(std::string_view utf8);

// Without blanks and half spaces (U+200C) at its ends.
std::string_view trimmed(std::string_view utf8);

// The same line by line: line feeds stay.
std::string plain_lines(std::string_view from_outside);

// One of the marks above.
constexpr bool is_isolate(char32_t letter) {
    return letter >= U'\u2066' && letter <= U'\u2069';
}

// `text` between `opening` (one of the three isolates) and PDI, with its own isolates balanced, so that nothing in it
// can end the outer one early or leave it open.
std::string isolated(std::string_view opening, std::string_view text);

} // namespace makegood::text
