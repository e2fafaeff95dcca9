#include "drivers/escpos/code128_bars.hpp"

#include "tests/drivers/escpos/captures.hpp"
#include "tests/support/catch.hpp"

using namespace makegood;
using namespace makegood::escpos;

namespace {

std::string dots(const drivers::Bitmap& bars) {
    std::string text;
    for (unsigned x = 0; x < bars.width_dots; ++x)
        text.push_back(bars.is_black(x, 0) ? '#' : '.');
    return text;
}

Bytes bytes_of(std::string_view text) {
    return Bytes(text.begin(), text.end());
}

} // namespace

// By hand from ISO/IEC 15417, table 1: start B, A (33), check (104 + 33) mod 103 = 34, stop.
TEST_CASE("bars are those of the standard") {
    CHECK(dots(code128_bars(Bytes{104, 33})) == "##.#..#...."
                                                "#.#...##..."
                                                "#...#.##..."
                                                "##...###.#.##");
}

TEST_CASE("values are those that the host or the shortest code asks for") {
    struct Row {
        tl::expected<Code128Values, std::string> code;
        Bytes values;
        std::string data;
        std::string label;
    };
    const Row rows[] = {
        {read_code128(bytes_of("{BA{{{1z")), {104, 33, 91, 102, 90}, "A{z", "A{z"},
        {read_code128(bytes_of("{AA{Sa{Sa\r")), {103, 33, 98, 65, 98, 65, 77}, "Aaa\r", "Aaa "},
        {read_code128(bytes_of("{C\x0C\x22{1{BA")), {105, 12, 34, 102, 100, 33}, "1234A", "1234A"},
        {read_code128_auto(bytes_of("A1")), {104, 33, 17}, "A1", "A1"},
        {read_code128_auto(bytes_of("123456")), {105, 12, 34, 56}, "123456", "123456"},
        {read_code128_auto(bytes_of("a\xE1")), {104, 65, 100, 65}, "a\xE1", "a "}, // FNC4 lifts a by 128
        {read_gs1_128(bytes_of("(00)12{1A{*")), {105, 102, 0, 12, 102, 100, 33, 10}, "0012\x1D\x41*", "(00)12A*"},
        {read_gs1_128(bytes_of("(01)9638507*")), {105, 102, 1, 96, 38, 50, 74}, "0196385074", "(01)96385074"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.data);
        REQUIRE(row.code);
        CHECK(row.code->values == row.values);
        CHECK(row.code->data == row.data);
        CHECK(row.code->label == row.label);
    }
}

TEST_CASE("what Code 128 cannot hold is refused with a reason") {
    CHECK(read_code128(bytes_of("AB")).error() == "Code 128 data does not begin with {A, {B or {C");
    CHECK(read_code128(bytes_of("{C\x64")).error() == "Code 128 set C holds a byte above 99");
    CHECK(read_code128(bytes_of("{Aa")).error() == "Code 128 set A has no character 97");
    CHECK(read_gs1_128(bytes_of("(10)AB*")).error() == "GS1-128 computes a check digit of digits only");
    CHECK(read_gs1_128(bytes_of("(10){\xFF")).error() == "GS1-128 has no character 255"); // found by mutation
    CHECK(read_gs1_128({}).error() == "GS1-128 without data");
}
