#include "workflows/business_day.hpp"

namespace makegood {

BusinessDay business_day(Date date, int ends_minute) {
    const CivilTime begins{date.days_since_1970 * seconds_per_day + ends_minute * 60};
    return {date, begins, {begins.seconds + seconds_per_day}};
}

BusinessDay business_day_of(CivilTime at, int ends_minute) {
    return business_day(CivilTime{at.seconds - ends_minute * 60}.date(), ends_minute);
}

} // namespace makegood
