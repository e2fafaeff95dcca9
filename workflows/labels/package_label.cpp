#include "workflows/labels/package_label.hpp"

#include <algorithm>
#include <chrono>

namespace makegood {

namespace {

const std::string* value_of(const gs1::Elements& elements, std::string_view identifier) {
    const auto found = std::ranges::find(elements, identifier, &gs1::Element::identifier);
    return found == elements.end() ? nullptr : &found->value;
}

int number_at(std::string_view digits, std::size_t at) {
    return (digits[at] - '0') * 10 + (digits[at + 1] - '0');
}

// GS1 General Specifications 7.12: a year more than fifty ahead is one of the century before, one fifty or more back
// one of the next. A day 00 is the last of its month.
Date date_of(std::string_view yymmdd, Date today) {
    const int this_year = static_cast<int>(today.ymd().year());
    int year = this_year / 100 * 100 + number_at(yymmdd, 0);
    if (year - this_year > 50)
        year -= 100;
    else if (year - this_year <= -50)
        year += 100;
    const auto month = std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(number_at(yymmdd, 2)));
    const auto day = static_cast<unsigned>(number_at(yymmdd, 4));
    return day == 0 ? Date::of(std::chrono::year_month_day(month / std::chrono::last))
                    : Date::of(month / std::chrono::day(day));
}

} // namespace

std::optional<PackageLabel> package_label_of(const gs1::Elements& elements, Date today) {
    constexpr std::size_t gtin_digits = 14;
    const std::string* goods = nullptr;
    for (const auto* identifier : {"01", "8006", "02", "8026", "03"})
        if (!goods)
            goods = value_of(elements, identifier);
    if (!goods)
        return std::nullopt;
    PackageLabel label{goods->substr(0, gtin_digits)};
    if (const auto* lot = value_of(elements, "10"))
        label.lot = *lot;
    for (const auto* identifier : {"17", "7003", "15"})
        if (const auto* date = value_of(elements, identifier); date && !label.keeps_until)
            label.keeps_until = date_of(*date, today);
    return label;
}

} // namespace makegood
