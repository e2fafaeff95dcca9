#pragma once

#include "workflows/finding/recalled_purchase.hpp"

#include <optional>
#include <string_view>

namespace makegood {

struct ShopCalendar {
    CivilTime now;
    int day_ends_minute = 0; // of the clock: until then what happens belongs to the business day before
    int date_doubt = 5;      // by how many days somebody may be off who names a date in figures
};

struct SpokenTime {
    std::optional<RecalledDays> days;
    std::optional<RecalledHours> hours;
    std::optional<Weekday> weekday;
};

// Understands when something was, as people say and write it in English or Persian, with digits of either: a date
// ("2011-10-03", "3 October", «۱۱ مهر ۱۳۹۰», "1390/7/11"), a range ("2011-10-01..2011-10-08"), a month or a part of
// one ("early October", «اوایل مهر»), so long ago ("about two months ago", «سه هفته پیش»), a day or a weekday
// ("yesterday", «پریروز», "last Saturday"), a part of the day ("last night", «دیروز عصر»), a time ("at 17:30",
// «ساعت پنج عصر»), and around New Year, Yalda and Christmas («قبل از عید»). A day without a year is the last one that
// has begun. Days are business days. Nothing where a word is not understood: then nobody should search by the rest.
std::optional<SpokenTime> understand_time(std::string_view said, const ShopCalendar& calendar);

} // namespace makegood
