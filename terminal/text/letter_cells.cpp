#include "terminal/text/letter_cells.hpp"

#include "terminal/text/bidi.hpp"
#include "terminal/text/unicode.hpp"

#include <fribidi.h>
#include <optional>
#include <unicode/uchar.h>

namespace makegood::text {

namespace {

struct Part {
    std::size_t begin;
    std::size_t end;
};

bool takes_a_cell(char32_t letter) {
    return !u_hasBinaryProperty(static_cast<UChar32>(letter), UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

std::vector<Part> broken(const std::u32string& text, std::size_t columns) {
    std::vector<Part> parts;
    std::size_t begin = 0;
    std::size_t used = 0;
    std::optional<std::size_t> blank;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == U' ')
            blank = at;
        used += takes_a_cell(text[at]) ? 1 : 0;
        if (used <= columns)
            continue;
        parts.push_back({begin, blank.value_or(at)});
        begin = blank ? *blank + 1 : at;
        at = begin - 1;
        used = 0;
        blank.reset();
    }
    parts.push_back({begin, text.size()});
    return parts;
}

// The whole paragraph at once: a letter joins also what the line's end takes away from it.
std::vector<FriBidiChar> joined(const std::u32string& text, const std::vector<std::int8_t>& levels) {
    const auto size = static_cast<FriBidiStrIndex>(text.size());
    std::vector<FriBidiChar> letters(text.begin(), text.end());
    const std::vector<FriBidiLevel> own_levels(levels.begin(), levels.end());
    std::vector<FriBidiCharType> types(text.size());
    std::vector<FriBidiArabicProp> joints(text.size());
    fribidi_get_bidi_types(letters.data(), size, types.data());
    fribidi_get_joining_types(letters.data(), size, joints.data());
    fribidi_join_arabic(types.data(), size, own_levels.data(), joints.data());
    fribidi_shape_mirroring(own_levels.data(), size, letters.data());
    fribidi_shape_arabic(FRIBIDI_FLAG_SHAPE_ARAB_PRES, own_levels.data(), size, joints.data(), letters.data());
    return letters;
}

} // namespace

std::vector<std::vector<LetterCell>> set_in_cells(std::string_view utf8, Direction base, std::size_t columns) {
    auto text = decode(utf8).code_points;
    for (auto& letter : text)
        if (u_isUWhiteSpace(static_cast<UChar32>(letter)))
            letter = U' ';
    const auto levels = embedding_levels(text, base);
    const auto forms = joined(text, levels);
    std::vector<std::vector<LetterCell>> lines;
    for (const auto& part : broken(text, columns)) {
        auto& line = lines.emplace_back();
        for (const auto place : visual_order(line_levels(text, levels, part.begin, part.end, base))) {
            const auto at = part.begin + place;
            const bool is_arabic = forms[at] >= 0xFB50;
            if (takes_a_cell(text[at]))
                line.push_back({is_arabic ? text[at] : forms[at], forms[at]});
        }
    }
    return lines;
}

} // namespace makegood::text
