#include "terminal/text/dates.hpp"

#include "terminal/text/numbers.hpp"
#include "tests/support/catch.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

using namespace makegood;
using namespace makegood::text;

namespace {

CivilTime at(std::string_view iso) {
    return *CivilTime::from_iso(iso);
}

Date on(std::string_view iso) {
    return *Date::from_iso(iso);
}

// «۱۴۰۴/۰۲/۱۵» as "1404-02-15".
std::string jalali(const Dates& dates, Date date) {
    auto text = with_latin_digits(dates.short_date(date));
    for (auto& c : text)
        c = c == '/' ? '-' : c;
    return text;
}

// Lines of "gregorian<tab>jalali"; how many were looked at.
int compare(std::istream& in) {
    const Dates dates(Language::persian);
    int days = 0;
    std::vector<std::string> wrong;
    for (std::string gregorian, expected, rest; in >> gregorian >> expected && std::getline(in, rest);) {
        const auto date = Date::from_iso(gregorian);
        if (!date)
            continue; // the heading
        ++days;
        if (jalali(dates, *date) != expected)
            wrong.push_back(gregorian);
    }
    CHECK(wrong == std::vector<std::string>{});
    return days;
}

} // namespace

TEST_CASE("a day reads as people write it") {
    const Dates english(Language::english);
    const Dates persian(Language::persian);
    CHECK(english.long_date(on("2011-10-05")) == "5 October 2011");
    CHECK(english.short_date(on("2011-10-05")) == "5 Oct 2011");
    CHECK(english.time_of_day(at("2011-10-05T10:21:59")) == "10:21");
    CHECK(english.long_date_time(at("2011-10-05T10:21")) == "5 October 2011, 10:21");
    CHECK(persian.long_date(on("2025-05-05")) == "۱۵ اردیبهشت ۱۴۰۴");
    CHECK(persian.short_date(on("2025-05-05")) == "۱۴۰۴/۰۲/۱۵");
    CHECK(persian.long_date_time(at("2025-05-05T16:35")) == "۱۵ اردیبهشت ۱۴۰۴، ۱۶:۳۵");
    CHECK(persian.time_of_day(at("2025-05-05T00:05")) == "۰۰:۰۵");
    CHECK(persian.long_date(on("2011-10-05")) == "۱۳ مهر ۱۳۹۰");
    CHECK(english.long_date(on("1969-12-31")) == "31 December 1969");
}

TEST_CASE("Jalali days agree with the table, leap years included") {
    std::ifstream in(MAKEGOOD_SOURCE_DIR "/tests/data/persian/jalali_days.tsv");
    CHECK(compare(in) == 162);
    CHECK(jalali(Dates(Language::persian), on("2025-03-20")) == "1403-12-30");
}

TEST_CASE("every Jalali day of 150 years agrees with the table") {
    const std::string file = MAKEGOOD_SOURCE_DIR "/../shared/data/persian/jalali_icu78_daily_1300_1450.tsv.xz";
    if (!std::filesystem::exists(file)) {
        WARN("skipped: the daily table is not beside the source");
        return;
    }
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(("xz -dc " + file).c_str(), "r"), pclose);
    REQUIRE(pipe);
    std::stringstream table;
    char buffer[4096];
    while (std::fgets(buffer, sizeof buffer, pipe.get()))
        table << buffer;
    CHECK(compare(table) == 55'073);
}

TEST_CASE("an age is told in the unit that people would choose") {
    struct Row {
        const char* then;
        const char* now;
        Age expected;
    };
    const Row rows[] = {
        {"2011-10-05", "2011-10-05", {AgeUnit::today, 0}},   {"2011-10-05", "2011-10-06", {AgeUnit::yesterday, 0}},
        {"2011-10-05", "2011-10-07", {AgeUnit::days, 2}},    {"2011-10-05", "2011-10-18", {AgeUnit::days, 13}},
        {"2011-10-05", "2011-10-19", {AgeUnit::weeks, 2}},   {"2011-10-05", "2011-12-04", {AgeUnit::weeks, 8}},
        {"2011-10-05", "2011-12-05", {AgeUnit::months, 2}},  {"2011-12-31", "2012-02-29", {AgeUnit::weeks, 8}},
        {"2011-10-05", "2013-10-04", {AgeUnit::months, 23}}, {"2011-10-05", "2013-10-05", {AgeUnit::years, 2}},
        {"2011-10-05", "2011-10-04", {AgeUnit::not_yet, 0}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.then, row.now);
        CHECK((age_in_days(on(row.then), on(row.now)) == row.expected));
    }
    const Row minutes[] = {
        {"2011-10-05T10:21:00", "2011-10-05T10:21:59", {AgeUnit::just_now, 0}},
        {"2011-10-05T10:21:00", "2011-10-05T10:22:00", {AgeUnit::minutes, 1}},
        {"2011-10-05T10:21:00", "2011-10-05T11:20:59", {AgeUnit::minutes, 59}},
        {"2011-10-05T10:21:00", "2011-10-05T12:21:00", {AgeUnit::hours, 2}},
        {"2011-10-05T23:50:00", "2011-10-06T00:10:00", {AgeUnit::minutes, 20}},
        {"2011-10-05T20:00:00", "2011-10-06T08:00:00", {AgeUnit::yesterday, 0}},
        {"2011-10-05T10:21:00", "2011-10-05T10:16:00", {AgeUnit::just_now, 0}},
        {"2011-10-05T10:21:00", "2011-10-05T10:10:00", {AgeUnit::not_yet, 0}},
    };
    for (const auto& row : minutes) {
        CAPTURE(row.then, row.now);
        CHECK((age_in_minutes(at(row.then), at(row.now)) == row.expected));
    }
}

TEST_CASE("a Jalali day is found, and one that does not exist is not") {
    // Pairs of shared/data/persian/jalali_icu78_daily_1300_1450.tsv
    CHECK(text::date_of_jalali(1390, 7, 13) == Date::from_iso("2011-10-05"));
    CHECK(text::date_of_jalali(1403, 12, 30) == Date::from_iso("2025-03-20"));
    CHECK(text::date_of_jalali(1348, 10, 10) == Date::from_iso("1969-12-31"));
    CHECK_FALSE(text::date_of_jalali(1404, 12, 30));
    CHECK_FALSE(text::date_of_jalali(1404, 13, 1));
    CHECK_FALSE(text::date_of_jalali(1404, 7, 31));
    CHECK_FALSE(text::date_of_jalali(1404, 0, 1));
}
