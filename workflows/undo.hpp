#pragma once

#include "workflows/civil_time.hpp"

#include <cstdlib>

namespace makegood {

// A step taken by mistake is taken back at once, or not by undoing.
inline constexpr std::int64_t undone_within_s = 60;

// Also where the clock was set back meanwhile.
inline bool can_still_be_undone(CivilTime recorded, CivilTime now) {
    return std::abs(now.seconds - recorded.seconds) <= undone_within_s;
}

} // namespace makegood
