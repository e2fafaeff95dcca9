#include "drivers/escpos/raster_bands.hpp"

#include "drivers/escpos/real_time.hpp"

#include <algorithm>
#include <span>

namespace makegood::escpos {
namespace {

using drivers::Bitmap;

constexpr unsigned header_bytes = 8;
// Fewer white rows inside a picture cost less as dots than as a feed with a new header, and print more evenly.
constexpr unsigned fewest_white_rows = 4;

std::span<const std::uint8_t> row_of(const Bitmap& bitmap, unsigned y) {
    return std::span(bitmap.rows).subspan(std::size_t{y} * bitmap.bytes_per_row(), bitmap.bytes_per_row());
}

bool is_white(const Bitmap& bitmap, unsigned y) {
    const auto row = row_of(bitmap, y);
    return std::all_of(row.begin(), row.end(), [](std::uint8_t byte) { return byte == 0; });
}

Bitmap moved_right(const Bitmap& bitmap, unsigned dots) {
    if (dots == 0)
        return bitmap;
    Bitmap moved(bitmap.width_dots + dots, bitmap.height_dots());
    const unsigned shift = dots % 8;
    for (unsigned y = 0; y < bitmap.height_dots(); ++y) {
        const auto row = row_of(bitmap, y);
        std::uint8_t* to = moved.rows.data() + std::size_t{y} * moved.bytes_per_row() + dots / 8;
        for (std::size_t i = 0; i < row.size(); ++i) {
            to[i] |= static_cast<std::uint8_t>(row[i] >> shift);
            // Past the last byte of the row only white would be moved.
            if (const auto rest = static_cast<std::uint8_t>(row[i] << (8 - shift)); rest != 0)
                to[i + 1] |= rest;
        }
    }
    return moved;
}

unsigned used_bytes(const Bitmap& bitmap, unsigned from, unsigned height) {
    unsigned used = 1;
    for (unsigned y = from; y < from + height; ++y) {
        const auto row = row_of(bitmap, y);
        for (unsigned byte = bitmap.bytes_per_row(); byte > used; --byte)
            if (row[byte - 1] != 0)
                used = byte;
    }
    return used;
}

Band ink_band(const Bitmap& bitmap, unsigned from, unsigned height) {
    Band band{height, used_bytes(bitmap, from, height), {}};
    band.rows.reserve(std::size_t{height} * band.bytes_per_row);
    for (unsigned y = from; y < from + height; ++y) {
        const auto row = row_of(bitmap, y).first(band.bytes_per_row);
        band.rows.insert(band.rows.end(), row.begin(), row.end());
    }
    defuse_dots(band.rows);
    return band;
}

// Rows from `y` up to the next long white stretch, as far as one command takes.
unsigned ink_rows_from(const Bitmap& bitmap, unsigned y, unsigned most_bytes) {
    const unsigned room = most_bytes - std::min(most_bytes, header_bytes);
    const unsigned by_bytes = std::max(room / bitmap.bytes_per_row(), 1u);
    const unsigned most = std::min({most_band_rows, by_bytes, bitmap.height_dots() - y});
    for (unsigned rows = 1; rows < most; ++rows) {
        const unsigned white = white_rows_from(bitmap, y + rows);
        if (white >= fewest_white_rows || y + rows + white == bitmap.height_dots())
            return rows;
    }
    return most;
}

} // namespace

unsigned white_rows_from(const Bitmap& bitmap, unsigned y) {
    unsigned end = y;
    while (end < bitmap.height_dots() && is_white(bitmap, end))
        ++end;
    return end - y;
}

std::vector<Band> raster_bands(const Bitmap& bitmap, unsigned left_dots, unsigned most_bytes) {
    std::vector<Band> bands;
    const Bitmap moved = moved_right(bitmap, left_dots);
    for (unsigned y = 0; y < moved.height_dots();) {
        const unsigned white = white_rows_from(moved, y);
        if (white > 0)
            bands.push_back({white, 0, {}});
        y += white;
        if (y == moved.height_dots())
            break;
        const unsigned rows = ink_rows_from(moved, y, most_bytes);
        bands.push_back(ink_band(moved, y, rows));
        y += rows;
    }
    return bands;
}

} // namespace makegood::escpos
