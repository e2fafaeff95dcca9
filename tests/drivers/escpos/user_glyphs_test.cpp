#include "drivers/escpos/interpret.hpp"
#include "drivers/escpos/paper_picture.hpp"
#include "drivers/escpos/paper_text.hpp"
#include "tests/drivers/escpos/captures.hpp"
#include "tests/support/catch.hpp"

#include <set>

using namespace makegood;
using namespace makegood::escpos;

namespace {

using Dots = std::set<std::pair<unsigned, unsigned>>;

// "A" of the font in use becomes two dots: one in the left upper corner, one in the second column at the bottom.
const std::string two_dots = "1B26 03 41 41 02 800000 000001 1B2501 ";

// The black dots of the paper without a font: only what the host drew.
Dots black(const std::string& bytes) {
    const auto picture = draw_paper(interpret(hex(bytes), printer), nullptr);
    REQUIRE(picture);
    Dots dots;
    for (unsigned y = 0; y < picture->height_dots; ++y)
        for (unsigned x = 0; x < picture->width_dots; ++x)
            if (picture->at(x, y) == 0)
                dots.emplace(x, y);
    return dots;
}

std::string text_of(const std::string& bytes) {
    return paper_text(interpret(hex(bytes), printer));
}

} // namespace

TEST_CASE("glyphs of the host are drawn dot by dot") {
    CHECK(black(two_dots + "41 0A") == Dots{{0, 0}, {1, 23}});
    CHECK(black(two_dots + "42 41 0A") == Dots{{12, 0}, {13, 23}});
    CHECK(black(two_dots + "1B4501 41 0A") == Dots{{0, 0}, {1, 0}, {1, 23}, {2, 23}}); // bold
    CHECK(black(two_dots + "1D2111 41 0A") == Dots{{0, 0}, {0, 1}, {1, 0}, {1, 1}, {2, 46}, {2, 47}, {3, 46}, {3, 47}});
    // ESC V: a quarter clockwise in a cell of 24 x 12.
    CHECK(black(two_dots + "1B5601 41 0A") == Dots{{23, 0}, {0, 1}});
    // ESC {: the line ends at the left, on its head.
    CHECK(black(two_dots + "1B7B01 41 0A") == Dots{{575, 23}, {574, 0}});
    // Font B has 17 rows of its own.
    CHECK(black("1B4D01" + two_dots + "41 0A") == Dots{{0, 0}});
}

TEST_CASE("a glyph turns with the direction of its page") {
    // Whole dots; an area of 24 x 100 dots.
    const std::string page = two_dots + "1D50CBCB 1B4C 1B57 0000 0000 1800 6400 ";
    CHECK(black(page + "1B5400 41 0C") == Dots{{0, 0}, {1, 23}});
    CHECK(black(page + "1B5401 41 0C") == Dots{{0, 99}, {23, 98}});
    CHECK(black(page + "1B5402 41 0C") == Dots{{23, 99}, {22, 76}});
    CHECK(black(page + "1B5403 41 0C") == Dots{{23, 0}, {0, 1}});
}

TEST_CASE("a glyph counts while it is defined, selected and of the font in use") {
    CHECK(text_of(two_dots + "4142 0A") == "\uFFFDB\n");
    CHECK(text_of(two_dots + "1B2500 41 0A") == "A\n");
    CHECK(text_of(two_dots + "1B3F41 41 0A") == "A\n");
    CHECK(text_of(two_dots + "1B4D01 41 0A") == "A\n");
    CHECK(text_of(two_dots + "1B40 1B2501 41 0A") == "A\n");
}

// Rows of the table in the printers' manuals, read by eye.
TEST_CASE("twelve bytes print the letters of the national set") {
    const std::string bytes = "23 24 40 5B 5C 5D 5E 60 7B 7C 7D 7E 41 0A";
    CHECK(text_of(bytes) == "#$@[\\]^`{|}~A\n");
    CHECK(text_of("1B5201" + bytes) == "#$\u00E0\u00B0\u00E7\u00A7^`\u00E9\u00F9\u00E8\u00A8A\n");
    CHECK(text_of("1B5202" + bytes) == "#$\u00A7\u00C4\u00D6\u00DC^`\u00E4\u00F6\u00FC\u00DFA\n");
    CHECK(text_of("1B5203" + bytes) == "\u00A3$@[\\]^`{|}~A\n");
    CHECK(text_of("1B5205" + bytes) == "#\u00A4\u00C9\u00C4\u00D6\u00C5\u00DC\u00E9\u00E4\u00F6\u00E5\u00FCA\n");
    CHECK(text_of("1B5208" + bytes) == "#$@[\u00A5]^`{|}~A\n");
    CHECK(text_of("1B5203 1B40" + bytes) == "#$@[\\]^`{|}~A\n");
}
