#pragma once

#include "drivers/escpos/print_surface.hpp"

#include <cstdint>
#include <vector>

namespace makegood::escpos {

// What a page holds when it is printed; places count from its top left corner.
struct Page {
    std::int64_t height_dots = 0;
    std::vector<PrintedText> texts;
    std::vector<PrintedPicture> pictures;
    std::vector<PrintedSymbol> symbols;
    std::vector<PrintedLine> lines;
};

// Page mode: areas of a page are filled in any order and direction before the page is printed. A position is where the
// baseline of a character begins; pictures and symbols stand on it. An area begins with the baseline of a line of 24
// dots, 21 below its edge, and what reaches over the area is cut off (Citizen PPU-700 manual, "Mapping of print data in
// the print area"; Star ESC/POS specification 2-3).
class PageBuilder final : public PrintSurface {
  public:
    PageBuilder(PaperArea area, unsigned direction, std::int64_t line_spacing);

    // Both go to the beginning of the area.
    void set_area(PaperArea area);
    void set_direction(unsigned direction); // of ESC T: 0 to the right, 1 up, 2 to the left, 3 down
    // GS $ and GS \: the baseline, counted from the edge where lines begin.
    void move_down_to(std::int64_t y);
    std::int64_t baseline() const { return baseline_; }
    bool is_sideways() const { return direction_ % 2 == 1; }
    // Forgets what stands in the area (CAN).
    void clear_area();

    std::int64_t cursor() const override { return cursor_; }
    void move_to(std::int64_t x) override;
    void put(std::u32string_view text, const CharacterStyle& style) override;
    void put_in_line(drivers::Bitmap bitmap) override;
    void put_picture(drivers::Bitmap bitmap) override { put_in_line(std::move(bitmap)); }
    void put_symbol(PrintedSymbol symbol, std::string_view text_above, std::string_view text_below,
                    const CharacterStyle& style) override;
    void end_line() override { feed(line_spacing_); }
    void feed(std::int64_t dots) override;
    void set_line_spacing(std::int64_t dots) override { line_spacing_ = dots; }

    bool is_empty() const { return words_.empty(); }
    Page page() const { return with_height({0, texts_, pictures_, symbols_, lines()}); }
    // The same when nothing follows: the builder is empty afterwards.
    Page take_page();
    // Bytes that a copy of the page takes at most, about.
    std::size_t weight() const { return weight_; }

  private:
    struct Words {
        unsigned area_number;
        std::int64_t baseline;
        std::int64_t x;
        std::int64_t end;
        unsigned advance;
        PaperArea area;
        std::u32string text;
    };
    struct Corner {
        std::int64_t x;
        std::int64_t y;
    };

    std::int64_t line_width() const { return is_sideways() ? area_.height : area_.width; }
    Corner corner_of(std::int64_t x, std::int64_t y, std::int64_t width, std::int64_t height) const;
    void begin_area();
    Page with_height(Page page) const;
    void place_text(std::int64_t x, std::int64_t top, std::u32string_view text, const CharacterStyle& style);
    void note(std::int64_t x, std::int64_t end, unsigned advance, std::u32string text);
    std::vector<PrintedLine> lines() const;

    PaperArea area_;
    unsigned direction_;
    unsigned area_number_ = 0;
    std::int64_t line_spacing_;
    std::int64_t cursor_ = 0;
    std::int64_t baseline_ = 0;
    std::size_t weight_ = 0;
    std::vector<PrintedText> texts_;
    std::vector<PrintedPicture> pictures_;
    std::vector<PrintedSymbol> symbols_;
    std::vector<Words> words_;
};

} // namespace makegood::escpos
