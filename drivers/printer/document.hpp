#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace makegood::drivers {

// Black and white dots. Rows of (width_dots + 7) / 8 bytes from top to bottom, leftmost dot in the highest bit, 1 is
// black, bits beyond the width are 0.
struct Bitmap {
    unsigned width_dots = 0;
    std::vector<std::uint8_t> rows;

    Bitmap() = default;
    Bitmap(unsigned width, unsigned height) : width_dots(width), rows(std::size_t{(width + 7) / 8} * height) {}

    unsigned bytes_per_row() const { return (width_dots + 7) / 8; }
    unsigned height_dots() const { return width_dots == 0 ? 0 : static_cast<unsigned>(rows.size() / bytes_per_row()); }
    bool is_black(unsigned x, unsigned y) const {
        return (rows[std::size_t{y} * bytes_per_row() + x / 8] >> (7 - x % 8) & 1) != 0;
    }
    void blacken(unsigned x, unsigned y) {
        rows[std::size_t{y} * bytes_per_row() + x / 8] |= static_cast<std::uint8_t>(0x80u >> x % 8);
    }
    bool operator==(const Bitmap&) const = default;
};

enum class Alignment { left, center, right };

struct TextStyle {
    bool bold = false;
    bool double_width = false;
    bool double_height = false;
    bool underline = false;
    bool operator==(const TextStyle&) const = default;
};

struct TextRun {
    std::string text; // UTF-8, in the order in which it stands on paper from left to right
    TextStyle style;
};

// One printed line; a printer breaks it where it is longer than the paper is wide.
struct TextLine {
    std::vector<TextRun> runs;
    Alignment alignment = Alignment::left;
};

// Words at the left edge and words at the right edge of one line. Where both do not fit, the right ones get a line of
// their own.
struct TwoColumns {
    std::string start;
    std::string end;
    TextStyle style;
};

// A line across the paper.
struct Rule {};

enum class Symbology { code128, ean13, ean8, upc_a, interleaved_2_of_5 };

struct BarCode {
    Symbology symbology = Symbology::code128;
    std::string data; // with its check digit, where the symbology has one
    bool human_readable = true;
    unsigned height_dots = 80; // 1 to 255
    Alignment alignment = Alignment::center;
};

struct QrCode {
    std::string data;
    Alignment alignment = Alignment::center;
};

struct Picture {
    Bitmap bitmap;
    Alignment alignment = Alignment::left;
};

struct Feed {
    unsigned dots = 0;
};

// Feeds what was printed past the blade and cuts; on a printer without a cutter it only feeds.
struct Cut {};

struct DrawerPulse {
    enum class Pin { two, five };
    Pin pin = Pin::two;
    unsigned on_ms = 50;            // 2 to 510
    unsigned off_ms = 500;          // likewise, and at least four times on_ms, or the solenoid overheats
    bool bears_short_rests = false; // its maker allows less than four times
};

using Element = std::variant<TextLine, TwoColumns, Rule, BarCode, QrCode, Picture, Feed, Cut, DrawerPulse>;

// What is to stand on paper, in no printer's language.
struct Document {
    std::vector<Element> elements;
};

} // namespace makegood::drivers
