#include "terminal/text/gray_picture.hpp"

#include <algorithm>
#include <cassert>
#include <limits>

namespace makegood::text {

namespace {

int left_edge(Alignment alignment, Direction base, int room_px) {
    switch (alignment) {
    case Alignment::centre:
        return room_px / 2;
    case Alignment::start:
        return base == Direction::left_to_right ? 0 : room_px;
    case Alignment::end:
        return base == Direction::left_to_right ? room_px : 0;
    }
    return 0;
}

// Letters may overlap, and their tails may leave the picture: the darker ink wins, the rest is cut off.
void stamp(GrayPicture& picture, const Coverage& coverage, int left, int top) {
    for (int row = std::max(0, -top); row < std::min(coverage.height, picture.height - top); ++row)
        for (int column = std::max(0, -left); column < std::min(coverage.width, picture.width - left); ++column) {
            auto& ink = picture.ink[static_cast<std::size_t>((top + row) * picture.width + left + column)];
            ink = std::max(ink, coverage.alpha[static_cast<std::size_t>(row * coverage.width + column)]);
        }
}

void draw_line(GrayPicture& picture, Typesetter& typesetter, const Line& line, int size_px, int left, int baseline) {
    for (const auto& glyph : line.glyphs) {
        const auto coverage = typesetter.rasterise(glyph.face, glyph.id, size_px);
        stamp(picture, coverage, left + glyph.x_px + coverage.left, baseline + glyph.y_px - coverage.top);
    }
}

void add_rows(GrayPicture& picture, int count) {
    picture.height += count;
    picture.ink.resize(static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height));
}

} // namespace

GrayPicture draw_passages(Typesetter& typesetter, std::span<const Passage> passages, int width_px, Direction base) {
    assert(width_px >= 1);
    GrayPicture picture;
    picture.width = width_px;
    for (const auto& passage : passages) {
        const auto metrics = typesetter.metrics(passage.weight, passage.size_px);
        add_rows(picture, passage.space_above_px);
        for (const auto& line : typesetter.paragraph(passage.utf8, passage.weight, passage.size_px, base, width_px,
                                                     std::numeric_limits<int>::max())) {
            const int baseline = picture.height + metrics.ascent_px;
            add_rows(picture, metrics.ascent_px + metrics.descent_px);
            draw_line(picture, typesetter, line, passage.size_px,
                      left_edge(passage.alignment, base, width_px - line.width_px), baseline);
        }
    }
    return picture;
}

BitPicture to_bits(const GrayPicture& picture, std::uint8_t least_ink) {
    BitPicture bits;
    bits.width = picture.width;
    bits.height = picture.height;
    bits.bytes_per_row = (picture.width + 7) / 8;
    bits.bits.resize(static_cast<std::size_t>(bits.bytes_per_row) * static_cast<std::size_t>(picture.height));
    for (int row = 0; row < picture.height; ++row)
        for (int column = 0; column < picture.width; ++column)
            if (picture.ink[static_cast<std::size_t>(row * picture.width + column)] >= least_ink) {
                auto& byte = bits.bits[static_cast<std::size_t>(row * bits.bytes_per_row + column / 8)];
                byte = static_cast<std::uint8_t>(byte | (0x80 >> (column % 8)));
            }
    return bits;
}

} // namespace makegood::text
