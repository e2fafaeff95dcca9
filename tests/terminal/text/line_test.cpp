#include "terminal/text/line.hpp"

#include "tests/support/catch.hpp"
#include "tests/terminal/text/directions.hpp"

using namespace makegood::text;

namespace {

// "ab" then two Persian letters of two bytes each, on a line that runs to the right: a 0-10, b 10-20, the first
// Persian letter 30-40 and the second, to its left, 20-30.
const Line mixed = {{}, {{0, 1, 0, 10, ltr}, {1, 2, 10, 20, ltr}, {2, 4, 30, 40, rtl}, {4, 6, 20, 30, rtl}}, 40};
const Line persian = {{}, {{0, 2, 20, 30, rtl}, {2, 6, 0, 20, rtl}}, 30};

} // namespace

TEST_CASE("the caret stands at the edge of the letter before it") {
    struct Row {
        const Line& line;
        std::uint32_t offset;
        int x_px;
    };
    const Row rows[] = {
        {mixed, 0, 0},   {mixed, 1, 10},   {mixed, 2, 20},   {mixed, 3, 20},   {mixed, 4, 30},  {mixed, 6, 20},
        {mixed, 99, 20}, {persian, 0, 30}, {persian, 2, 20}, {persian, 4, 20}, {persian, 6, 0}, {Line{}, 0, 0},
    };
    for (const auto& row : rows) {
        CAPTURE(row.offset);
        CHECK(caret_x(row.line, row.offset) == row.x_px);
    }
}

TEST_CASE("a tap finds the nearest edge of a letter") {
    struct Row {
        const Line& line;
        int x_px;
        std::uint32_t offset;
    };
    const Row rows[] = {
        {mixed, -50, 0}, {mixed, 4, 0},      {mixed, 6, 1},    {mixed, 14, 1},  {mixed, 16, 2},
        {mixed, 36, 2},  {mixed, 34, 4},     {mixed, 24, 6},   {mixed, 500, 2}, {persian, 99, 0},
        {persian, 1, 6}, {persian, -200, 6}, {persian, 22, 2}, {Line{}, 7, 0},
    };
    for (const auto& row : rows) {
        CAPTURE(row.x_px);
        CHECK(offset_at(row.line, row.x_px) == row.offset);
    }
}
