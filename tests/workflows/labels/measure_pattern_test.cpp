#include "tests/support/catch.hpp"
#include "workflows/labels/measure_pattern.hpp"

using namespace makegood;

namespace {

MeasurePattern pattern(std::string_view text, Measured measured = Measured::nothing, int step = 1) {
    auto parsed = MeasurePattern::parse(text, measured, step);
    if (!parsed)
        FAIL(parsed.error());
    return *parsed;
}

} // namespace

TEST_CASE("a value of four or five digits has a check digit of its own", "[labels]") {
    // GS1 General Specifications 7.9.3 and 7.9.4
    CHECK(value_check_digit("2875") == '9');
    CHECK(value_check_digit("14685") == '6');
    CHECK(value_check_digit("0000") == '0');
    CHECK(value_check_digit("00000") == '0');
}

TEST_CASE("a label of variable measure says its goods and what they cost or weigh", "[labels]") {
    struct Row {
        const char* pattern;
        Measured measured;
        int step;
        const char* label;
        MeasuredGoods expected;
    };
    const Row rows[] = {
        // Great Britain: item, check digit of the price, price
        {"20 PPPPP K VVVV C",
         Measured::price,
         1,
         "2012345928756",
         {{"2012345928756", "2012345000001", "2012345", "12345"}, Measured::price, 2875}},
        // Germany: weight in grams
        {"28 PPPPP VVVVV C",
         Measured::weight,
         1,
         "2800042007429",
         {{"2800042007429", "2800042000000", "2800042", "00042", "42"}, Measured::weight, 742}},
        // Baltic states: weight in hundredths of a kilogram
        {"24PPPPPVVVVVC",
         Measured::weight,
         10,
         "2400042000743",
         {{"2400042000743", "2400042000002", "2400042", "00042", "42"}, Measured::weight, 740}},
        {"2X PPPPP VVVVV C",
         Measured::nothing,
         1,
         "2712345014687",
         {{"2712345014687", "2712345000000", "2712345", "12345"}, Measured::nothing, 0}},
        // UPC-A
        {"02 PPPPP K VVVV C",
         Measured::price,
         1,
         "0212345928752",
         {{"0212345928752", "0212345000007", "0212345", "12345"}, Measured::price, 2875}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.pattern, row.label);
        const auto one = pattern(row.pattern, row.measured, row.step);
        REQUIRE(one.fits(row.label));
        const auto goods = one.read(row.label);
        REQUIRE(goods);
        CHECK(goods->codes == row.expected.codes);
        CHECK(goods->measured == row.expected.measured);
        CHECK(goods->value == row.expected.value);
    }
}

TEST_CASE("another label is none of the pattern's, and a wrong price is no price", "[labels]") {
    const auto british = pattern("20 PPPPP K VVVV C", Measured::price);
    for (const auto* label : {"2112345928753", "2012345928755", "201234592875", "9521000121836", ""})
        CHECK_FALSE(british.fits(label));
    REQUIRE(british.fits("2012345828759"));
    CHECK_FALSE(british.read("2012345828759"));
}

TEST_CASE("a pattern says what is wrong with it", "[labels]") {
    const auto [text, measured, step, why] = GENERATE(table<const char*, Measured, int, const char*>({
        {"20 PPPPP VVVV C", Measured::price, 1, "a label has 13 digits, and this pattern 12"},
        {"40 PPPPP VVVVV C", Measured::price, 1, "a shop's own labels begin with 02, 04 or 20 to 29"},
        {"20 PPPPP VVVVV X", Measured::price, 1, "the last digit is the check digit, C, and no other one"},
        {"20 XXXXX VVVVV C", Measured::price, 1, "wants digits of the item, P"},
        {"20 PPVVVVV PPP C", Measured::price, 1,
         "the digits of the item, P, stand together, and so do those of the value, V"},
        {"20 PPPPPPK VVV C", Measured::price, 1, "one check digit, K, protects a value of four or five digits"},
        {"20 PPPPPPPPPP C", Measured::weight, 1, "wants digits of the value, V"},
        {"20 PPPPP VVVVV C", Measured::price, 0, "a step is 1 to 100000"},
        {"20 ppppp VVVVV C", Measured::price, 1, "nobody knows 'p'"},
    }));
    CAPTURE(text);
    const auto parsed = MeasurePattern::parse(text, measured, step);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error() == why);
}
