#include "drivers/escpos/interpret.hpp"
#include "drivers/escpos/paper_picture.hpp"
#include "drivers/escpos/paper_text.hpp"
#include "tests/drivers/escpos/captures.hpp"
#include "tests/support/catch.hpp"

using namespace makegood;
using namespace makegood::escpos;

namespace {

// Whole dots both ways, then an area of 100 x 200 dots whose corner is at 10, 20.
const std::string page = "1D50CBCB 1B4C 1B57 0A00 1400 6400 C800 ";

Paper printed(const std::string& bytes) {
    return interpret(hex(bytes), printer);
}

} // namespace

TEST_CASE("a page puts text where its area, direction and positions say") {
    struct Row {
        std::string bytes;
        std::int64_t x;
        std::int64_t y;
        unsigned quarters;
    };
    // Two characters are 24 x 24 dots; their baseline is 21 below their top.
    const Row rows[] = {
        {"4142", 10, 20, 0},
        {"1B5401 4142", 10, 196, 3},
        {"1B5402 4142", 86, 196, 2},
        {"1B5403 4142", 86, 20, 1},
        {"1B5433 4142", 86, 20, 1},
        {"1D243200 4142", 10, 49, 0},          // baseline at 50
        {"1D243200 1D5CF6FF 4142", 10, 39, 0}, // and ten up again
        {"1B241E00 4142", 40, 20, 0},
        {"1B5401 1B241E00 1D243200 4142", 39, 166, 3},
        {"0A 4142", 10, 50, 0}, // a line of 30 dots
        {"1B4A0A 4142", 10, 30, 0},
        {"1D2101 4142", 10, -1, 0},   // double height reaches over the area
        {"1B6102 4142", 10, 20, 0},   // ESC a counts on paper only
        {"1B24FF00 4142", 10, 20, 0}, // beyond the area: ignored
    };
    for (const auto& row : rows) {
        CAPTURE(row.bytes);
        const Paper paper = printed(page + row.bytes + "0C");
        REQUIRE(paper.texts.size() == 1);
        CHECK(paper.texts[0].x == row.x);
        CHECK(paper.texts[0].y == row.y);
        CHECK(paper.texts[0].quarters == row.quarters);
        CHECK(paper.problems.empty());
    }
}

TEST_CASE("half dots along the paper turn with the text") {
    const std::string half = "1B4C 1B57 0A00 2800 6400 9001 ";
    CHECK(printed(half + "41 0C").texts.at(0).y == 20);
    CHECK(printed(half + "1D246400 41 0C").texts.at(0).y == 49);
    // Sideways ESC $ goes along the paper.
    CHECK(printed(half + "1B5403 1B246400 41 0C").texts.at(0).y == 70);
}

TEST_CASE("pictures and symbols of a page stand on the baseline") {
    const std::string picture = "1D284C0B00 30703001013108000100 81 1D284C0200 3032";
    const auto upright = printed(page + "1D243200" + picture + "0C").pictures.at(0);
    CHECK(upright.x == 10);
    CHECK(upright.y == 69);
    const auto turned = printed(page + "1B5401" + picture + "0C").pictures.at(0);
    CHECK(turned.x == 30); // 20 to 21 below the left edge, which is the top of its lines
    CHECK(turned.y == 212);
    CHECK(turned.bitmap.width_dots == 1);
    CHECK(turned.bitmap.rows == Bytes{0x80, 0, 0, 0, 0, 0, 0, 0x80});
    const auto paper = printed(page + "1D4802 1D6828 1D7702 1D243C00 1D6B49 04 7B424142 0C");
    REQUIRE(paper.symbols.size() == 1);
    CHECK(paper.symbols[0].y == 40);
    CHECK(paper.texts.at(0).y == 80); // its digits stand below the baseline
    CHECK(paper_text(paper) == "[Code 128: AB]\n");
}

TEST_CASE("a page comes out as long as its areas and the paper goes on below") {
    const Paper paper = printed("41 0A" + page + "42 0C 43 0A");
    REQUIRE(paper.texts.size() == 3);
    CHECK(paper.texts[1].y == 50);
    CHECK(paper.texts[2].y == 250);
    CHECK(paper_text(paper) == "A\nB\nC\n");
    CHECK(printed(page + "42 1B0C 1B0C 1B53").texts.at(1).y == 240);
    CHECK(printed(page + "42 18 43 0C").texts.size() == 1);
    CHECK(printed(page + "42 18").problems.empty()); // nothing was left to print
    CHECK(printed(page + "42").problems.size() == 1);
    CHECK(printed(page + "42 1B57 0000 0000 0500 0500 18 0C").texts.size() == 1);
    CHECK(printed(page + "42 1B53 43 0A").texts.at(0).text == U"C");
    CHECK(printed("1B4C 42 0C 43 0A").texts.at(1).y == 831);   // no area: the whole page
    CHECK(printed("41 1B4C 42 0A").texts.at(0).text == U"AB"); // not at the beginning of a line: ignored
}

TEST_CASE("a page reads line by line in whatever order it was filled") {
    CHECK(paper_text(printed(page + "1D246400 4242 1D243200 41 1B243C00 43 0C")) == "  A  C\nBB\n");
}

TEST_CASE("what reaches over its area is cut off") {
    // A black block of 8 x 40 dots on the first baseline: 19 of its rows lie above the area.
    std::string block = "1D284C3200 30703001013108002800 ";
    for (int row = 0; row < 40; ++row)
        block += "FF";
    const auto picture = draw_paper(printed(page + block + "1D284C0200 3032 0C"), nullptr);
    REQUIRE(picture);
    CHECK(picture->at(10, 19) == 255);
    for (unsigned y = 20; y < 41; ++y)
        CHECK(picture->at(10, y) == 0);
    CHECK(picture->at(10, 41) == 255);
}

TEST_CASE("pages printed again and again do not fill the memory") {
    std::string bytes = page;
    for (int i = 0; i < 2000; ++i)
        bytes += "41";
    for (int i = 0; i < 20000; ++i)
        bytes += "1B0C";
    bytes += "1B53";
    const Paper paper = printed(bytes);
    REQUIRE(paper.problems.size() == 1);
    CHECK(paper.problems[0].what == "more copies of what was stored than any receipt has are not drawn");
}

TEST_CASE("upside-down lines stand on their heads") {
    const Paper paper = printed("1B7B01 4142 0A");
    CHECK(paper.texts.at(0).x == 552);
    CHECK(paper.texts.at(0).y == 0);
    CHECK(paper.texts.at(0).quarters == 2);
    CHECK(paper_text(paper) == "AB\n");
    CHECK(printed("1B7B01 1B6102 4142 0A").texts.at(0).x == 0);
    CHECK(printed("41 1B7B01 42 0A").texts.at(0).quarters == 0); // not at the beginning of a line: ignored
    const Paper symbol = printed("1B7B01 1D4802 1D7702 1D6B49 04 7B424142");
    REQUIRE(symbol.symbols.size() == 1);
    CHECK(symbol.texts.at(0).y < symbol.symbols[0].y); // what stands below stands above
    CHECK(symbol.symbols[0].x == 576 - 2 * 57);        // start, two characters, check, stop: 4 x 11 + 13 modules
}

TEST_CASE("rotated characters lie on their sides") {
    const Paper paper = printed("1B5601 4142 0A");
    CHECK(paper.texts.at(0).style.rotated);
    CHECK(paper.texts.at(0).style.cell_width_dots == 24);
    CHECK(paper.texts.at(0).style.cell_height_dots == 12);
    CHECK(paper.texts.at(0).style.advance_dots == 24);
    CHECK_FALSE(printed("1B5601 1B5630 41 0A").texts.at(0).style.rotated);
    CHECK_FALSE(printed("1B5601" + page + "41 0C").texts.at(0).style.rotated);
}
