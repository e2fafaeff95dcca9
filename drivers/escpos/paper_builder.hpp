#pragma once

#include "drivers/escpos/page_builder.hpp"
#include "drivers/escpos/print_surface.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace makegood::escpos {

// Places characters and dots on the paper: the print head's position, the line that is being filled, alignment and
// line spacing. Knows no commands.
class PaperBuilder final : public PrintSurface {
  public:
    // `blade_dots`: from the head back to the blade.
    PaperBuilder(unsigned width_dots, unsigned blade_dots);

    void set_alignment(drivers::Alignment alignment) { alignment_ = alignment; }
    // For lines that begin from now on: they stand on their heads, last character first.
    void set_upside_down(bool upside_down) { upside_down_ = upside_down; }
    void set_line_spacing(std::int64_t dots) override { line_spacing_ = dots; }
    std::int64_t line_spacing() const { return line_spacing_; }
    void set_area(std::int64_t left_margin, std::int64_t width);

    bool line_is_empty() const { return line_texts_.empty() && line_pictures_.empty() && cursor_ == 0; }
    std::int64_t cursor() const override { return cursor_; }
    void move_to(std::int64_t x) override;
    void put(std::u32string_view text, const CharacterStyle& style) override;
    void put_in_line(drivers::Bitmap bitmap) override;
    // Feeds at least the line spacing.
    void end_line() override;
    // Forgets what stands in the line (ESC @).
    void drop_line();

    // Feeds, printing the line first where there is one; negative feeds back, not beyond the top.
    void feed(std::int64_t dots) override;
    // A picture or symbol that stands alone, placed by alignment.
    void put_picture(drivers::Bitmap bitmap) override;
    // The same, which upside-down mode leaves upright (GS v 0).
    void put_upright_picture(drivers::Bitmap bitmap);
    void put_symbol(PrintedSymbol symbol, std::string_view text_above, std::string_view text_below,
                    const CharacterStyle& style) override;
    // A whole page below what is printed.
    void put_page(Page page);
    // A line of the paper's text at the head's position.
    void put_note(std::string text);

    enum class AfterCut { at_blade, back_at_cut };
    // Cuts `dots` behind the line last printed when `feeds_to_blade`, else where the blade stands now.
    void cut(bool partial, bool feeds_to_blade, std::int64_t dots, AfterCut after);

    Paper& paper() { return paper_; }
    // Ends the paper where the head stands, or at the last cut where nothing follows it.
    Paper finish();

  private:
    std::int64_t aligned(std::int64_t width) const;
    std::int64_t mirrored(std::int64_t x, std::int64_t width) const;
    std::size_t fitting_characters(const CharacterStyle& style) const;
    void put_part(std::u32string_view part, const CharacterStyle& style);
    void note_picture(unsigned width, unsigned height);
    void put_centered_text(std::string_view text, std::int64_t left, std::int64_t width, const CharacterStyle& style);
    void advance(std::int64_t dots);

    // The picture that the last line of the text stands for.
    struct NotedPicture {
        std::size_t lines = 0; // of the text, its own included; 0 before the first
        unsigned width = 0;
        unsigned height = 0;
        std::int64_t end = 0;
    };

    Paper paper_;
    NotedPicture noted_;
    unsigned blade_dots_;
    drivers::Alignment alignment_ = drivers::Alignment::left;
    bool upside_down_ = false;
    std::int64_t line_spacing_ = 30;
    std::int64_t left_margin_ = 0;
    std::int64_t area_width_;
    std::int64_t y_ = 0;
    std::int64_t cursor_ = 0;
    std::size_t lines_at_cut_ = 0;
    std::int64_t line_end_ = 0; // the rightmost dot used in the line
    std::vector<PrintedText> line_texts_;
    std::vector<PrintedPicture> line_pictures_;
    std::u32string line_words_;
};

} // namespace makegood::escpos
