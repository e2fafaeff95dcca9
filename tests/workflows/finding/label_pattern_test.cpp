#include "tests/support/catch.hpp"
#include "workflows/finding/label_pattern.hpp"

using namespace makegood;

namespace {

LabelPattern pattern(std::string_view text) {
    auto parsed = LabelPattern::parse(text);
    if (!parsed)
        FAIL(parsed.error());
    return *parsed;
}

} // namespace

TEST_CASE("a bar code is read by its till's pattern") {
    const auto day = Date::from_iso("2011-10-05");
    CHECK(pattern("POS {sequence}").read("POS 451") == LabelReading{.sequence = "451"});
    CHECK(pattern("CP{day:YYMMDD}{operator:5}{lane:3}{sequence:4}").read("CP111005009010030451") ==
          LabelReading{.lane = "003", .sequence = "0451", .operator_id = "00901", .day = day});
    CHECK(pattern("{any:5}-{lane:3}-{sequence:4}").read("06393-028-0119") ==
          LabelReading{.lane = "028", .sequence = "0119"});
    CHECK(pattern("{shop}/{lane}/{sequence}").read("S1/2/A017") ==
          LabelReading{.shop = "S1", .lane = "2", .sequence = "A017"});
    CHECK(pattern("{day:YYDDD}{sequence}").read("1127817") == LabelReading{.sequence = "17", .day = day});
    CHECK(pattern("{day:DDMMYY}-{sequence}").read("051011-17") == LabelReading{.sequence = "17", .day = day});
}

TEST_CASE("another till's bar code is not read") {
    CHECK_FALSE(pattern("POS {sequence}").read("POS "));
    CHECK_FALSE(pattern("POS {sequence}").read("pos 451"));
    CHECK_FALSE(pattern("POS {sequence}").read("POS 45 1"));
    CHECK_FALSE(pattern("{lane:3}{sequence:4}").read("003045"));
    CHECK_FALSE(pattern("{lane:3}{sequence:4}").read("0030451x"));
    CHECK_FALSE(pattern("{day:YYMMDD}{sequence}").read("11023017")); // 30 February
    CHECK_FALSE(pattern("{day:YYDDD}{sequence}").read("1136617"));   // day 366 of 2011
    CHECK_FALSE(pattern("{day:YYDDD}{sequence}").read("1100017"));
    CHECK_FALSE(pattern("{sequence}").read(std::string(81, '1')));
    CHECK_FALSE(pattern("{sequence}").read(""));
}

TEST_CASE("what is wrong with a pattern is told") {
    for (const auto* text :
         {"", "POS", "{sequence", "{sequence}{sequence}", "{sequence:0}", "{sequence:21}", "{sequence:x}",
          "{day}{sequence}", "{day:MMDD}{sequence}", "{price}{sequence}", "{any}{any}{any}{sequence}"}) {
        INFO(text);
        const auto parsed = LabelPattern::parse(text);
        REQUIRE_FALSE(parsed);
        CHECK_FALSE(parsed.error().empty());
    }
}
