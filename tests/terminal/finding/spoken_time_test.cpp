#include "terminal/finding/spoken_time.hpp"
#include "tests/support/catch.hpp"

#include <fmt/format.h>

using namespace makegood;

namespace {

// Monday 5 December 2011, 14 Azar 1390.
const ShopCalendar calendar{*CivilTime::from_iso("2011-12-05T10:00"), 4 * 60};

std::string text_of(const std::optional<SpokenTime>& time) {
    if (!time)
        return "nothing";
    std::string text;
    if (time->days)
        text += fmt::format("{}..{} ±{} ", time->days->from.to_iso(), time->days->to.to_iso(), time->days->spread);
    if (time->hours)
        text += fmt::format("{:02}:{:02}-{:02}:{:02} ", time->hours->from / 60, time->hours->from % 60,
                            time->hours->to / 60, time->hours->to % 60);
    if (time->weekday)
        text += fmt::format("weekday {} ", *time->weekday);
    text.pop_back();
    return text;
}

std::string heard(std::string_view said) {
    return text_of(understand_time(said, calendar));
}

struct Heard {
    const char* said;
    const char* meant;
};

void check(std::initializer_list<Heard> rows) {
    for (const auto& row : rows) {
        INFO(row.said);
        CHECK(heard(row.said) == row.meant);
    }
}

} // namespace

TEST_CASE("written dates, months and ranges of both calendars") {
    check({{"2011-10-03", "2011-10-03..2011-10-03 ±5"},
           {"2011/10/3", "2011-10-03..2011-10-03 ±5"},
           {"3.10.2011", "2011-10-03..2011-10-03 ±5"},
           {"20111003", "2011-10-03..2011-10-03 ±5"},
           {"1390/07/11", "2011-10-03..2011-10-03 ±5"},
           {"۱۳۹۰/۷/۱۱", "2011-10-03..2011-10-03 ±5"},
           {"13900711", "2011-10-03..2011-10-03 ±5"},
           {"2011-10", "2011-10-01..2011-10-31 ±0"},
           {"1390/07", "2011-09-23..2011-10-22 ±0"},
           {"2011-10-01..2011-10-08", "2011-10-01..2011-10-08 ±0"},
           {"2011-02-30", "nothing"},
           {"2011-10-08..2011-10-01", "nothing"},
           {"1390/07/31", "nothing"}});
}

TEST_CASE("days and months by name, the last ones that have begun") {
    check({{"3 October", "2011-10-03..2011-10-03 ±1"},
           {"October 3rd, 2010", "2010-10-03..2010-10-03 ±1"},
           {"on the 3rd of October", "2011-10-03..2011-10-03 ±1"},
           {"24 December", "2010-12-24..2010-12-24 ±1"},
           {"۱۱ مهر", "2011-10-03..2011-10-03 ±1"},
           {"۱۱ مهر ۱۳۸۹", "2010-10-03..2010-10-03 ±1"},
           {"in October", "2011-10-01..2011-10-31 ±0"},
           {"early October", "2011-10-01..2011-10-10 ±2"},
           {"end of October", "2011-10-21..2011-10-31 ±2"},
           {"اوایل مهر", "2011-09-23..2011-10-02 ±2"},
           {"اواسط مهر ماه", "2011-10-03..2011-10-12 ±2"},
           {"اواخر بهمن", "2011-02-10..2011-02-19 ±2"},
           {"31 Mehr", "nothing"},
           {"۳۱ مهر", "nothing"}});
}

TEST_CASE("so long ago") {
    check({{"today", "2011-12-05..2011-12-05 ±0"},
           {"yesterday", "2011-12-04..2011-12-04 ±0"},
           {"the day before yesterday", "2011-12-03..2011-12-03 ±0"},
           {"پریروز", "2011-12-03..2011-12-03 ±0"},
           {"about two months ago", "2011-10-05..2011-10-05 ±10"},
           {"two months ago", "2011-10-05..2011-10-05 ±10"},
           {"حدود دو ماه پیش", "2011-10-05..2011-10-05 ±10"},
           {"سه هفته پیش", "2011-11-14..2011-11-14 ±4"},
           {"۱۰ روز پیش", "2011-11-25..2011-11-25 ±2"},
           {"two or three weeks ago", "2011-11-14..2011-11-21 ±4"},
           {"دو سه هفته پیش", "2011-11-14..2011-11-21 ±4"},
           {"a few days ago", "2011-11-29..2011-12-03 ±1"},
           {"چند روز پیش", "2011-11-29..2011-12-03 ±1"},
           {"a year ago", "2010-12-05..2010-12-05 ±45"},
           {"last Saturday", "2011-12-03..2011-12-03 ±0"},
           {"شنبه گذشته", "2011-12-03..2011-12-03 ±0"},
           {"last Monday", "2011-11-28..2011-11-28 ±0"},
           {"last week", "2011-11-22..2011-12-02 ±1"},
           {"ماه پیش", "2011-10-07..2011-11-20 ±4"}});
}

TEST_CASE("parts of the day, times and weekdays") {
    check({{"last night", "2011-12-04..2011-12-04 ±0 18:00-03:00"},
           {"دیشب", "2011-12-04..2011-12-04 ±0 18:00-03:00"},
           {"yesterday evening", "2011-12-04..2011-12-04 ±0 17:00-22:00"},
           {"دیروز عصر", "2011-12-04..2011-12-04 ±0 15:00-20:00"},
           {"this morning", "2011-12-05..2011-12-05 ±0 05:00-12:00"},
           {"at 17:30", "17:10-17:50"},
           {"at 5 pm", "16:40-17:20"},
           {"ساعت پنج عصر", "16:40-17:20"},
           {"ساعت ۱۷:۳۰", "17:10-17:50"},
           {"دیروز بعد از ظهر", "2011-12-04..2011-12-04 ±0 12:00-18:00"},
           {"on a Tuesday", "weekday 2"},
           {"سه شنبه", "weekday 2"},
           {"سه‌شنبه صبح", "05:00-12:00 weekday 2"},
           {"پنجشنبه", "weekday 4"},
           {"two months ago on a Saturday", "2011-10-05..2011-10-05 ±10 weekday 6"}});
}

TEST_CASE("feasts that everybody counts by") {
    // New Year 1390 was 21 March 2011.
    check({{"قبل از عید", "2011-03-07..2011-03-20 ±3"},
           {"بعد از عید", "2011-04-03..2011-04-16 ±3"},
           {"عید", "2011-03-21..2011-04-02 ±1"},
           {"شب عید", "2011-03-07..2011-03-20 ±3"},
           {"شب یلدا", "2010-12-21..2010-12-21 ±1"},
           {"before Christmas", "2010-12-10..2010-12-23 ±3"}});
}

TEST_CASE("the business day's end decides what yesterday was") {
    const ShopCalendar at_night{*CivilTime::from_iso("2011-12-05T01:30"), 4 * 60};
    CHECK(text_of(understand_time("today", at_night)) == "2011-12-04..2011-12-04 ±0");
    CHECK(text_of(understand_time("today", {at_night.now, 0})) == "2011-12-05..2011-12-05 ±0");
}

TEST_CASE("what is not understood is not searched by") {
    check({{"", "nothing"},
           {"when the moon was full", "nothing"},
           {"yesterday at the fair", "nothing"},
           {"maybe", "nothing"},
           {"99999999999999 days ago", "nothing"},
           {"0000-00-00", "nothing"},
           {"at 25:99", "nothing"}});
}
