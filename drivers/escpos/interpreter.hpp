#pragma once

#include "drivers/escpos/code_page.hpp"
#include "drivers/escpos/page_builder.hpp"
#include "drivers/escpos/paper_builder.hpp"
#include "drivers/escpos/payload.hpp"
#include "drivers/printer/profile.hpp"

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace makegood::escpos {

enum class Font : std::uint8_t { a, b, c };

// What ESC @ puts back.
struct PrinterState {
    Font font = Font::a;
    bool bold = false;
    bool double_strike = false;
    bool reverse = false;
    unsigned underline_dots = 0;
    unsigned width_factor = 1;
    unsigned height_factor = 1;
    unsigned right_spacing_dots = 0;
    bool rotated = false;
    std::uint8_t code_page = 0;
    std::uint8_t national_set = 0;
    bool user_glyphs = false;
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
    Font barcode_text_font = Font::a;
    unsigned page_direction = 0;
    std::optional<PaperArea> page_area; // the whole page where ESC W set none
};

using GraphicsKey = std::pair<std::uint8_t, std::uint8_t>; // kc1 kc2

constexpr Font font_of(std::uint8_t n, Font otherwise) {
    switch (n) {
    case 0:
    case '0':
        return Font::a;
    case 1:
    case '1':
        return Font::b;
    case 2:
    case '2':
        return Font::c;
    default:
        return otherwise;
    }
}

struct CellSize {
    unsigned width;
    unsigned height;
};

// Font C is as large as B where a printer of this width has it (TM-T20II; the TM-T88V has A and B only).
constexpr CellSize cell_of(Font font) {
    return font == Font::a ? CellSize{12, 24} : CellSize{9, 17};
}

struct TwoDimensionalSymbol {
    SymbolRequest request;
    unsigned module_dots = 3;
    unsigned row_modules = 1; // height of a row
};

// The printer of interpret(): its settings, its memories and what it put on paper so far. Its functions stand in
// interpret.cpp (the commands) and interpret_text, _page, _symbols and _pictures.cpp.
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
        if (page_ && !page_->is_empty())
            problem("the page is not printed: its FF or ESC FF did not come");
        return builder_.finish();
    }

  private:
    void take(const Token& token);
    void take_command(const Token& token);
    void take_real_time(const Token& token);
    void take_text(std::span<const std::uint8_t> bytes);
    void reset();

    void set_characters() { printed_is_stale_ = true; }
    void set_printed();
    void set_font(Font font);
    void set_print_mode(std::uint8_t n);
    void set_upside_down(bool upside_down);
    void define_user_glyphs(std::span<const std::uint8_t> command);
    void begin_page();
    void set_page_area(std::span<const std::uint8_t> command);
    void set_page_direction(std::uint8_t n);
    void move_down(Opcode opcode, std::span<const std::uint8_t> command);
    void print_page();
    void end_page();
    void set_area();
    void set_code_page(std::uint8_t number);
    void tab();
    void move(Opcode opcode, std::span<const std::uint8_t> command);
    void feed_lines(std::int64_t count);
    void cut(std::span<const std::uint8_t> command);

    void print_barcode(std::span<const std::uint8_t> command);
    void take_symbol_function(std::span<const std::uint8_t> command);
    void take_databar_function(std::span<const std::uint8_t> parameters);
    void print_two_dimensional(const TwoDimensionalSymbol& symbol);
    void print_raster(std::span<const std::uint8_t> command);
    void print_columns(std::span<const std::uint8_t> command);
    void take_graphics(std::span<const std::uint8_t> parameters);
    void take_graphics_to_print(std::span<const std::uint8_t> parameters, DotOrder order);
    void store_graphics(std::map<GraphicsKey, drivers::Bitmap>& store, std::span<const std::uint8_t> parameters,
                        DotOrder order);
    void forget_graphics(std::map<GraphicsKey, drivers::Bitmap>& store, std::span<const std::uint8_t> parameters);
    void print_stored_graphics(const std::map<GraphicsKey, drivers::Bitmap>& store,
                               std::span<const std::uint8_t> parameters);
    void store_pictures(std::span<const std::uint8_t> command);
    void print_stored(const drivers::Bitmap* bitmap, unsigned wide, unsigned high);
    bool may_copy(std::size_t bytes);

    // The page while one is put together, else the paper.
    PrintSurface& surface() { return page_ ? static_cast<PrintSurface&>(*page_) : builder_; }
    const tl::expected<drivers::Bitmap, std::string>& modules_of(const SymbolRequest& request);

    CharacterStyle style() const;
    CharacterStyle barcode_text_style() const;
    const CodePageTable* page_table() const;
    std::int64_t dots_across(std::int64_t units) const;
    std::int64_t dots_along(std::int64_t units) const;
    std::int64_t across_paper(std::int64_t units) const;
    std::int64_t along_paper(std::int64_t units) const;
    void problem(std::string what);
    void problem_once(std::string what);

    const drivers::Profile& profile_;
    PaperBuilder builder_;
    PrinterState state_;
    std::optional<PageBuilder> page_;
    const CodePageTable* table_ = nullptr;
    std::map<std::pair<Font, std::uint8_t>, char32_t> user_glyphs_; // by font and byte, as characters of PrintedText
    std::array<char32_t, 256> printed_{};                           // what each byte prints; 0 nothing
    bool printed_is_stale_ = true;
    std::map<std::string, tl::expected<drivers::Bitmap, std::string>> drawn_symbols_;
    std::size_t copied_bytes_ = 0;
    bool printer_selected_ = true; // ESC =
    std::uint64_t offset_ = 0;     // of the token in hand
    unsigned symbols_ = 0;
    std::optional<drivers::Bitmap> graphics_;                      // GS ( L 112, printed by 50
    std::map<GraphicsKey, drivers::Bitmap> lasting_graphics_;      // GS ( L 67
    std::map<GraphicsKey, drivers::Bitmap> downloaded_graphics_;   // GS ( L 83
    std::vector<drivers::Bitmap> stored_pictures_;                 // FS q
    std::optional<drivers::Bitmap> downloaded_picture_;            // GS *
    std::map<std::uint8_t, TwoDimensionalSymbol> two_dimensional_; // GS ( k, by its cn
    std::set<std::string> told_;
    std::u32string characters_; // of the text in hand
};

} // namespace makegood::escpos
