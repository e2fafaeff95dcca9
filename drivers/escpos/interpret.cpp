#include "drivers/escpos/interpret.hpp"

#include "drivers/escpos/interpreter.hpp"
#include "drivers/escpos/national_set.hpp"
#include "drivers/escpos/word.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace makegood::escpos {
namespace {

constexpr std::size_t most_problems = 1000;
constexpr std::int64_t default_line_spacing_dots = 30; // 1/6 inch at 180 dots per inch

std::string_view token_name(const Token& token) {
    if (token.kind == TokenKind::text)
        return "text";
    const auto opcode = static_cast<std::uint32_t>(token.opcode);
    if (token.opcode == Opcode::none)
        return "unknown";
    const std::uint32_t named = opcode > 0xFFFF ? opcode >> 8 : opcode;
    const std::array<std::uint8_t, 2> first{static_cast<std::uint8_t>(named >> 8), static_cast<std::uint8_t>(named)};
    const auto* row = find_command(named < 0x20 ? std::span(first).last(1) : std::span(first));
    return row == nullptr ? "unknown" : row->name;
}

} // namespace

void Interpreter::take(const Token& token) {
    offset_ = token.offset;
    builder_.paper().commands.push_back({token.offset, token.length, token.kind, token_name(token)});
    switch (token.kind) {
    case TokenKind::text:
        if (printer_selected_)
            take_text(token.bytes);
        return;
    case TokenKind::real_time:
        return take_real_time(token);
    case TokenKind::real_time_in_data:
        return problem(std::string(token_name(token)) + " inside the data of a command: a printer executes it");
    case TokenKind::unknown:
        return problem("unknown command of " + std::to_string(token.length) + " bytes");
    case TokenKind::incomplete:
        return problem("the input ends inside " + std::string(token_name(token)) + " after " +
                       std::to_string(token.length) + " of its bytes");
    case TokenKind::command:
        if (!token.is_whole())
            return problem(std::string(token_name(token)) + " is too long to be drawn");
        if (printer_selected_ || token.opcode == Opcode::peripheral)
            take_command(token);
        return;
    }
}

void Interpreter::take_real_time(const Token& token) {
    if (token.opcode == Opcode::real_time_pulse && token.bytes[2] == 1)
        builder_.paper().pulses.push_back({token.offset, token.bytes[3] == 0 ? 2u : 5u});
}

void Interpreter::take_command(const Token& token) {
    const auto command = token.bytes;
    const std::uint8_t n = command.size() > 2 ? command[2] : 0;
    switch (token.opcode) {
    case Opcode::horizontal_tab:
        return tab();
    case Opcode::line_feed:
        return surface().end_line();
    case Opcode::form_feed:
        if (page_) {
            builder_.put_page(page_->take_page());
            end_page();
        }
        return;
    case Opcode::page_print:
        return page_ ? print_page() : void();
    case Opcode::cancel:
        return page_ ? page_->clear_area() : void();
    case Opcode::initialize:
        builder_.drop_line();
        return reset();
    case Opcode::peripheral:
        printer_selected_ = (n & 1) != 0;
        return;

    case Opcode::print_mode:
        return set_print_mode(n);
    case Opcode::character_size:
        state_.width_factor = (n >> 4 & 7) + 1u;
        state_.height_factor = (n & 7) + 1u;
        return;
    case Opcode::bold:
        state_.bold = (n & 1) != 0;
        return;
    case Opcode::double_strike:
        state_.double_strike = (n & 1) != 0;
        return;
    case Opcode::underline:
        state_.underline_dots = (n & 0xF) <= 2 ? n & 0xF : state_.underline_dots;
        return;
    case Opcode::font:
        return set_font(font_of(n, state_.font));
    case Opcode::reverse:
        state_.reverse = (n & 1) != 0;
        return;
    case Opcode::right_side_spacing:
        state_.right_spacing_dots = static_cast<unsigned>(dots_across(n));
        return;
    case Opcode::align:
        if ((n & 0xF) <= 2 && builder_.line_is_empty())
            builder_.set_alignment(static_cast<drivers::Alignment>(n & 0xF));
        return;
    case Opcode::rotate:
        state_.rotated = n != 0 && n != '0';
        return;
    case Opcode::upside_down:
        return set_upside_down((n & 1) != 0);

    case Opcode::code_page:
        return set_code_page(n);
    case Opcode::national_set:
        state_.national_set = n;
        if (!is_known_national_set(n))
            problem_once("national set " + std::to_string(n) + " (ESC R) is drawn as USA");
        return set_characters();
    case Opcode::user_glyphs:
        state_.user_glyphs = (n & 1) != 0;
        return set_characters();
    case Opcode::define_user_glyphs:
        return define_user_glyphs(command);
    case Opcode::cancel_user_glyph:
        user_glyphs_.erase({state_.font, n});
        return set_characters();
    case Opcode::kanji_on:
        state_.kanji = true;
        return;
    case Opcode::kanji_off:
        state_.kanji = false;
        return;

    case Opcode::default_line_spacing:
        return surface().set_line_spacing(default_line_spacing_dots);
    case Opcode::line_spacing:
        return surface().set_line_spacing(dots_along(n));
    case Opcode::motion_units:
        state_.units_across = command[2];
        state_.units_along = command[3];
        return;
    case Opcode::tab_stops:
        state_.tab_stops.assign(command.begin() + 2, command.end() - 1);
        return;
    case Opcode::left_margin:
        state_.left_margin = across_paper(word(command[2], command[3]));
        return set_area();
    case Opcode::area_width:
        state_.area_width = across_paper(word(command[2], command[3]));
        return set_area();
    case Opcode::absolute_position:
    case Opcode::relative_position:
        return move(token.opcode, command);

    case Opcode::feed_dots:
        return surface().feed(dots_along(n));
    case Opcode::feed_dots_back:
        return surface().feed(-dots_along(n));
    case Opcode::feed_lines:
        return feed_lines(n);
    case Opcode::feed_lines_back:
        return surface().feed(-n * default_line_spacing_dots);
    case Opcode::cut:
    case Opcode::cut_full_obsolete:
    case Opcode::cut_partial_obsolete:
        return cut(command);
    case Opcode::pulse:
        builder_.paper().pulses.push_back({token.offset, (n & 1) == 0 ? 2u : 5u});
        return;
    case Opcode::page_mode:
        return begin_page();
    case Opcode::standard_mode:
        return end_page();
    case Opcode::page_area:
        return set_page_area(command);
    case Opcode::page_direction:
        return set_page_direction(n);
    case Opcode::absolute_vertical_position:
    case Opcode::relative_vertical_position:
        return move_down(token.opcode, command);

    case Opcode::barcode_height:
        state_.barcode_height_dots = std::max<unsigned>(n, 1);
        return;
    case Opcode::barcode_width:
        if (n >= 2 && n <= 6)
            state_.barcode_module_dots = n;
        return;
    case Opcode::barcode_text_position:
        state_.barcode_text_position = n & 3;
        return;
    case Opcode::barcode_text_font:
        state_.barcode_text_font = font_of(n, state_.barcode_text_font);
        return;
    case Opcode::barcode:
        return print_barcode(command);
    case Opcode::symbol:
        return take_symbol_function(command);

    case Opcode::raster_picture:
        return print_raster(command);
    case Opcode::column_picture:
        return print_columns(command);
    case Opcode::graphics:
        return take_graphics(command.subspan(5));
    case Opcode::graphics_long:
        return take_graphics(command.subspan(7));
    case Opcode::store_pictures:
        return store_pictures(command);
    case Opcode::print_stored_picture:
        return print_stored(n >= 1 && n <= stored_pictures_.size() ? &stored_pictures_[n - 1u] : nullptr,
                            (command[3] & 1) + 1u, (command[3] >> 1 & 1) + 1u);
    case Opcode::define_downloaded_picture:
        downloaded_picture_ = bitmap_from_columns(command.subspan(4), command[3], profile_.dots_per_line);
        return;
    case Opcode::print_downloaded_picture:
        return print_stored(downloaded_picture_ ? &*downloaded_picture_ : nullptr, (n & 1) + 1u, (n >> 1 & 1) + 1u);
    default:
        return; // settings and questions that leave no mark on paper
    }
}

void Interpreter::reset() {
    state_ = {};
    state_.area_width = profile_.dots_per_line;
    page_.reset();
    builder_.set_alignment(drivers::Alignment::left);
    builder_.set_upside_down(false);
    builder_.set_line_spacing(default_line_spacing_dots);
    set_area();
    user_glyphs_.clear();
    downloaded_picture_.reset();
    downloaded_graphics_.clear();
    two_dimensional_.clear();
    table_ = page_table();
    set_characters();
}

// Valid at the beginning of a line only.
void Interpreter::set_upside_down(bool upside_down) {
    if (!page_ && builder_.line_is_empty())
        builder_.set_upside_down(upside_down);
}

void Interpreter::set_print_mode(std::uint8_t n) {
    set_font((n & 0x01) != 0 ? Font::b : Font::a);
    state_.bold = (n & 0x08) != 0;
    state_.height_factor = (n & 0x10) != 0 ? 2 : 1;
    state_.width_factor = (n & 0x20) != 0 ? 2 : 1;
    state_.underline_dots = (n & 0x80) != 0 ? 1 : 0;
}

void Interpreter::set_area() {
    builder_.set_area(state_.left_margin, state_.area_width);
}

void Interpreter::set_code_page(std::uint8_t number) {
    state_.code_page = number;
    table_ = page_table();
    set_characters();
}

void Interpreter::tab() {
    const std::int64_t advance = style().advance_dots;
    const std::int64_t at = surface().cursor();
    if (state_.tab_stops.empty())
        return surface().move_to((at / (8 * advance) + 1) * 8 * advance);
    for (const std::uint8_t column : state_.tab_stops)
        if (column * advance > at)
            return surface().move_to(column * advance);
}

void Interpreter::move(Opcode opcode, std::span<const std::uint8_t> command) {
    const std::int64_t units = word(command[2], command[3]);
    if (opcode == Opcode::absolute_position)
        return surface().move_to(dots_across(units));
    surface().move_to(surface().cursor() + dots_across(units >= 0x8000 ? units - 0x10000 : units));
}

// ESC d prints the line and feeds n lines in all.
void Interpreter::feed_lines(std::int64_t count) {
    if (count == 0 && !builder_.line_is_empty())
        return surface().feed(0);
    for (std::int64_t line = 0; line < count; ++line)
        surface().end_line();
}

// GS V 0/1 and ESC i/m cut where the blade is; 65/66 and 97/98 feed what was printed past it, 103/104 come back.
void Interpreter::cut(std::span<const std::uint8_t> command) {
    using AfterCut = PaperBuilder::AfterCut;
    const bool obsolete = command[0] == 0x1B;
    const std::uint8_t m = obsolete ? (command[1] == 'm' ? 1 : 0) : command[2];
    const bool partial = m == 1 || m == '1' || m == 0x42 || m == 0x62 || m == 0x68;
    const bool feeds = m >= 0x41;
    const auto after = m == 0x67 || m == 0x68 ? AfterCut::back_at_cut : AfterCut::at_blade;
    builder_.cut(partial, feeds, feeds ? along_paper(command[3]) : 0, after);
}

// In the direction of the text, which a page may turn.
std::int64_t Interpreter::dots_across(std::int64_t units) const {
    return page_ && page_->is_sideways() ? along_paper(units) : across_paper(units);
}

std::int64_t Interpreter::dots_along(std::int64_t units) const {
    return page_ && page_->is_sideways() ? across_paper(units) : along_paper(units);
}

// Epson's defaults: a dot across the paper, half a dot along it (TM-T88V: 1/180 and 1/360 inch).
std::int64_t Interpreter::across_paper(std::int64_t units) const {
    const std::int64_t per_inch = state_.units_across != 0 ? state_.units_across : profile_.dots_per_inch;
    return units * profile_.dots_per_inch / per_inch;
}

std::int64_t Interpreter::along_paper(std::int64_t units) const {
    const std::int64_t per_inch = state_.units_along != 0 ? state_.units_along : 2 * profile_.dots_per_inch;
    return units * profile_.dots_per_inch / per_inch;
}

void Interpreter::problem(std::string what) {
    auto& problems = builder_.paper().problems;
    if (problems.size() + 1 == most_problems)
        what = "further problems are not listed";
    if (problems.size() < most_problems)
        problems.push_back({offset_, std::move(what)});
}

void Interpreter::problem_once(std::string what) {
    if (told_.insert(what).second)
        problem(std::move(what));
}

Paper interpret(std::span<const std::uint8_t> bytes, const drivers::Profile& profile) {
    return Interpreter(profile).run(bytes);
}

} // namespace makegood::escpos
