#pragma once

#include "workflows/civil_time.hpp"

#include <optional>
#include <string_view>

namespace makegood::feeds {

struct ZonedTime {
    CivilTime time;
    std::optional<int> utc_offset_minutes;
};

// "2016-08-22T15:21:49.4509505+01:00", with "Z" or without any zone; seconds may be missing. Nothing for a time that
// does not exist.
std::optional<ZonedTime> read_zoned_time(std::string_view text);

} // namespace makegood::feeds
