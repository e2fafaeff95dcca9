#pragma once

#include "drivers/escpos/paper.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace makegood::escpos {

// Places characters and dots on the paper: the print head's position, the line that is being filled, alignment and
// line spacing. Knows no commands.
class PaperBuilder {
  public:
    // `blade_dots`: from the head back to the blade.
    PaperBuilder(unsigned width_dots, unsigned blade_dots);

    void set_alignment(drivers::Alignment alignment) { alignment_ = alignment; }
    void set_line_spacing(std::int64_t dots) { line_spacing_ = dots; }
    void set_area(std::int64_t left_margin, std::int64_t width);

    bool line_is_empty() const { return line_texts_.empty() && line_pictures_.empty() && cursor_ == 0; }
    std::int64_t cursor() const { return cursor_; }
    // Position in the printing area for what follows in the line.
    void move_to(std::int64_t x);
    // Goes on in the next line where the area ends.
    void put(std::u32string_view text, const CharacterStyle& style);
    void put_in_line(drivers::Bitmap bitmap);
    // Prints the line and feeds at least the line spacing.
    void end_line();
    // Forgets what stands in the line (ESC @).
    void drop_line();

    // Feeds, printing the line first where there is one; negative feeds back, not beyond the top.
    void feed(std::int64_t dots);
    // A picture or symbol that stands alone, placed by alignment.
    void put_picture(drivers::Bitmap bitmap);
    void put_symbol(PrintedSymbol symbol, std::string_view text_above, std::string_view text_below,
                    const CharacterStyle& style);
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
    std::size_t fitting_characters(const CharacterStyle& style) const;
    void put_part(std::u32string_view part, const CharacterStyle& style);
    void note_picture(const drivers::Bitmap& bitmap);
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
