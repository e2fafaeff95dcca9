#include "drivers/simulated/print_time.hpp"

namespace makegood::drivers {

namespace {

constexpr std::uint32_t bar_code_dots = 162;
constexpr std::uint32_t symbol_dots = 150;
constexpr std::uint32_t cut_dots = 360; // as long as the blade takes

} // namespace

std::uint32_t PaperMotion::dots_for(const escpos::Token& token) {
    using escpos::Opcode;
    const auto bytes = token.bytes;
    const auto byte = [&](std::size_t i) { return i < bytes.size() ? std::uint32_t{bytes[i]} : 0U; };
    if (token.kind != escpos::TokenKind::command)
        return 0;
    switch (token.opcode) {
    case Opcode::initialize:
    case Opcode::default_line_spacing:
        line_dots_ = sixth_of_inch;
        return 0;
    case Opcode::line_spacing:
        line_dots_ = byte(2);
        return 0;
    case Opcode::line_feed:
        return line_dots_;
    case Opcode::feed_lines:
        return byte(2) * line_dots_;
    case Opcode::feed_dots:
        return byte(2);
    case Opcode::raster_picture:
        return byte(6) + 256 * byte(7);
    case Opcode::barcode:
        return bar_code_dots;
    case Opcode::symbol:
        return byte(6) == 0x51 ? symbol_dots : 0; // only the function that prints it
    case Opcode::cut:
        return cut_dots + byte(3);
    case Opcode::cut_full_obsolete:
    case Opcode::cut_partial_obsolete:
        return cut_dots;
    default:
        return 0;
    }
}

} // namespace makegood::drivers
