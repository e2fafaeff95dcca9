#include "terminal/slip/page_letters.hpp"

#include "terminal/text/unicode.hpp"

#include <unicode/uchar.h>

namespace makegood {

namespace {

// The same stroke under another number: the Arabic kaf where it looks like the Persian one, digits, and the mark
// between thousands.
char32_t same_picture(char32_t letter) {
    if (letter >= U'\u06F0' && letter <= U'\u06F9')
        return letter - U'\u06F0' + U'\u0660';
    switch (letter) {
    case U'\uFB90':
        return U'\uFEDB';
    case U'\u066C':
        return U',';
    default:
        return letter;
    }
}

// From the best to the one that still does. In Unicode the four forms of a letter stand side by side: alone, at the
// end, at the beginning, inside.
std::vector<char32_t> candidates(const text::LetterCell& cell) {
    switch (u_getIntPropertyValue(static_cast<UChar32>(cell.form), UCHAR_DECOMPOSITION_TYPE)) {
    case U_DT_ISOLATED:
        return {cell.form, cell.letter};
    case U_DT_FINAL:
        return {cell.form, cell.form - 1, cell.letter};
    case U_DT_INITIAL:
        return {cell.form, same_picture(cell.form)};
    case U_DT_MEDIAL:
        return {cell.form, cell.form - 1, same_picture(cell.form - 1)};
    default:
        return {cell.letter, same_picture(cell.letter)};
    }
}

// A mark in a cell of its own is no longer above its letter.
bool stands_over_another(char32_t letter) {
    return u_charType(static_cast<UChar32>(letter)) == U_NON_SPACING_MARK;
}

std::optional<char32_t> character_for(const escpos::CodePageTable& page, const text::LetterCell& cell) {
    if (stands_over_another(cell.letter))
        return std::nullopt;
    for (const char32_t letter : candidates(cell))
        if (escpos::byte_of(page, letter))
            return letter;
    return std::nullopt;
}

} // namespace

std::optional<std::string> in_page(const escpos::CodePageTable& page, const std::vector<text::LetterCell>& line) {
    std::string letters;
    for (const auto& cell : line) {
        const auto letter = character_for(page, cell);
        if (!letter)
            return std::nullopt;
        text::append(letters, *letter);
    }
    return letters;
}

} // namespace makegood
