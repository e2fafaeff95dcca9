#include "workflows/civil_time.hpp"

#include <charconv>

namespace makegood {

namespace {

// Exactly `count` digits at `at`, or nothing.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
    if (text.size() < at + count)
        return std::nullopt;
    int value = 0;
    const char* first = text.data() + at;
    const auto [end, error] = std::from_chars(first, first + count, value);
    if (error != std::errc{} || end != first + count || *first == '-')
        return std::nullopt;
    return value;
}

std::string padded(int value, std::size_t width) {
    std::string text = std::to_string(value);
    if (text.size() < width)
        text.insert(0, width - text.size(), '0');
    return text;
}

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    return a / b - (a % b < 0 ? 1 : 0);
}

} // namespace

std::optional<Date> Date::from_iso(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return std::nullopt;
    const auto year = digits(text, 0, 4);
    const auto month = digits(text, 5, 2);
    const auto day = digits(text, 8, 2);
    if (!year || !month || !day)
        return std::nullopt;
    const std::chrono::year_month_day ymd{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                          std::chrono::day(static_cast<unsigned>(*day))};
    if (!ymd.ok())
        return std::nullopt;
    return of(ymd);
}

std::string Date::to_iso() const {
    const auto date = ymd();
    return padded(int(date.year()), 4) + "-" + padded(static_cast<int>(unsigned(date.month())), 2) + "-" +
           padded(static_cast<int>(unsigned(date.day())), 2);
}

std::optional<CivilTime> CivilTime::from_iso(std::string_view text) {
    if (text.size() < 16 || (text[10] != 'T' && text[10] != ' ') || text[13] != ':')
        return std::nullopt;
    const auto date = Date::from_iso(text.substr(0, 10));
    const auto hour = digits(text, 11, 2);
    const auto minute = digits(text, 14, 2);
    std::optional<int> second = 0;
    if (text.size() > 16) {
        second = text[16] == ':' ? digits(text, 17, 2) : std::nullopt;
        if (text.size() > 19 && (text[19] != '.' || text.find_first_not_of("0123456789", 20) != text.npos))
            return std::nullopt;
    }
    if (!date || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60)
        return std::nullopt;
    return CivilTime{date->days_since_1970 * seconds_per_day + *hour * 3'600 + *minute * 60 + *second};
}

Date CivilTime::date() const {
    return {static_cast<std::int32_t>(floor_div(seconds, seconds_per_day))};
}

int CivilTime::minute_of_day() const {
    return static_cast<int>((seconds - date().days_since_1970 * seconds_per_day) / 60);
}

std::string CivilTime::to_iso() const {
    const auto second_of_day = static_cast<int>(seconds - date().days_since_1970 * seconds_per_day);
    return date().to_iso() + "T" + padded(second_of_day / 3'600, 2) + ":" + padded(second_of_day / 60 % 60, 2) + ":" +
           padded(second_of_day % 60, 2);
}

} // namespace makegood
