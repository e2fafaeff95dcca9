#include "terminal/text/line.hpp"

#include <algorithm>
#include <cstdlib>

namespace makegood::text {

namespace {

int leading_edge(const Cell& cell) {
    return cell.direction == Direction::left_to_right ? cell.left_px : cell.right_px;
}

int trailing_edge(const Cell& cell) {
    return cell.direction == Direction::left_to_right ? cell.right_px : cell.left_px;
}

int distance(const Cell& cell, int x_px) {
    return std::max({cell.left_px - x_px, x_px - cell.right_px, 0});
}

} // namespace

int caret_x(const Line& line, std::uint32_t offset) {
    if (line.cells.empty())
        return 0;
    const auto after = std::upper_bound(line.cells.begin(), line.cells.end(), offset,
                                        [](std::uint32_t at, const Cell& cell) { return at < cell.end; });
    return after == line.cells.begin() ? leading_edge(*after) : trailing_edge(*(after - 1));
}

std::uint32_t offset_at(const Line& line, int x_px) {
    if (line.cells.empty())
        return 0;
    const auto cell = std::min_element(line.cells.begin(), line.cells.end(), [x_px](const Cell& a, const Cell& b) {
        return distance(a, x_px) < distance(b, x_px);
    });
    const int to_leading = std::abs(x_px - leading_edge(*cell));
    const int to_trailing = std::abs(x_px - trailing_edge(*cell));
    return to_leading <= to_trailing ? cell->begin : cell->end;
}

} // namespace makegood::text
