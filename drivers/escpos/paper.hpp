#pragma once

#include "drivers/escpos/symbol.hpp"
#include "drivers/escpos/tokenizer.hpp"
#include "drivers/printer/document.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace makegood::escpos {

// Places are dots from the top left corner of the paper; x may lie beyond its edges where the bytes say so.

// What is printed in page mode is cut off at the edges of its area.
struct PaperArea {
    std::int64_t x = 0;
    std::int64_t y = 0;
    std::int64_t width = 0;
    std::int64_t height = 0;

    bool holds(const PaperArea& other) const {
        return other.x >= x && other.y >= y && other.x + other.width <= x + width &&
               other.y + other.height <= y + height;
    }
};

// From here on a character of PrintedText is a glyph that the host drew: Paper::user_glyphs[character - this].
constexpr char32_t first_user_glyph = 0xF0000;

struct CharacterStyle {
    unsigned cell_width_dots = 12; // as it lies on paper, with the size of GS !
    unsigned cell_height_dots = 24;
    unsigned advance_dots = 12; // to the next character
    unsigned underline_dots = 0;
    bool bold = false;
    bool reverse = false;
    bool rotated = false; // each character lies on its right side (ESC V)
    bool operator==(const CharacterStyle&) const = default;
};

struct PrintedText {
    std::int64_t x = 0;
    std::int64_t y = 0; // top of the cells
    CharacterStyle style;
    std::u32string text;
    unsigned quarters = 0; // clockwise turns of the whole run; x and y are the corner of what it covers then
    std::optional<PaperArea> area;

    std::int64_t length_dots() const { return static_cast<std::int64_t>(text.size()) * style.advance_dots; }
};

struct PrintedPicture {
    std::int64_t x = 0;
    std::int64_t y = 0;
    drivers::Bitmap bitmap;
    std::optional<PaperArea> area;
};

struct PrintedSymbol {
    std::int64_t x = 0;
    std::int64_t y = 0;
    SymbolKind kind = SymbolKind::code128;
    std::string data; // what a reader reads
    drivers::Bitmap bitmap;
    std::optional<PaperArea> area;
};

struct PrintedCut {
    std::int64_t y = 0; // where the blade parts the paper
    bool partial = false;
};

struct Pulse {
    std::uint64_t offset = 0; // in the bytes
    unsigned pin = 2;         // 2 or 5
};

// One line as a reader sees it, in UTF-8 without spaces at its end. Symbols and pictures are lines in brackets.
struct PrintedLine {
    std::int64_t y = 0;
    std::string text;
};

struct PaperCommand {
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
    TokenKind kind = TokenKind::command;
    std::string_view name; // "GS ( L", "text", "unknown"
};

struct PaperProblem {
    std::uint64_t offset = 0;
    std::string what;
};

// What a printer makes of a stream of bytes.
struct Paper {
    unsigned width_dots = 0;
    std::int64_t length_dots = 0;
    std::vector<PaperCommand> commands; // in stream order
    std::vector<PaperProblem> problems; // at most 1,000, the last says when there were more
    std::vector<PrintedText> texts;
    std::vector<PrintedPicture> pictures;
    std::vector<PrintedSymbol> symbols;
    std::vector<drivers::Bitmap> user_glyphs; // each of the size of its font, in the order of their definition
    std::vector<PrintedCut> cuts;
    std::vector<Pulse> pulses;
    std::vector<PrintedLine> lines; // in the order of printing, at most 100,000
};

} // namespace makegood::escpos
