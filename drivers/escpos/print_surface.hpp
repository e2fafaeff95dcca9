#pragma once

#include "drivers/escpos/paper.hpp"

#include <cstdint>
#include <string_view>

namespace makegood::escpos {

// Where printed things go one after the other: the paper itself, or a page that is put together first (ESC L).
// Positions are dots in the printing area, in the direction of its text.
class PrintSurface {
  public:
    virtual std::int64_t cursor() const = 0;
    // Position for what follows in the line.
    virtual void move_to(std::int64_t x) = 0;
    // Goes on in the next line where the area ends. Characters from first_user_glyph on are those of Paper.
    virtual void put(std::u32string_view text, const CharacterStyle& style) = 0;
    virtual void put_in_line(drivers::Bitmap bitmap) = 0;
    virtual void put_picture(drivers::Bitmap bitmap) = 0;
    virtual void put_symbol(PrintedSymbol symbol, std::string_view text_above, std::string_view text_below,
                            const CharacterStyle& style) = 0;
    // Ends the line and feeds the line spacing.
    virtual void end_line() = 0;
    // Ends the line and feeds this far; negative feeds back.
    virtual void feed(std::int64_t dots) = 0;
    virtual void set_line_spacing(std::int64_t dots) = 0;

  protected:
    ~PrintSurface() = default;
};

} // namespace makegood::escpos
