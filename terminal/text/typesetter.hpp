#pragma once

#include "terminal/text/fonts.hpp"
#include "terminal/text/line.hpp"

#include <tl/expected.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace makegood::text {

struct Metrics {
    int ascent_px;  // from the baseline up, positive
    int descent_px; // from the baseline down, positive
};

// 8-bit coverage, rows from the top without padding. left and top are FreeType's bearings: the picture's left edge
// from the pen, its top edge above the baseline. Empty for a blank.
struct Coverage {
    int width = 0;
    int height = 0;
    int left = 0;
    int top = 0;
    std::vector<std::uint8_t> alpha;
};

// Sets text in visual order: UAX #9 by FriBidi, shaping by HarfBuzz with the paragraph as context, pictures by
// FreeType unhinted (UX.md 2). Isolates and other invisible marks leave no glyph. Ill-formed UTF-8 shows U+FFFD;
// controls count as blanks. Text from outside goes through plain() first.
// Sizes are pixels per em, 1 to 2000. One thread.
class Typesetter {
  public:
    // The error names the font file and what was wrong with it.
    static tl::expected<Typesetter, std::string> open(const FontFiles& files);

    Typesetter(Typesetter&&) noexcept;
    Typesetter& operator=(Typesetter&&) noexcept;
    ~Typesetter();

    // Lines are remembered. What these three return lives until the next call of next_frame.
    // All on one line; a line feed counts as a blank.
    const Line& line(std::string_view utf8, Weight weight, int size_px, Direction base);
    // At least one line, each at most max_width_px wide (a single letter may be wider). Breaks at blanks, which then
    // belong to no line, at line feeds, and inside a word that is wider than a line. With more text than max_lines
    // (at least 1) can hold the last one ends in an ellipsis.
    const std::vector<Line>& paragraph(std::string_view utf8, Weight weight, int size_px, Direction base,
                                       int max_width_px, int max_lines);
    // A paragraph of one line: cut at the end of the text (not of the screen) with an ellipsis when it is too wide.
    const Line& ellipsized(std::string_view utf8, Weight weight, int size_px, Direction base, int max_width_px);

    // Call once a frame: forgets the longest unused lines when there are many.
    void next_frame();
    std::size_t remembered_lines() const;

    Coverage rasterise(std::uint16_t face, std::uint32_t glyph_id, int size_px);
    Metrics metrics(Weight weight, int size_px);
    // Every letter is in the regular weight's fonts.
    bool covers(std::string_view utf8);

  private:
    struct Inside;
    explicit Typesetter(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

} // namespace makegood::text
