#pragma once

#include "terminal/text/language.hpp"
#include "workflows/civil_time.hpp"

#include <memory>
#include <optional>
#include <string>

namespace makegood::text {

// Days and times as people write them, in Persian by the Jalali calendar (ICU's "persian", leap years by its table
// of observations). Years 1600 to 2900. One thread.
class Dates {
  public:
    explicit Dates(Language language);
    Dates(Dates&&) noexcept;
    Dates& operator=(Dates&&) noexcept;
    ~Dates();

    // "5 October 2011", «۱۳ مهر ۱۳۹۰»
    std::string long_date(Date date) const;
    // "5 Oct 2011", «۱۳۹۰/۰۷/۱۳»
    std::string short_date(Date date) const;
    // "10:21", «۱۰:۲۱»: 24 hours in both languages, as on receipts.
    std::string time_of_day(CivilTime time) const;
    // "5 October 2011, 10:21", «۱۳ مهر ۱۳۹۰، ۱۰:۲۱»
    std::string long_date_time(CivilTime time) const;

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

struct JalaliDate {
    int year;
    int month; // 1 to 12
    int day;
};
JalaliDate jalali_of(Date date);

// The day with this year, month (1 to 12) and day in the Jalali calendar; nothing where there is none, as 30 Esfand of
// a common year.
std::optional<Date> date_of_jalali(int year, int month, int day);

enum class AgeUnit { just_now, minutes, hours, today, yesterday, days, weeks, months, years, not_yet };

// How long ago in the unit that people would choose, `count` of it; 0 for units that have none.
struct Age {
    AgeUnit unit;
    std::int64_t count;

    friend bool operator==(const Age&, const Age&) = default;
};

// Days up to 13, weeks until two months of the calendar are full, months until two years are. Both languages count
// Gregorian months, so that two people looking at one case read the same number.
Age age_in_days(Date then, Date now);
// Within the same day minutes and hours; a time before `then` by the clock of another till counts as just now for
// five minutes.
Age age_in_minutes(CivilTime then, CivilTime now);

} // namespace makegood::text
