#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace makegood::escpos {

// The bytes that name a command, first byte highest: 0x0A is LF, 0x1B40 is ESC @, 0x1D284C is GS ( L. Only the commands
// that something asks for by name stand here; the table knows all.
enum class Opcode : std::uint32_t {
    none = 0xFFFFFFFF,
    horizontal_tab = 0x09,
    line_feed = 0x0A,
    form_feed = 0x0C,
    carriage_return = 0x0D,
    cancel = 0x18,
    real_time_status = 0x1004,
    real_time_request = 0x1005,
    real_time_pulse = 0x1014,
    page_print = 0x1B0C,
    right_side_spacing = 0x1B20,
    print_mode = 0x1B21,
    absolute_position = 0x1B24,
    user_glyphs = 0x1B25,
    define_user_glyphs = 0x1B26,
    column_picture = 0x1B2A,
    underline = 0x1B2D,
    default_line_spacing = 0x1B32,
    line_spacing = 0x1B33,
    peripheral = 0x1B3D,
    cancel_user_glyph = 0x1B3F,
    initialize = 0x1B40,
    tab_stops = 0x1B44,
    bold = 0x1B45,
    double_strike = 0x1B47,
    feed_dots = 0x1B4A,
    feed_dots_back = 0x1B4B,
    page_mode = 0x1B4C,
    font = 0x1B4D,
    national_set = 0x1B52,
    standard_mode = 0x1B53,
    page_direction = 0x1B54,
    rotate = 0x1B56,
    page_area = 0x1B57,
    relative_position = 0x1B5C,
    align = 0x1B61,
    feed_lines = 0x1B64,
    feed_lines_back = 0x1B65,
    cut_full_obsolete = 0x1B69,
    cut_partial_obsolete = 0x1B6D,
    pulse = 0x1B70,
    code_page = 0x1B74,
    upside_down = 0x1B7B,
    kanji_on = 0x1C26,
    kanji_off = 0x1C2E,
    print_stored_picture = 0x1C70,
    store_pictures = 0x1C71,
    character_size = 0x1D21,
    absolute_vertical_position = 0x1D24,
    define_downloaded_picture = 0x1D2A,
    print_downloaded_picture = 0x1D2F,
    reverse = 0x1D42,
    left_margin = 0x1D4C,
    motion_units = 0x1D50,
    area_width = 0x1D57,
    relative_vertical_position = 0x1D5C,
    cut = 0x1D56,
    barcode = 0x1D6B,
    barcode_height = 0x1D68,
    barcode_width = 0x1D77,
    barcode_text_position = 0x1D48,
    barcode_text_font = 0x1D66,
    raster_picture = 0x1D76,
    graphics = 0x1D284C,
    graphics_long = 0x1D384C,
    response_request = 0x1D2848,
    symbol = 0x1D286B,
};

// How the length of a command follows from its bytes.
enum class CommandShape : std::uint8_t {
    fixed,              // `length` bytes
    parenthesis,        // 3 naming bytes, pL pH, then p bytes
    parenthesis_long,   // 3 naming bytes, p1..p4, then p bytes
    user_glyphs,        // ESC & y c1 c2, then for each character x and x*y bytes
    column_picture,     // ESC * m nL nH, then n columns of 1 or 3 bytes
    tab_stops,          // ESC D, rising values, ended by the first that does not rise
    raster_picture,     // GS v 0 m xL xH yL yH, then x*y bytes
    downloaded_picture, // GS * x y, then 8*x*y bytes
    stored_pictures,    // FS q n, then n pictures of xL xH yL yH and 8*x*y bytes
    user_memory,        // FS g 1 / FS g 2
    counter,            // GS C 0 / 1 / 2 / ;
    barcode,            // GS k
    cut,                // GS V
    status,             // DLE EOT
    real_time,          // DLE DC4
};

struct CommandRow {
    Opcode opcode;
    std::string_view name; // as the manuals write it: "GS ( L"
    CommandShape shape = CommandShape::fixed;
    std::size_t length = 2; // of the whole command for `fixed`, else of the bytes that decide how it goes on
};

// The row whose opcode is the given first bytes (one for a control character, two else), or nullptr where no printer
// that we know has such a command. A row of two bytes stands for all of `ESC (`, `FS (`, `GS (` and `GS 8`.
const CommandRow* find_command(std::span<const std::uint8_t> first_bytes);

} // namespace makegood::escpos
