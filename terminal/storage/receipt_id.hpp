#pragma once

#include "workflows/civil_time.hpp"

#include <cstdint>

namespace makegood::storage {

// A receipt's row id is its business day times 2^20 plus a counter: one day is one range of ids.
constexpr std::int64_t ids_per_day = std::int64_t{1} << 20;

inline std::int64_t first_id_of(Date day) {
    return day.days_since_1970 * ids_per_day;
}

inline std::int64_t last_id_of(Date day) {
    return first_id_of(day) + ids_per_day - 1;
}

inline Date day_of(std::int64_t id) {
    return {static_cast<std::int32_t>(id >> 20)};
}

} // namespace makegood::storage
