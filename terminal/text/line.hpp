#pragma once

#include <cstdint>
#include <vector>

namespace makegood::text {

enum class Direction { left_to_right, right_to_left };

// One picture of a font at its place. x is the pen from the line's left edge (also in Persian), y from the baseline
// with down positive, both whole pixels; cluster is the byte of the UTF-8 text that it belongs to.
struct Glyph {
    std::uint16_t face;
    std::uint32_t id;
    int x_px;
    int y_px;
    std::uint32_t cluster;
};

// What a caret can stand before or after: one letter with its marks, bytes [begin, end) of the text and its edges on
// the line. A ligature of two letters is two cells of equal width.
struct Cell {
    std::uint32_t begin;
    std::uint32_t end;
    int left_px;
    int right_px;
    Direction direction;
};

struct Line {
    std::vector<Glyph> glyphs; // from left to right, ready to draw
    std::vector<Cell> cells;   // in the order of the text
    int width_px = 0;
};

// Left edge of the one caret that stands at byte `offset`. Where two directions meet it stays with the letter before,
// the one just typed. An offset inside a cell counts as the cell's start, one beyond the text as its end.
int caret_x(const Line& line, std::uint32_t offset);
// The byte offset whose letter edge is nearest to x; x may lie outside the line.
std::uint32_t offset_at(const Line& line, int x_px);

} // namespace makegood::text
