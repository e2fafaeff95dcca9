#include "workflows/reading/jalali.hpp"

namespace makegood::reading {

namespace {

bool is_leap_year(int year) {
    return (25 * year + 11) % 33 < 8;
}

int days_of_month(int year, int month) {
    return month <= 6 ? 31 : month <= 11 || is_leap_year(year) ? 30 : 29;
}

} // namespace

std::optional<Date> day_of_jalali(int year, int month, int day) {
    if (year < 1343 || year > 1472 || month < 1 || month > 12 || day < 1 || day > days_of_month(year, month))
        return std::nullopt;
    using namespace std::chrono;
    auto new_year = Date::of(1964y / March / 21d).days_since_1970; // 1 Farvardin 1343
    for (int before = 1343; before < year; ++before)
        new_year += is_leap_year(before) ? 366 : 365;
    const int in_year = month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30;
    return Date{new_year + in_year + day - 1};
}

} // namespace makegood::reading
