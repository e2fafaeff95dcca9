#pragma once

#include "workflows/civil_time.hpp"

namespace makegood {

// A shop's day may end after midnight: what happens before that belongs to the day before.
struct BusinessDay {
    Date date;
    CivilTime begins;
    CivilTime ends; // no longer within
};

// `ends_minute` is counted from midnight, 0 to 24 * 60 - 1.
BusinessDay business_day(Date date, int ends_minute);
BusinessDay business_day_of(CivilTime at, int ends_minute);

} // namespace makegood
