#include "drivers/escpos/column_strip.hpp"

#include "drivers/escpos/real_time.hpp"

#include <algorithm>
#include <cassert>
#include <span>

namespace makegood::escpos {
namespace {

using drivers::Bitmap;

constexpr unsigned bytes_per_column = column_strip_rows / 8;
constexpr unsigned column_header_bytes = 5;
// ESC $ and a new ESC * are nine bytes, as many as three white columns.
constexpr unsigned fewest_white_columns = 4;

// Column by column from the left.
std::vector<std::uint8_t> turned_to_columns(const Bitmap& bitmap, unsigned from) {
    std::vector<std::uint8_t> columns(std::size_t{bitmap.width_dots} * bytes_per_column);
    for (unsigned y = 0; y < column_strip_rows; ++y) {
        const auto* row = bitmap.rows.data() + std::size_t{from + y} * bitmap.bytes_per_row();
        const auto bit = static_cast<std::uint8_t>(0x80u >> y % 8);
        for (unsigned x = 0; x < bitmap.width_dots; ++x)
            if ((row[x / 8] >> (7 - x % 8) & 1) != 0)
                columns[std::size_t{x} * bytes_per_column + y / 8] |= bit;
    }
    return columns;
}

class Columns {
  public:
    explicit Columns(std::vector<std::uint8_t> bytes) : bytes_(std::move(bytes)) {}

    unsigned count() const { return static_cast<unsigned>(bytes_.size() / bytes_per_column); }

    unsigned white_from(unsigned x) const {
        unsigned end = x;
        while (end < count() && is_white(end))
            ++end;
        return end - x;
    }

    // Up to the next white that is worth a new piece.
    unsigned ink_from(unsigned x) const {
        for (unsigned end = x; end < count();) {
            const unsigned white = white_from(end);
            if (white >= fewest_white_columns || end + white == count())
                return end - x;
            end += white + 1;
        }
        return count() - x;
    }

    std::vector<std::uint8_t> part(unsigned x, unsigned columns) const {
        const auto first = bytes_.begin() + static_cast<std::ptrdiff_t>(std::size_t{x} * bytes_per_column);
        return {first, first + static_cast<std::ptrdiff_t>(std::size_t{columns} * bytes_per_column)};
    }

  private:
    bool is_white(unsigned x) const {
        const auto* column = bytes_.data() + std::size_t{x} * bytes_per_column;
        return std::all_of(column, column + bytes_per_column, [](std::uint8_t byte) { return byte == 0; });
    }

    std::vector<std::uint8_t> bytes_;
};

} // namespace

std::vector<ColumnPiece> column_strip(const Bitmap& bitmap, unsigned y, unsigned most_bytes) {
    assert(y + column_strip_rows <= bitmap.height_dots());
    assert(most_bytes >= column_header_bytes + bytes_per_column);
    const unsigned most_columns = (most_bytes - column_header_bytes) / bytes_per_column;
    const Columns columns(turned_to_columns(bitmap, y));
    std::vector<ColumnPiece> pieces;
    for (unsigned x = columns.white_from(0); x < columns.count(); x += columns.white_from(x)) {
        const unsigned count = std::min(columns.ink_from(x), most_columns);
        auto& piece = pieces.emplace_back(ColumnPiece{x, columns.part(x, count)});
        defuse_dots(piece.columns);
        x += count;
    }
    return pieces;
}

} // namespace makegood::escpos
