#include "terminal/feeds/time_format.hpp"

#include "tests/support/catch.hpp"

#include <string>

using namespace makegood::feeds;

TEST_CASE("times are read as the map's pattern says") {
    struct Row {
        const char* pattern;
        const char* text;
        const char* expected; // empty: unreadable
    };
    const Row rows[] = {
        {"YYYY-MM-DD hh:mm:ss", "2011-10-05 10:21:33", "2011-10-05T10:21:33"},
        {"YYYY-MM-DD hh:mm:ss", "2011-10-05 10:21:33.250", "2011-10-05T10:21:33"},
        {"YYYY-MM-DD hh:mm:ss", "2011-10-05 10:21", ""},
        {"YYYY-MM-DD hh:mm:ss", "2011-02-29 10:21:33", ""},
        {"YYYY-MM-DD hh:mm:ss", "2011-10-05 24:00:00", ""},
        {"YYYY-MM-DD hh:mm:ss", "2011-10-05 10:21:33 PM", ""},
        {"YYYY-MM-DD hh:mm", "2011-10-05 10:21.5", ""},
        {"M/D/YYYY h:mm", "12/1/2010 8:26", "2010-12-01T08:26:00"},
        {"M/D/YYYY h:mm", "1/31/2010 18:26", "2010-01-31T18:26:00"},
        {"DD.MM.YYYY", "31.12.2019", "2019-12-31T00:00:00"},
        {"YYYYMMDDhhmm", "201912312359", "2019-12-31T23:59:00"},
        {"YYYYMMDDhhmm", "2019123123", ""},
    };
    for (const auto& row : rows) {
        INFO(row.pattern << " on " << row.text);
        const auto time = TimeFormat::from_pattern(row.pattern).value().read(row.text);
        CHECK((time ? time->to_iso() : "") == row.expected);
    }
}

TEST_CASE("a pattern without a whole date, or with a part twice, is refused") {
    for (const char* pattern : {"", "hh:mm", "YYYY-MM", "YYYY-MM-DD YYYY", "YY-MM-DD", "YYYY-MMM-DD", "YYYYY-MM-DD"})
        CHECK_FALSE(TimeFormat::from_pattern(pattern));
}
