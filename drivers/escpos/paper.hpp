#pragma once

#include "drivers/escpos/symbol.hpp"
#include "drivers/escpos/tokenizer.hpp"
#include "drivers/printer/document.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace makegood::escpos {

// Places are dots from the top left corner of the paper; x may lie beyond its edges where the bytes say so.

struct CharacterStyle {
    unsigned cell_width_dots = 12; // with the size of GS !
    unsigned cell_height_dots = 24;
    unsigned advance_dots = 12; // to the next character
    unsigned underline_dots = 0;
    bool bold = false;
    bool reverse = false;
    bool operator==(const CharacterStyle&) const = default;
};

struct PrintedText {
    std::int64_t x = 0;
    std::int64_t y = 0; // top of the cells
    CharacterStyle style;
    std::u32string text;
};

struct PrintedPicture {
    std::int64_t x = 0;
    std::int64_t y = 0;
    drivers::Bitmap bitmap;
};

struct PrintedSymbol {
    std::int64_t x = 0;
    std::int64_t y = 0;
    SymbolKind kind = SymbolKind::code128;
    std::string data; // what a reader reads
    drivers::Bitmap bitmap;
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
    std::vector<PrintedCut> cuts;
    std::vector<Pulse> pulses;
    std::vector<PrintedLine> lines; // in the order of printing, at most 100,000
};

} // namespace makegood::escpos
