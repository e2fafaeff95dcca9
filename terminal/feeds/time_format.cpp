#include "terminal/feeds/time_format.hpp"

#include <array>
#include <chrono>

namespace makegood::feeds {

namespace {

constexpr std::string_view letters = "YMDhms";

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// A number of exactly `digits` digits, or of one or two when `digits` is 1; taken off the text.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
    const std::size_t most = digits == 1 ? 2 : digits;
    std::size_t size = 0;
    int value = 0;
    while (size < most && size < text.size() && is_digit(text[size]))
        value = value * 10 + (text[size++] - '0');
    if (size < digits)
        return std::nullopt;
    text.remove_prefix(size);
    return value;
}

bool is_fraction(std::string_view text) {
    return text.size() > 1 && text[0] == '.' && text.find_first_not_of("0123456789", 1) == text.npos;
}

} // namespace

std::optional<TimeFormat> TimeFormat::from_pattern(std::string_view pattern) {
    TimeFormat format;
    std::array<int, letters.size()> seen{};
    while (!pattern.empty()) {
        const char c = pattern.front();
        const auto kind = letters.find(c);
        if (kind == letters.npos) {
            format.tokens_.push_back({.literal = c});
            pattern.remove_prefix(1);
            continue;
        }
        const auto digits = std::min(pattern.find_first_not_of(c), pattern.size());
        if (++seen[kind] > 1 || digits > 4 || (c == 'Y') != (digits == 4) || (c != 'Y' && digits > 2))
            return std::nullopt;
        format.tokens_.push_back({.letter = c, .digits = digits});
        pattern.remove_prefix(digits);
    }
    if (seen[0] != 1 || seen[1] != 1 || seen[2] != 1)
        return std::nullopt;
    return format;
}

std::optional<CivilTime> TimeFormat::read(std::string_view text) const {
    std::array<int, letters.size()> values{};
    for (const auto& token : tokens_) {
        if (token.letter == 0) {
            if (!text.starts_with(token.literal))
                return std::nullopt;
            text.remove_prefix(1);
            continue;
        }
        const auto number = take_number(text, token.digits);
        if (!number)
            return std::nullopt;
        values[letters.find(token.letter)] = *number;
    }
    const bool ends_with_seconds = tokens_.back().letter == 's';
    if (!text.empty() && !(ends_with_seconds && is_fraction(text)))
        return std::nullopt;
    const auto [year, month, day, hour, minute, second] = values;
    const std::chrono::year_month_day ymd{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                          std::chrono::day(static_cast<unsigned>(day))};
    if (!ymd.ok() || hour > 23 || minute > 59 || second > 60)
        return std::nullopt;
    return CivilTime{Date::of(ymd).days_since_1970 * std::int64_t{86'400} + hour * 3'600 + minute * 60 + second};
}

} // namespace makegood::feeds
