#pragma once

#include "workflows/civil_time.hpp"
#include "workflows/ids.hpp"
#include "workflows/money.hpp"

#include <optional>
#include <string>

namespace makegood {

// What a customer without paper remembers. A receipt fits when all that is given fits.
struct RecalledPurchase {
    Date from;                      // first and
    Date to;                        // last day that it may have been
    std::optional<ItemCode> item{}; // one product on it, by its code
    std::optional<Money> about{};   // its total, more or less
    int tolerance_percent = 15;     // how much more or less
};

} // namespace makegood
