#pragma once

#include "workflows/civil_time.hpp"

#include <optional>

namespace makegood::reading {

// The day with this year (1343 to 1472), month and day of the Jalali calendar; nothing where there is none, as
// 30 Esfand of a common year. In these years a year is a leap year when (25 × year + 11) mod 33 is below 8
// (A. Birashk's cycles agree with the calendar's law there).
std::optional<Date> day_of_jalali(int year, int month, int day);

} // namespace makegood::reading
