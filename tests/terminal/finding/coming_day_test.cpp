#include "terminal/finding/coming_day.hpp"
#include "tests/support/catch.hpp"

using namespace makegood;

TEST_CASE("the day on a package is the next one that comes") {
    struct Row {
        const char* written;
        const char* day; // nothing: not understood, or over
    };
    const auto row = GENERATE(values<Row>({
        {"2011-12-24", "2011-12-24"},
        {"24 December 2011", "2011-12-24"},
        {"24 December", "2011-12-24"},
        {"5 December", "2011-12-05"}, // today
        {"3 January", "2012-01-03"},
        {"1390/10/03", "2011-12-24"},
        {"۱۳۹۰/۱۰/۰۳", "2011-12-24"},
        {"۳ دی", "2011-12-24"},
        {"2011-12-04", nullptr}, // yesterday
        {"4 December 2011", nullptr},
        {"early January", nullptr},
        {"2012-01-01..2012-01-05", nullptr},
        {"2011-02-30", nullptr},
        {"for ever", nullptr},
        {"", nullptr},
    }));
    INFO(row.written);
    const auto day = coming_day(row.written, *Date::from_iso("2011-12-05"));
    CHECK(day == (row.day ? Date::from_iso(row.day) : std::nullopt));
}
