#include "drivers/escpos/command_table.hpp"

#include <array>

namespace makegood::escpos {
namespace {

constexpr Opcode code(std::uint32_t bytes) {
    return static_cast<Opcode>(bytes);
}

using enum CommandShape;

// Epson specifications of TM-T88III, T81, T90, L90, U220 and the online ESC/POS reference; 0x1F and 0x08 to 0x0B are
// the line display's (DM-D110), which shares the wire after ESC =. NUL is no command: printers ignore it.
constexpr CommandRow known_commands[] = {
    {code(0x00), "NUL", fixed, 1},
    {code(0x08), "BS", fixed, 1},
    {Opcode::horizontal_tab, "HT", fixed, 1},
    {Opcode::line_feed, "LF", fixed, 1},
    {code(0x0B), "VT", fixed, 1},
    {Opcode::form_feed, "FF", fixed, 1},
    {Opcode::carriage_return, "CR", fixed, 1},
    {Opcode::cancel, "CAN", fixed, 1},

    {Opcode::real_time_status, "DLE EOT", status, 3},
    {Opcode::real_time_request, "DLE ENQ", fixed, 3},
    {Opcode::real_time_pulse, "DLE DC4", real_time, 3},

    {Opcode::page_print, "ESC FF", fixed, 2},
    {Opcode::right_side_spacing, "ESC SP", fixed, 3},
    {Opcode::print_mode, "ESC !", fixed, 3},
    {Opcode::absolute_position, "ESC $", fixed, 4},
    {Opcode::user_glyphs, "ESC %", fixed, 3},
    {Opcode::define_user_glyphs, "ESC &", user_glyphs, 5},
    {code(0x1B28), "ESC (", parenthesis, 5},
    {Opcode::column_picture, "ESC *", column_picture, 3},
    {Opcode::underline, "ESC -", fixed, 3},
    {Opcode::default_line_spacing, "ESC 2", fixed, 2},
    {Opcode::line_spacing, "ESC 3", fixed, 3},
    {code(0x1B3C), "ESC <", fixed, 2},
    {Opcode::peripheral, "ESC =", fixed, 3},
    {Opcode::cancel_user_glyph, "ESC ?", fixed, 3},
    {Opcode::initialize, "ESC @", fixed, 2},
    {Opcode::tab_stops, "ESC D", tab_stops, 3},
    {Opcode::bold, "ESC E", fixed, 3},
    {Opcode::double_strike, "ESC G", fixed, 3},
    {Opcode::feed_dots, "ESC J", fixed, 3},
    {Opcode::feed_dots_back, "ESC K", fixed, 3},
    {Opcode::page_mode, "ESC L", fixed, 2},
    {Opcode::font, "ESC M", fixed, 3},
    {Opcode::national_set, "ESC R", fixed, 3},
    {Opcode::standard_mode, "ESC S", fixed, 2},
    {Opcode::page_direction, "ESC T", fixed, 3},
    {code(0x1B55), "ESC U", fixed, 3},
    {Opcode::rotate, "ESC V", fixed, 3},
    {Opcode::page_area, "ESC W", fixed, 10},
    {Opcode::relative_position, "ESC \\", fixed, 4},
    {Opcode::align, "ESC a", fixed, 3},
    {code(0x1B63), "ESC c", fixed, 4},
    {Opcode::feed_lines, "ESC d", fixed, 3},
    {Opcode::feed_lines_back, "ESC e", fixed, 3},
    {Opcode::cut_full_obsolete, "ESC i", fixed, 2},
    {Opcode::cut_partial_obsolete, "ESC m", fixed, 2},
    {Opcode::pulse, "ESC p", fixed, 5},
    {code(0x1B72), "ESC r", fixed, 3},
    {Opcode::code_page, "ESC t", fixed, 3},
    {code(0x1B75), "ESC u", fixed, 3},
    {code(0x1B76), "ESC v", fixed, 2},
    {Opcode::upside_down, "ESC {", fixed, 3},

    {code(0x1C21), "FS !", fixed, 3},
    {Opcode::kanji_on, "FS &", fixed, 2},
    {code(0x1C28), "FS (", parenthesis, 5},
    {code(0x1C2D), "FS -", fixed, 3},
    {Opcode::kanji_off, "FS .", fixed, 2},
    {code(0x1C32), "FS 2", fixed, 76}, // c1 c2 and 24x24 dots
    {code(0x1C3F), "FS ?", fixed, 4},
    {code(0x1C43), "FS C", fixed, 3},
    {code(0x1C53), "FS S", fixed, 4},
    {code(0x1C57), "FS W", fixed, 3},
    {code(0x1C67), "FS g", user_memory, 3},
    {Opcode::print_stored_picture, "FS p", fixed, 4},
    {Opcode::store_pictures, "FS q", stored_pictures, 3},

    {Opcode::character_size, "GS !", fixed, 3},
    {code(0x1D23), "GS #", fixed, 3},
    {Opcode::absolute_vertical_position, "GS $", fixed, 4},
    {code(0x1D28), "GS (", parenthesis, 5},
    {Opcode::define_downloaded_picture, "GS *", downloaded_picture, 4},
    {Opcode::print_downloaded_picture, "GS /", fixed, 3},
    {code(0x1D38), "GS 8", parenthesis_long, 7},
    {code(0x1D3A), "GS :", fixed, 2},
    {Opcode::reverse, "GS B", fixed, 3},
    {code(0x1D43), "GS C", counter, 3},
    {code(0x1D45), "GS E", fixed, 3},
    {Opcode::barcode_text_position, "GS H", fixed, 3},
    {code(0x1D49), "GS I", fixed, 3},
    {Opcode::left_margin, "GS L", fixed, 4},
    {Opcode::motion_units, "GS P", fixed, 4},
    {code(0x1D54), "GS T", fixed, 3},
    {Opcode::cut, "GS V", cut, 3},
    {Opcode::area_width, "GS W", fixed, 4},
    {Opcode::relative_vertical_position, "GS \\", fixed, 4},
    {code(0x1D5E), "GS ^", fixed, 5},
    {code(0x1D61), "GS a", fixed, 3},
    {code(0x1D62), "GS b", fixed, 3},
    {code(0x1D63), "GS c", fixed, 2},
    {Opcode::barcode_text_font, "GS f", fixed, 3},
    {code(0x1D67), "GS g", fixed, 6},
    {Opcode::barcode_height, "GS h", fixed, 3},
    {code(0x1D6A), "GS j", fixed, 3},
    {Opcode::barcode, "GS k", barcode, 3},
    {code(0x1D72), "GS r", fixed, 3},
    {Opcode::raster_picture, "GS v", raster_picture, 3},
    {Opcode::barcode_width, "GS w", fixed, 3},
    {code(0x1D7A), "GS z", fixed, 5},

    {code(0x1F01), "US SOH", fixed, 2},
    {code(0x1F02), "US STX", fixed, 2},
    {code(0x1F03), "US ETX", fixed, 2},
    {code(0x1F0A), "US LF", fixed, 2},
    {code(0x1F0D), "US CR", fixed, 2},
    {code(0x1F24), "US $", fixed, 4},
    {code(0x1F42), "US B", fixed, 2},
    {code(0x1F43), "US C", fixed, 3},
    {code(0x1F45), "US E", fixed, 3},
    {code(0x1F58), "US X", fixed, 3},
    {code(0x1F72), "US r", fixed, 3},
};

constexpr std::size_t page_of(std::uint8_t introducer) {
    switch (introducer) {
    case 0x10:
        return 1;
    case 0x1B:
        return 2;
    case 0x1C:
        return 3;
    case 0x1D:
        return 4;
    case 0x1F:
        return 5;
    default:
        return 0;
    }
}

constexpr std::size_t slot_of(std::uint32_t opcode) {
    return page_of(static_cast<std::uint8_t>(opcode >> 8)) * 256 + (opcode & 0xFF);
}

constexpr auto row_by_slot = [] {
    static_assert(std::size(known_commands) < 255);
    std::array<std::uint8_t, std::size_t{6} * 256> index{};
    for (std::size_t row = 0; row < std::size(known_commands); ++row) {
        const auto opcode = static_cast<std::uint32_t>(known_commands[row].opcode);
        index[slot_of(opcode)] = static_cast<std::uint8_t>(row + 1);
    }
    return index;
}();

} // namespace

const CommandRow* find_command(std::span<const std::uint8_t> first_bytes) {
    const std::uint32_t opcode =
        first_bytes.size() == 1 ? first_bytes[0] : static_cast<std::uint32_t>(first_bytes[0]) << 8 | first_bytes[1];
    if (first_bytes.size() == 2 && page_of(first_bytes[0]) == 0)
        return nullptr;
    const std::uint8_t row = row_by_slot[slot_of(opcode)];
    return row == 0 ? nullptr : &known_commands[row - 1];
}

} // namespace makegood::escpos
