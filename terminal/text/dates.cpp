#include "terminal/text/dates.hpp"

#include <cassert>
#include <chrono>
#include <cmath>
#include <unicode/calendar.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>

namespace makegood::text {

namespace {

icu::SimpleDateFormat formatter(Language language, const char* english, const char* persian) {
    UErrorCode status = U_ZERO_ERROR;
    icu::SimpleDateFormat format(icu::UnicodeString::fromUTF8(language == Language::english ? english : persian),
                                 icu::Locale(locale_of(language)), status);
    assert(U_SUCCESS(status));
    // Civil time has no zone: it is counted in UTC and shown in UTC.
    format.setTimeZone(*icu::TimeZone::getGMT());
    return format;
}

std::string shown(const icu::SimpleDateFormat& format, std::int64_t seconds) {
    icu::UnicodeString text;
    format.format(static_cast<UDate>(seconds) * 1000.0, text);
    std::string utf8;
    text.toUTF8String(utf8);
    return utf8;
}

std::int64_t midnight(Date date) {
    return std::int64_t{date.days_since_1970} * 86'400;
}

// Full months of the calendar between two days; the 31st to the 30th of the next month is none.
std::int64_t full_months(Date then, Date now) {
    const auto a = then.ymd();
    const auto b = now.ymd();
    const auto months = (b.year() / b.month() - a.year() / a.month()).count();
    return months - (b.day() < a.day() ? 1 : 0);
}

} // namespace

struct Dates::Inside {
    icu::SimpleDateFormat long_date;
    icu::SimpleDateFormat short_date;
    icu::SimpleDateFormat time_of_day;
    icu::SimpleDateFormat long_date_time;
};

Dates::Dates(Language language)
    : inside_(new Inside{formatter(language, "d MMMM y", "d MMMM y"), formatter(language, "d MMM y", "yyyy/MM/dd"),
                         formatter(language, "HH:mm", "HH:mm"),
                         formatter(language, "d MMMM y, HH:mm", "d MMMM y، HH:mm")}) {}
Dates::Dates(Dates&&) noexcept = default;
Dates& Dates::operator=(Dates&&) noexcept = default;
Dates::~Dates() = default;

std::string Dates::long_date(Date date) const {
    return shown(inside_->long_date, midnight(date));
}

std::string Dates::short_date(Date date) const {
    return shown(inside_->short_date, midnight(date));
}

std::string Dates::time_of_day(CivilTime time) const {
    return shown(inside_->time_of_day, time.seconds);
}

std::string Dates::long_date_time(CivilTime time) const {
    return shown(inside_->long_date_time, time.seconds);
}

namespace {

std::unique_ptr<icu::Calendar> jalali_calendar() {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Calendar> calendar(
        icu::Calendar::createInstance(*icu::TimeZone::getGMT(), icu::Locale("fa_IR@calendar=persian"), status));
    assert(U_SUCCESS(status));
    return calendar;
}

} // namespace

JalaliDate jalali_of(Date date) {
    UErrorCode status = U_ZERO_ERROR;
    const auto calendar = jalali_calendar();
    calendar->setTime(static_cast<UDate>(midnight(date)) * 1000.0, status);
    const JalaliDate jalali{calendar->get(UCAL_EXTENDED_YEAR, status), calendar->get(UCAL_MONTH, status) + 1,
                            calendar->get(UCAL_DATE, status)};
    assert(U_SUCCESS(status));
    return jalali;
}

std::optional<Date> date_of_jalali(int year, int month, int day) {
    UErrorCode status = U_ZERO_ERROR;
    const auto calendar = jalali_calendar();
    calendar->clear();
    calendar->setLenient(false);
    calendar->set(year, month - 1, day);
    const UDate midnight_ms = calendar->getTime(status);
    if (U_FAILURE(status))
        return std::nullopt;
    return Date{static_cast<std::int32_t>(std::floor(midnight_ms / 86'400'000.0))};
}

Age age_in_days(Date then, Date now) {
    const std::int64_t days = std::int64_t{now.days_since_1970} - then.days_since_1970;
    if (days < 0)
        return {AgeUnit::not_yet, 0};
    if (days == 0)
        return {AgeUnit::today, 0};
    if (days == 1)
        return {AgeUnit::yesterday, 0};
    if (days < 14)
        return {AgeUnit::days, days};
    const auto months = full_months(then, now);
    if (months < 2)
        return {AgeUnit::weeks, days / 7};
    if (months < 24)
        return {AgeUnit::months, months};
    return {AgeUnit::years, months / 12};
}

Age age_in_minutes(CivilTime then, CivilTime now) {
    const auto minutes = (now.seconds - then.seconds) / 60;
    if (minutes >= -5 && minutes < 1)
        return {AgeUnit::just_now, 0};
    if (minutes >= 1 && minutes < 60)
        return {AgeUnit::minutes, minutes};
    if (minutes >= 60 && then.date() == now.date())
        return {AgeUnit::hours, minutes / 60};
    return minutes < 0 ? Age{AgeUnit::not_yet, 0} : age_in_days(then.date(), now.date());
}

} // namespace makegood::text
