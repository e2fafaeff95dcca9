#include "drivers/escpos/interpret.hpp"

#include "drivers/escpos/code_page.hpp"
#include "drivers/escpos/paper_builder.hpp"
#include "drivers/escpos/payload.hpp"
#include "drivers/escpos/word.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace makegood::escpos {
namespace {

using drivers::Alignment;
using drivers::Bitmap;

constexpr std::size_t most_problems = 1000;
constexpr std::int64_t default_line_spacing_dots = 30; // 1/6 inch at 180 dots per inch
constexpr unsigned most_paper_symbols = 10000;         // a drawing takes time; no receipt has so many

// What ESC @ puts back.
struct PrinterState {
    bool font_b = false;
    bool bold = false;
    bool double_strike = false;
    bool reverse = false;
    unsigned underline_dots = 0;
    unsigned width_factor = 1;
    unsigned height_factor = 1;
    unsigned right_spacing_dots = 0;
    std::uint8_t code_page = 0;
    bool kanji = false;
    std::vector<std::uint8_t> tab_stops; // columns; empty means every eight
    std::int64_t left_margin = 0;
    std::int64_t area_width = 0;
    // Motion units per inch across and along the paper (GS P); 0 is the default of the model.
    unsigned units_across = 0;
    unsigned units_along = 0;
    unsigned barcode_height_dots = 162;
    unsigned barcode_module_dots = 3;
    unsigned barcode_text_position = 0; // 0 none, 1 above, 2 below, 3 both
    bool barcode_text_font_b = false;
};

struct TwoDimensionalSymbol {
    SymbolRequest request;
    unsigned module_dots = 3;
    unsigned row_modules = 1; // height of a row
};

class Interpreter {
  public:
    explicit Interpreter(const drivers::Profile& profile)
        : profile_(profile), builder_(profile.dots_per_line, profile.feed_to_blade_dots) {
        reset();
    }

    Paper run(std::span<const std::uint8_t> bytes) {
        Tokenizer tokenizer;
        const auto take = [this](const Token& token) { this->take(token); };
        tokenizer.feed(bytes, take);
        tokenizer.finish(take);
        return builder_.finish();
    }

  private:
    void take(const Token& token);
    void take_command(const Token& token);
    void take_real_time(const Token& token);
    void take_text(std::span<const std::uint8_t> bytes);
    void reset();

    void set_print_mode(std::uint8_t n);
    void set_area();
    void set_code_page(std::uint8_t number);
    void tab();
    void move(Opcode opcode, std::span<const std::uint8_t> command);
    void feed_lines(std::int64_t count);
    void cut(std::span<const std::uint8_t> command);

    void print_barcode(std::span<const std::uint8_t> command);
    void take_symbol_function(std::span<const std::uint8_t> command);
    void print_two_dimensional(const TwoDimensionalSymbol& symbol);
    void print_raster(std::span<const std::uint8_t> command);
    void print_columns(std::span<const std::uint8_t> command);
    void take_graphics(std::span<const std::uint8_t> parameters);
    void store_graphics(std::span<const std::uint8_t> parameters);
    void store_pictures(std::span<const std::uint8_t> command);
    void print_stored(const Bitmap* bitmap, std::uint8_t mode);

    CharacterStyle style() const;
    CharacterStyle barcode_text_style() const;
    const CodePageTable* page_table() const;
    std::int64_t dots_across(std::int64_t units) const;
    std::int64_t dots_along(std::int64_t units) const;
    void problem(std::string what);
    void problem_once(std::string what);

    const drivers::Profile& profile_;
    PaperBuilder builder_;
    PrinterState state_;
    const CodePageTable* table_ = nullptr;
    bool printer_selected_ = true; // ESC =
    std::uint64_t offset_ = 0;     // of the token in hand
    unsigned symbols_ = 0;
    std::optional<Bitmap> graphics_;                               // GS ( L 112, printed by 50
    std::vector<Bitmap> stored_pictures_;                          // FS q
    std::optional<Bitmap> downloaded_picture_;                     // GS *
    std::map<std::uint8_t, TwoDimensionalSymbol> two_dimensional_; // GS ( k, by its cn
    std::set<std::string> told_;
    std::u32string characters_; // of the text in hand
};

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
        return builder_.end_line();
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
        state_.font_b = (n & 0xF) == 1;
        return;
    case Opcode::reverse:
        state_.reverse = (n & 1) != 0;
        return;
    case Opcode::right_side_spacing:
        state_.right_spacing_dots = static_cast<unsigned>(dots_across(n));
        return;
    case Opcode::align:
        if ((n & 0xF) <= 2 && builder_.line_is_empty())
            builder_.set_alignment(static_cast<Alignment>(n & 0xF));
        return;
    case Opcode::rotate:
        return n == 0 || n == '0' ? void() : problem_once("rotated text is drawn upright");
    case Opcode::upside_down:
        return (n & 1) == 0 ? void() : problem_once("upside-down text is drawn upright");

    case Opcode::code_page:
        return set_code_page(n);
    case Opcode::national_set:
        return n == 0 ? void() : problem_once("national sets (ESC R) are drawn as USA");
    case Opcode::user_glyphs:
        return (n & 1) == 0 ? void() : problem_once("user-defined glyphs (ESC &) are not drawn");
    case Opcode::kanji_on:
        state_.kanji = true;
        return;
    case Opcode::kanji_off:
        state_.kanji = false;
        return;

    case Opcode::default_line_spacing:
        return builder_.set_line_spacing(default_line_spacing_dots);
    case Opcode::line_spacing:
        return builder_.set_line_spacing(dots_along(n));
    case Opcode::motion_units:
        state_.units_across = command[2];
        state_.units_along = command[3];
        return;
    case Opcode::tab_stops:
        state_.tab_stops.assign(command.begin() + 2, command.end() - 1);
        return;
    case Opcode::left_margin:
        state_.left_margin = dots_across(word(command[2], command[3]));
        return set_area();
    case Opcode::area_width:
        state_.area_width = dots_across(word(command[2], command[3]));
        return set_area();
    case Opcode::absolute_position:
    case Opcode::relative_position:
        return move(token.opcode, command);

    case Opcode::feed_dots:
        return builder_.feed(dots_along(n));
    case Opcode::feed_dots_back:
        return builder_.feed(-dots_along(n));
    case Opcode::feed_lines:
        return feed_lines(n);
    case Opcode::feed_lines_back:
        return builder_.feed(-n * default_line_spacing_dots);
    case Opcode::cut:
    case Opcode::cut_full_obsolete:
    case Opcode::cut_partial_obsolete:
        return cut(command);
    case Opcode::pulse:
        builder_.paper().pulses.push_back({token.offset, (n & 1) == 0 ? 2u : 5u});
        return;
    case Opcode::page_mode:
        return problem_once("page mode: text is placed as in standard mode");

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
        state_.barcode_text_font_b = (n & 1) != 0;
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
        return print_stored(n >= 1 && n <= stored_pictures_.size() ? &stored_pictures_[n - 1u] : nullptr, command[3]);
    case Opcode::define_downloaded_picture:
        downloaded_picture_ = bitmap_from_columns(command.subspan(4), command[3], profile_.dots_per_line);
        return;
    case Opcode::print_downloaded_picture:
        return print_stored(downloaded_picture_ ? &*downloaded_picture_ : nullptr, n);
    default:
        return; // settings and questions that leave no mark on paper
    }
}

void Interpreter::reset() {
    state_ = {};
    state_.area_width = profile_.dots_per_line;
    builder_.set_alignment(Alignment::left);
    builder_.set_line_spacing(default_line_spacing_dots);
    set_area();
    downloaded_picture_.reset();
    two_dimensional_.clear();
    table_ = page_table();
}

void Interpreter::take_text(std::span<const std::uint8_t> bytes) {
    characters_.clear();
    bool has_hole = false;
    bool has_upper = false;
    for (const std::uint8_t byte : bytes) {
        if (byte < 0x7F) {
            characters_.push_back(byte);
            continue;
        }
        if (byte == 0x7F)
            continue;
        has_upper = true;
        const char32_t character = table_ == nullptr ? 0 : character_of(*table_, byte);
        has_hole = has_hole || character == 0;
        characters_.push_back(character == 0 ? U'\xFFFD' : character);
    }
    if (has_upper && state_.kanji)
        problem_once("two-byte characters are not drawn");
    if (has_hole)
        problem_once("code page " + std::to_string(state_.code_page) +
                     (table_ == nullptr ? " is not in the profile" : " has holes that were printed"));
    builder_.put(characters_, style());
}

void Interpreter::set_print_mode(std::uint8_t n) {
    state_.font_b = (n & 0x01) != 0;
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
}

void Interpreter::tab() {
    const std::int64_t advance = style().advance_dots;
    const std::int64_t at = builder_.cursor();
    if (state_.tab_stops.empty())
        return builder_.move_to((at / (8 * advance) + 1) * 8 * advance);
    for (const std::uint8_t column : state_.tab_stops)
        if (column * advance > at)
            return builder_.move_to(column * advance);
}

void Interpreter::move(Opcode opcode, std::span<const std::uint8_t> command) {
    const std::int64_t units = word(command[2], command[3]);
    if (opcode == Opcode::absolute_position)
        return builder_.move_to(dots_across(units));
    builder_.move_to(builder_.cursor() + dots_across(units >= 0x8000 ? units - 0x10000 : units));
}

// ESC d prints the line and feeds n lines in all.
void Interpreter::feed_lines(std::int64_t count) {
    if (count == 0 && !builder_.line_is_empty())
        return builder_.feed(0);
    for (std::int64_t line = 0; line < count; ++line)
        builder_.end_line();
}

// GS V 0/1 and ESC i/m cut where the blade is; 65/66 and 97/98 feed what was printed past it, 103/104 come back.
void Interpreter::cut(std::span<const std::uint8_t> command) {
    using AfterCut = PaperBuilder::AfterCut;
    const bool obsolete = command[0] == 0x1B;
    const std::uint8_t m = obsolete ? (command[1] == 'm' ? 1 : 0) : command[2];
    const bool partial = m == 1 || m == '1' || m == 0x42 || m == 0x62 || m == 0x68;
    const bool feeds = m >= 0x41;
    const auto after = m == 0x67 || m == 0x68 ? AfterCut::back_at_cut : AfterCut::at_blade;
    builder_.cut(partial, feeds, feeds ? dots_along(command[3]) : 0, after);
}

void Interpreter::print_barcode(std::span<const std::uint8_t> command) {
    auto request = barcode_request(command);
    if (!request)
        return problem(request.error());
    if (++symbols_ > most_paper_symbols)
        return problem_once("more symbols than any receipt has are not drawn");
    const auto modules = symbol_modules(*request);
    if (!modules)
        return problem(std::string(name_of(request->kind)) + " prints nothing: " + modules.error());
    if (modules->width_dots * state_.barcode_module_dots > state_.area_width)
        return problem(std::string(name_of(request->kind)) + " is wider than the paper: nothing is printed");
    PrintedSymbol symbol;
    symbol.kind = request->kind;
    symbol.data = request->data;
    symbol.bitmap = scaled(*modules, state_.barcode_module_dots, state_.barcode_height_dots);
    const std::string text = request->data;
    const bool above = (state_.barcode_text_position & 1) != 0;
    const bool below = (state_.barcode_text_position & 2) != 0;
    builder_.put_symbol(std::move(symbol), above ? text : "", below ? text : "", barcode_text_style());
}

// GS ( k pL pH cn fn ...: settings, 80 stores the data, 81 prints it.
void Interpreter::take_symbol_function(std::span<const std::uint8_t> command) {
    const auto parameters = command.subspan(5);
    if (parameters.size() < 3)
        return;
    const std::uint8_t family = parameters[0];
    const std::uint8_t value = parameters[2];
    constexpr std::pair<std::uint8_t, SymbolKind> families[] = {
        {48, SymbolKind::pdf417}, {49, SymbolKind::qr}, {53, SymbolKind::aztec}, {54, SymbolKind::data_matrix}};
    const auto* known = std::find_if(std::begin(families), std::end(families),
                                     [family](const auto& candidate) { return candidate.first == family; });
    if (known == std::end(families))
        return problem_once("symbols of GS ( k " + std::to_string(family) + " are not drawn");
    auto& symbol = two_dimensional_[family];
    symbol.request.kind = known->second;
    const bool pdf417 = known->second == SymbolKind::pdf417;
    if (pdf417 && symbol.row_modules == 1)
        symbol.row_modules = 3;
    switch (parameters[1]) {
    case 65:
        if (pdf417)
            symbol.request.columns = value;
        return;
    case 67:
        if (value >= 1 && value <= 16)
            symbol.module_dots = value;
        return;
    case 68:
        if (pdf417 && value >= 2 && value <= 8)
            symbol.row_modules = value;
        return;
    case 69:
        if (known->second == SymbolKind::qr && value >= 48 && value <= 51)
            symbol.request.error_correction = value - 47u;
        return;
    case 80:
        symbol.request.data.assign(parameters.begin() + 3, parameters.end());
        return;
    case 81:
        return print_two_dimensional(symbol);
    default:
        return;
    }
}

void Interpreter::print_two_dimensional(const TwoDimensionalSymbol& wanted) {
    if (++symbols_ > most_paper_symbols)
        return problem_once("more symbols than any receipt has are not drawn");
    const auto modules = symbol_modules(wanted.request);
    const std::string name(name_of(wanted.request.kind));
    if (!modules)
        return problem(name + " prints nothing: " + modules.error());
    if (modules->width_dots * wanted.module_dots > state_.area_width)
        return problem(name + " is wider than the paper: nothing is printed");
    PrintedSymbol symbol;
    symbol.kind = wanted.request.kind;
    symbol.data = wanted.request.data;
    symbol.bitmap = scaled(*modules, wanted.module_dots, wanted.module_dots * wanted.row_modules);
    builder_.put_symbol(std::move(symbol), "", "", barcode_text_style());
}

// GS v 0 m xL xH yL yH: m doubles the width (bit 0) and the height (bit 1).
void Interpreter::print_raster(std::span<const std::uint8_t> command) {
    const auto bytes_per_row = static_cast<unsigned>(word(command[4], command[5]));
    const auto height = static_cast<unsigned>(word(command[6], command[7]));
    const std::uint8_t mode = command[3];
    if (bytes_per_row == 0 || height == 0)
        return;
    if (bytes_per_row * 8 > profile_.dots_per_line + 7)
        problem("the picture is wider than the paper: the rest of it is lost");
    const unsigned wide = (mode & 1) != 0 ? 2 : 1;
    const unsigned high = (mode & 2) != 0 ? 2 : 1;
    const Bitmap bitmap =
        bitmap_from_rows(command.subspan(8), bytes_per_row, bytes_per_row * 8, height, profile_.dots_per_line / wide);
    builder_.put_picture(wide * high == 1 ? bitmap : scaled(bitmap, wide, high));
}

// ESC * m: 0 and 1 are eight dots high with a third of the density along the paper, 0 and 32 have half of it across.
void Interpreter::print_columns(std::span<const std::uint8_t> command) {
    const bool high_density = command[2] >= 32;
    const unsigned wide = (command[2] & 1) == 0 ? 2 : 1;
    const Bitmap bitmap = bitmap_from_columns(command.subspan(5), high_density ? 3 : 1, profile_.dots_per_line / wide);
    if (bitmap.width_dots > 0)
        builder_.put_in_line(scaled(bitmap, wide, high_density ? 1 : 3));
}

// GS ( L m fn: 112 stores a raster picture in the print buffer, 2 and 50 print it.
void Interpreter::take_graphics(std::span<const std::uint8_t> parameters) {
    if (parameters.size() < 2)
        return problem("graphics command without a function");
    switch (parameters[1]) {
    case 112:
        return store_graphics(parameters);
    case 2:
    case 50:
        if (graphics_)
            builder_.put_picture(std::exchange(graphics_, std::nullopt).value());
        return;
    case 69:
    case 85:
    case 113:
        return problem_once("GS ( L function " + std::to_string(parameters[1]) + " is not drawn");
    default:
        return;
    }
}

void Interpreter::store_graphics(std::span<const std::uint8_t> parameters) {
    if (parameters.size() < 10)
        return problem("the picture has no size");
    const auto width = static_cast<unsigned>(word(parameters[6], parameters[7]));
    const auto height = static_cast<unsigned>(word(parameters[8], parameters[9]));
    const unsigned wide = parameters[3] == 2 ? 2 : 1;
    const unsigned high = parameters[4] == 2 ? 2 : 1;
    const unsigned bytes_per_row = (width + 7) / 8;
    const auto data = parameters.subspan(10);
    if (width == 0 || height == 0 || data.size() < std::size_t{bytes_per_row} * height)
        return problem("the picture holds fewer bytes than its size says: nothing is printed");
    if (width * wide > profile_.dots_per_line)
        problem("the picture is wider than the paper: the rest of it is lost");
    const Bitmap bitmap = bitmap_from_rows(data, bytes_per_row, width, height, profile_.dots_per_line / wide);
    graphics_ = scaled(bitmap, wide, high);
}

void Interpreter::store_pictures(std::span<const std::uint8_t> command) {
    stored_pictures_.clear();
    std::size_t at = 3;
    for (unsigned picture = 0; picture < command[2]; ++picture) {
        const auto columns = static_cast<std::size_t>(word(command[at], command[at + 1])) * 8;
        const auto bytes_per_column = static_cast<unsigned>(word(command[at + 2], command[at + 3]));
        const auto data = command.subspan(at + 4, columns * bytes_per_column);
        stored_pictures_.push_back(bitmap_from_columns(data, bytes_per_column, profile_.dots_per_line));
        at += 4 + data.size();
    }
}

void Interpreter::print_stored(const Bitmap* bitmap, std::uint8_t mode) {
    if (bitmap == nullptr || bitmap->width_dots == 0)
        return problem("a stored picture is printed that was not stored in these bytes");
    builder_.put_picture(scaled(*bitmap, (mode & 1) != 0 ? 2 : 1, (mode & 2) != 0 ? 2 : 1));
}

CharacterStyle Interpreter::style() const {
    CharacterStyle style;
    style.cell_width_dots = (state_.font_b ? 9 : 12) * state_.width_factor;
    style.cell_height_dots = (state_.font_b ? 17 : 24) * state_.height_factor;
    style.advance_dots = style.cell_width_dots + state_.right_spacing_dots * state_.width_factor;
    style.underline_dots = state_.underline_dots;
    style.bold = state_.bold || state_.double_strike;
    style.reverse = state_.reverse;
    return style;
}

CharacterStyle Interpreter::barcode_text_style() const {
    CharacterStyle style;
    if (state_.barcode_text_font_b) {
        style.cell_width_dots = 9;
        style.cell_height_dots = 17;
        style.advance_dots = 9;
    }
    return style;
}

const CodePageTable* Interpreter::page_table() const {
    const auto page = std::find_if(profile_.code_pages.begin(), profile_.code_pages.end(),
                                   [this](const auto& candidate) { return candidate.number == state_.code_page; });
    return page == profile_.code_pages.end() ? nullptr : find_code_page(page->name);
}

// Epson's defaults: a dot across the paper, half a dot along it (TM-T88V: 1/180 and 1/360 inch).
std::int64_t Interpreter::dots_across(std::int64_t units) const {
    const std::int64_t per_inch = state_.units_across != 0 ? state_.units_across : profile_.dots_per_inch;
    return units * profile_.dots_per_inch / per_inch;
}

std::int64_t Interpreter::dots_along(std::int64_t units) const {
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

} // namespace

Paper interpret(std::span<const std::uint8_t> bytes, const drivers::Profile& profile) {
    return Interpreter(profile).run(bytes);
}

} // namespace makegood::escpos
