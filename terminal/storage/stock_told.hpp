#pragma once

#include "terminal/storage/connection.hpp"
#include "workflows/recovery/events.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace makegood::storage {

// Of an event. A position is taken again where the journal is put back to an earlier day; an id never is.
struct JournalPlace {
    std::int64_t position = 0; // before the first
    std::string event_id{};

    friend bool operator==(const JournalPlace&, const JournalPlace&) = default;
};

// Stock movements in the order of the journal, for whoever takes them one after the other and keeps how far they came.
struct StockTold {
    struct Movement {
        JournalPlace place;
        CivilTime at;
        StockMoved moved;
    };
    std::vector<Movement> movements;
    JournalPlace read_up_to;
    bool is_end = false; // nothing stands in the journal behind it
};

// Those of the next `events` events after that place.
Stored<StockTold> stock_told_after(Connection& connection, const JournalPlace& place, int events);
// The end of the journal.
Stored<JournalPlace> newest_place(Connection& connection);
// Nothing where the journal has no such event.
Stored<std::optional<JournalPlace>> place_of(Connection& connection, const std::string& event_id);

} // namespace makegood::storage
