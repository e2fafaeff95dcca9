#pragma once

#include "workflows/civil_time.hpp"

#include <optional>
#include <string_view>

namespace makegood {

// The day until which goods keep, as it stands on a package or as somebody says it, in either language: "2011-12-24",
// "24 December", «۱۳۹۰/۱۰/۰۳», «۳ دی». Without a year it is the next one that comes, today among them. Nothing where no
// single day is understood, or one that is over.
std::optional<Date> coming_day(std::string_view written, Date today);

} // namespace makegood
