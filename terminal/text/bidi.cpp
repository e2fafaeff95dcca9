#include "terminal/text/bidi.hpp"

#include <algorithm>
#include <fribidi.h>
#include <new>
#include <numeric>

namespace makegood::text {

namespace {

bool stays_at_line_end(char32_t c) {
    const auto type = fribidi_get_bidi_type(c);
    return type == FRIBIDI_TYPE_WS || FRIBIDI_IS_SEPARATOR(type) || FRIBIDI_IS_ISOLATE(type) ||
           FRIBIDI_IS_EXPLICIT_OR_BN(type);
}

} // namespace

std::vector<std::int8_t> embedding_levels(const std::u32string& paragraph, Direction base) {
    const auto size = static_cast<FriBidiStrIndex>(paragraph.size());
    const std::vector<FriBidiChar> code_points(paragraph.begin(), paragraph.end());
    std::vector<FriBidiCharType> types(paragraph.size());
    fribidi_get_bidi_types(code_points.data(), size, types.data());
    std::vector<FriBidiBracketType> brackets(paragraph.size());
    fribidi_get_bracket_types(code_points.data(), size, types.data(), brackets.data());
    std::vector<FriBidiLevel> levels(paragraph.size());
    FriBidiParType direction = base == Direction::left_to_right ? FRIBIDI_PAR_LTR : FRIBIDI_PAR_RTL;
    if (size > 0 &&
        fribidi_get_par_embedding_levels_ex(types.data(), brackets.data(), size, &direction, levels.data()) == 0)
        throw std::bad_alloc(); // its only failure
    return {levels.begin(), levels.end()};
}

std::vector<std::int8_t> line_levels(const std::u32string& paragraph, std::span<const std::int8_t> levels,
                                     std::size_t begin, std::size_t end, Direction base) {
    const auto part = levels.subspan(begin, end - begin);
    std::vector<std::int8_t> line(part.begin(), part.end());
    for (std::size_t i = line.size(); i > 0 && stays_at_line_end(paragraph[begin + i - 1]); --i)
        line[i - 1] = base == Direction::left_to_right ? 0 : 1;
    return line;
}

std::vector<std::size_t> visual_order(std::span<const std::int8_t> levels) {
    std::vector<std::size_t> order(levels.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto highest = levels.empty() ? std::int8_t{0} : *std::max_element(levels.begin(), levels.end());
    for (std::int8_t level = highest; level > 0; --level)
        for (auto first = order.begin(); first != order.end();) {
            const auto reaches = [&](std::size_t i) { return levels[i] >= level; };
            first = std::find_if(first, order.end(), reaches);
            const auto last = std::find_if_not(first, order.end(), reaches);
            std::reverse(first, last);
            first = last;
        }
    return order;
}

} // namespace makegood::text
