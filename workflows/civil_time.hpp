#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace makegood {

inline constexpr std::int64_t seconds_per_day = 86'400;

// A day of the proleptic Gregorian calendar. ARTS BusinessDayDate is one of these.
struct Date {
    std::int32_t days_since_1970 = 0;

    static Date of(std::chrono::year_month_day ymd) {
        return {static_cast<std::int32_t>(std::chrono::sys_days(ymd).time_since_epoch().count())};
    }
    // "2011-10-05"; nothing for anything else, 30 February included.
    static std::optional<Date> from_iso(std::string_view text);

    std::chrono::year_month_day ymd() const { return std::chrono::sys_days(std::chrono::days(days_since_1970)); }
    std::string to_iso() const;

    friend constexpr auto operator<=>(Date, Date) = default;
};

// The time on the shop's wall, as receipts print it: no zone, no daylight saving. Seconds since 1970-01-01T00:00.
struct CivilTime {
    std::int64_t seconds = 0;

    // "2011-10-05T10:21", "2011-10-05T10:21:33", a blank instead of the T, fractions of a second dropped.
    // A zone at the end is not part of it: see from_iso in the feeds.
    static std::optional<CivilTime> from_iso(std::string_view text);

    Date date() const;
    int minute_of_day() const;
    // "2011-10-05T10:21:33"
    std::string to_iso() const;

    friend constexpr auto operator<=>(CivilTime, CivilTime) = default;
};

} // namespace makegood
