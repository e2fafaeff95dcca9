#pragma once

#include "workflows/civil_time.hpp"
#include "workflows/reading/reading_words.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace makegood::reading {

enum class DateOrder { day_month_year, month_day_year, year_month_day };

// What a date on paper may mean, and by which order of its parts.
struct DateMeaning {
    Date date;
    DateOrder order;
    bool jalali = false;
};

struct PrintedDate {
    std::size_t at = 0; // in the folded line
    std::size_t length = 0;
    std::vector<DateMeaning> meanings; // not empty; more than one where the paper does not tell
    char separator = 0;                // between its parts; 0 where the month is a word or there is none
    bool bare = false;                 // eight digits and nothing else
};

// Seconds since midnight; `seconds` is 0 where none are printed.
struct TimeOfDay {
    int seconds = 0;
    friend constexpr auto operator<=>(TimeOfDay, TimeOfDay) = default;
};

struct PrintedTime {
    std::size_t at = 0;
    std::size_t length = 0;
    TimeOfDay time;
};

// From 1990 to 2079, and the same years of the Jalali calendar.
std::vector<PrintedDate> find_dates(std::string_view folded_line, const ReadingWords& words);
std::vector<PrintedTime> find_times(std::string_view folded_line, const ReadingWords& words);

} // namespace makegood::reading
