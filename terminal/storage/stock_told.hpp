#pragma once

#include "terminal/storage/connection.hpp"
#include "workflows/recovery/events.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace makegood::storage {

// Stock movements in the order of the journal, for whoever takes them one after the other and keeps how far they came.
struct StockTold {
    struct Movement {
        std::int64_t position = 0; // in the journal: its own for ever
        CivilTime at;
        StockMoved moved;
    };
    std::vector<Movement> movements;
    std::int64_t read_up_to = 0; // a position
    bool is_end = false;         // nothing stands in the journal behind it
};

// Those of the next `events` events after that position.
Stored<StockTold> stock_told_after(Connection& connection, std::int64_t position, int events);
// 0 of an empty journal.
Stored<std::int64_t> newest_position(Connection& connection);

} // namespace makegood::storage
