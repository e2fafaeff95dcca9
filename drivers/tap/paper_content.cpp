#include "drivers/tap/paper_content.hpp"

#include <algorithm>

namespace makegood::drivers {

namespace {

using escpos::Opcode;
using escpos::Token;
using escpos::TokenKind;

bool is_blank(std::span<const std::uint8_t> text) {
    return std::ranges::all_of(text, [](std::uint8_t byte) { return byte == 0x20; });
}

} // namespace

void PaperContent::take(const Token& token) {
    if (token.opcode == Opcode::peripheral && token.bytes.size() == 3) {
        display_ = (token.bytes[2] & 1) == 0 && (token.bytes[2] & 2) != 0;
        return;
    }
    if (display_)
        return;
    const bool is_text = token.kind == TokenKind::text && !is_blank(token.bytes);
    const bool is_drawn = token.kind == TokenKind::command && draws(token.opcode);
    has_print_ = has_print_ || is_text || is_drawn || token.kind == TokenKind::unknown;
    has_bar_code_ = has_bar_code_ || (is_drawn && (token.opcode == Opcode::barcode || token.opcode == Opcode::symbol));
}

bool draws(Opcode opcode) {
    switch (opcode) {
    case Opcode::column_picture:
    case Opcode::raster_picture:
    case Opcode::graphics:
    case Opcode::graphics_long:
    case Opcode::print_stored_picture:
    case Opcode::print_downloaded_picture:
    case Opcode::barcode:
    case Opcode::symbol:
        return true;
    default:
        return false;
    }
}

bool is_cut(const Token& token) {
    return token.kind == TokenKind::command &&
           (token.opcode == Opcode::cut || token.opcode == Opcode::cut_full_obsolete ||
            token.opcode == Opcode::cut_partial_obsolete);
}

} // namespace makegood::drivers
