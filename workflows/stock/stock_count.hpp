#pragma once

#include "workflows/civil_time.hpp"
#include "workflows/ids.hpp"
#include "workflows/quantity.hpp"

#include <optional>

namespace makegood {

// How much of some goods somebody found in the shop; from then on the till's stock says so too.
struct StockCount {
    ItemCode code;
    Quantity counted;
    std::optional<Quantity> expected{}; // by the till's stock until then; nothing: the count does not tell
    CivilTime counted_at;

    friend bool operator==(const StockCount&, const StockCount&) = default;
};

// For so long after a sale its first count may still be over because of it.
inline constexpr std::int64_t count_speaks_for_s = 30 * seconds_per_day;

// By how much more was there than expected; negative where less was.
std::optional<Quantity> found_over(const StockCount& count);

} // namespace makegood
