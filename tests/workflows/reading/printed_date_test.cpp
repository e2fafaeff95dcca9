#include "workflows/reading/printed_date.hpp"

#include "tests/support/catch.hpp"
#include "workflows/reading/folded_text.hpp"
#include "workflows/reading/jalali.hpp"

using namespace makegood;
using namespace makegood::reading;

namespace {

ReadingWords words_of_dates() {
    ReadingWords words;
    words.months = {{"DEC", 12, false}, {"DECEMBER", 12, false}, {"APRIL", 4, false}, {"مرداد", 5, true}};
    words.add(Says::after_noon, "PM");
    words.add(Says::before_noon, "AM");
    words.add(Says::after_noon, "ب.ظ");
    return words;
}

std::string meanings_on(std::string_view line) {
    std::string meanings;
    for (const auto& date : find_dates(folded(line), words_of_dates()))
        for (const auto& meaning : date.meanings)
            meanings += meaning.date.to_iso() + ' ';
    return meanings;
}

std::string times_on(std::string_view line) {
    std::string times;
    for (const auto& time : find_times(folded(line), words_of_dates()))
        times += std::to_string(time.time.seconds) + ' ';
    return times;
}

} // namespace

TEST_CASE("a date means what its shape leaves open") {
    const std::pair<const char*, const char*> rows[] = {
        {"25/12/2018", "2018-12-25 "},
        {"(25.12.2018)", "2018-12-25 "},
        {"DATE:2018-12-25 18:00", "2018-12-25 "},
        {"20181225", "2018-12-25 "},
        {"25 DEC 2018", "2018-12-25 "},
        {"25-Dec-18", "2018-12-25 "},
        {"December 25, 2018", "2018-12-25 "},
        {"Monday 6th of April 2015 02:56:25 PM", "2015-04-06 "},
        {"13 / 05 / 2018", "2018-05-13 "},
        {"05/06/2018", "2018-06-05 2018-05-06 "},
        {"06/06/2018", "2018-06-06 "},
        {"12-01-30", "2030-01-12 2030-12-01 2012-01-30 2033-04-18 "}, // also 1412-01-30
        {"۱۴۰۲/۰۵/۱۸", "2023-08-09 "},
        {"۱۸ مرداد ۱۴۰۲", "2023-08-09 "},
        {"۱۸/۵/۱۴۰۲", "2023-08-09 "},
        // none
        {"31/02/2018", ""},
        {"HC03-7 - 15", ""},
        {"TEL 03-8060 4233", ""},
        {"1.2.3.4", ""},
        {"01/02/1850", ""},
        {"۱۴۰۲/۱۲/۳۰", ""}, // a common year
    };
    for (const auto& [line, meanings] : rows) {
        CAPTURE(line);
        CHECK(meanings_on(line) == meanings);
    }
}

TEST_CASE("a time is read with its half of the day") {
    const std::pair<const char*, const char*> rows[] = {
        {"18:22", "66120 "},   {"8:13:39 PM", "72819 "},
        {"12:05 AM", "300 "},  {"12:05 PM", "43500 "},
        {"13 : 58", "50280 "}, {"۶:۲۲ ب.ظ", "66120 "},
        {"25:10", ""},         {"10:75", ""},
        {"20/12:30", ""},      {"1:2", ""},
        {"10:20:99", ""},
    };
    for (const auto& [line, times] : rows) {
        CAPTURE(line);
        CHECK(times_on(line) == times);
    }
}

// Pairs of ICU's calendar and of jalaali-js (tests/data/persian).
TEST_CASE("days of the Jalali calendar are those of its tables") {
    const std::tuple<int, int, int, const char*> rows[] = {
        {1343, 1, 1, "1964-03-21"}, {1395, 12, 30, "2017-03-20"}, {1399, 12, 30, "2021-03-20"},
        {1400, 1, 1, "2021-03-21"}, {1402, 7, 1, "2023-09-23"},   {1403, 12, 30, "2025-03-20"},
        {1404, 1, 1, "2025-03-21"}, {1408, 12, 30, "2030-03-20"}, {1450, 1, 1, "2071-03-21"},
    };
    for (const auto& [year, month, day, iso] : rows) {
        CAPTURE(year, month, day);
        const auto date = day_of_jalali(year, month, day);
        REQUIRE(date);
        CHECK(date->to_iso() == iso);
    }
    CHECK_FALSE(day_of_jalali(1402, 12, 30));
    CHECK_FALSE(day_of_jalali(1402, 7, 31));
    CHECK_FALSE(day_of_jalali(1200, 1, 1));
}
