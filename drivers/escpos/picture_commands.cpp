#include "drivers/escpos/picture_commands.hpp"

#include "drivers/escpos/column_strip.hpp"
#include "drivers/escpos/raster_bands.hpp"

#include <algorithm>
#include <span>

namespace makegood::escpos {
namespace {

using drivers::Bitmap;
using Bytes = std::vector<std::uint8_t>;

// Below it no count and no position ends in 10 04 or 10 05, and every printer's ESC * takes as many columns.
constexpr unsigned most_column_dots = 1023;

void append(Bytes& bytes, std::span<const std::uint8_t> more) {
    bytes.insert(bytes.end(), more.begin(), more.end());
}

std::uint8_t low_byte(std::size_t number) {
    return static_cast<std::uint8_t>(number);
}

std::uint8_t high_byte(std::size_t number) {
    return static_cast<std::uint8_t>(number >> 8);
}

Bytes by_rows(const Bitmap& bitmap, unsigned left_dots, unsigned most_bytes) {
    Bytes bytes;
    for (const auto& band : raster_bands(bitmap, left_dots, most_bytes)) {
        if (band.rows.empty()) {
            append_feed(bytes, band.height_dots);
            continue;
        }
        bytes.insert(bytes.end(), {0x1D, 0x76, 0x30, 0x00, low_byte(band.bytes_per_row), high_byte(band.bytes_per_row),
                                   low_byte(band.height_dots), high_byte(band.height_dots)});
        append(bytes, band.rows);
    }
    return bytes;
}

// The pieces side by side in one line, fed as far as it is high: the next joins it without a gap.
Bytes strip(const Bitmap& bitmap, unsigned y, unsigned left_dots, unsigned most_bytes) {
    Bytes bytes;
    for (const auto& piece : column_strip(bitmap, y, most_bytes)) {
        const unsigned left = left_dots + piece.left_dots;
        const std::size_t columns = piece.columns.size() / 3;
        bytes.insert(bytes.end(), {0x1B, 0x24, low_byte(left), high_byte(left)});
        bytes.insert(bytes.end(), {0x1B, 0x2A, 33, low_byte(columns), high_byte(columns)});
        append(bytes, piece.columns);
    }
    append_feed(bytes, column_strip_rows);
    return bytes;
}

Bitmap part_of(const Bitmap& bitmap, unsigned y, unsigned rows) {
    Bitmap part(bitmap.width_dots, rows);
    std::copy_n(bitmap.rows.begin() + static_cast<std::ptrdiff_t>(std::size_t{y} * bitmap.bytes_per_row()),
                part.rows.size(), part.rows.begin());
    return part;
}

// In columns of 24 rows each, or rows where those take fewer bytes, and at the end, beyond which no strip may reach.
Bytes by_columns(const Bitmap& bitmap, unsigned left_dots, unsigned most_bytes) {
    Bytes bytes;
    for (unsigned y = 0; y < bitmap.height_dots();) {
        const unsigned white = white_rows_from(bitmap, y);
        append_feed(bytes, white);
        y += white;
        const unsigned rows = std::min(column_strip_rows, bitmap.height_dots() - y);
        const Bytes in_rows = by_rows(part_of(bitmap, y, rows), left_dots, most_bytes);
        const Bytes in_columns = rows == column_strip_rows ? strip(bitmap, y, left_dots, most_bytes) : in_rows;
        append(bytes, in_columns.size() < in_rows.size() ? in_columns : in_rows);
        y += rows;
    }
    return bytes;
}

} // namespace

Bytes picture_commands(const Bitmap& bitmap, unsigned left_dots, const drivers::Profile& profile) {
    Bytes rows = by_rows(bitmap, left_dots, profile.longest_band_bytes);
    const bool can_be_columns = profile.column_pictures && profile.dots_per_inch <= most_dots_per_inch &&
                                left_dots + bitmap.width_dots <= most_column_dots;
    if (!can_be_columns)
        return rows;
    Bytes columns = by_columns(bitmap, left_dots, profile.longest_band_bytes);
    return columns.size() < rows.size() ? columns : rows;
}

void append_feed(Bytes& bytes, unsigned dots) {
    for (; dots > 0; dots -= std::min(dots, 255u))
        bytes.insert(bytes.end(), {0x1B, 0x4A, low_byte(std::min(dots, 255u))});
}

} // namespace makegood::escpos
