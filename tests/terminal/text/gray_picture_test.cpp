#include "terminal/text/gray_picture.hpp"

#include "tests/support/catch.hpp"
#include "tests/terminal/text/directions.hpp"
#include "tests/terminal/text/routes.hpp"

#include <algorithm>

using namespace makegood::text;

namespace {

bool has_ink(const GrayPicture& picture, int first_column, int last_column) {
    for (int row = 0; row < picture.height; ++row)
        for (int column = first_column; column < last_column; ++column)
            if (picture.ink[static_cast<std::size_t>(row * picture.width + column)] > 0)
                return true;
    return false;
}

} // namespace

TEST_CASE("a passage stands at its side of the paper") {
    struct Row {
        Alignment alignment;
        Direction base;
        int first_column; // all ink is from here
        int last_column;  // to here
    };
    const Row rows[] = {
        {Alignment::start, ltr, 0, 100}, {Alignment::start, rtl, 500, 600},  {Alignment::end, ltr, 500, 600},
        {Alignment::end, rtl, 0, 100},   {Alignment::centre, ltr, 250, 350}, {Alignment::centre, rtl, 250, 350},
    };
    for (auto& [name, typesetter] : routes())
        for (const auto& row : rows) {
            CAPTURE(name, row.first_column);
            const Passage passage{"رسید", Weight::bold, 24, row.alignment, 0};
            const auto picture = draw_passages(typesetter, {&passage, 1}, 600, row.base);
            CHECK(has_ink(picture, row.first_column, row.last_column));
            CHECK_FALSE(has_ink(picture, 0, row.first_column));
            CHECK_FALSE(has_ink(picture, row.last_column, 600));
        }
}

TEST_CASE("passages stand below each other, as high as their lines") {
    for (auto& [name, typesetter] : routes()) {
        CAPTURE(name);
        const auto line_px = [&](Weight weight, int size_px) {
            const auto metrics = typesetter.metrics(weight, size_px);
            return metrics.ascent_px + metrics.descent_px;
        };
        const Passage passages[] = {{"۴۱۰٬۰۰۰ ریال", Weight::bold, 30},
                                    {"one\ntwo", Weight::regular, 20, Alignment::end, 7}};
        const auto picture = draw_passages(typesetter, passages, 576, rtl);
        CHECK(picture.width == 576);
        CHECK(picture.height == line_px(Weight::bold, 30) + 7 + 2 * line_px(Weight::regular, 20));
        CHECK(picture.ink.size() == static_cast<std::size_t>(576 * picture.height));
        CHECK(draw_passages(typesetter, {}, 576, rtl).height == 0);
        // A picture narrower than a letter cuts it off and keeps its own width.
        CHECK(draw_passages(typesetter, passages, 1, ltr).width == 1);
    }
}

TEST_CASE("gray becomes dots, the first one in the highest bit") {
    const GrayPicture picture{10, 2, {255, 127, 128, 0, 0, 0, 0, 200, 129, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255}};
    const auto bits = to_bits(picture);
    CHECK(bits.width == 10);
    CHECK(bits.height == 2);
    CHECK(bits.bytes_per_row == 2);
    CHECK(bits.bits == std::vector<std::uint8_t>{0b1010'0001, 0b1000'0000, 0, 0b0100'0000});
    CHECK(to_bits(picture, 201).bits == std::vector<std::uint8_t>{0b1000'0000, 0, 0, 0b0100'0000});
}
