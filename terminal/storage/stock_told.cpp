#include "terminal/storage/stock_told.hpp"

#include "terminal/storage/event_codec.hpp"
#include "terminal/storage/query.hpp"

namespace makegood::storage {

Stored<StockTold> stock_told_after(Connection& connection, std::int64_t position, int events) {
    return connection.attempt("list", "stock movements of the journal", [&] {
        StockTold told{.movements = {}, .read_up_to = position};
        Query query(connection, "SELECT position, type, CAST(body AS TEXT) FROM event WHERE position > ? ORDER BY "
                                "position LIMIT ?");
        query.bind(position, events);
        int seen = 0;
        for (; query.step(); ++seen) {
            told.read_up_to = query.integer();
            const auto type = query.text();
            if (type != "stock.moved")
                continue;
            auto event = decode(type, query.text());
            told.movements.push_back({told.read_up_to, event.at, std::get<StockMoved>(std::move(event.event))});
        }
        told.is_end = seen < events;
        return told;
    });
}

Stored<std::int64_t> newest_position(Connection& connection) {
    return connection.attempt("find", "the end of the journal", [&] {
        Query query(connection, "SELECT max(position) FROM event");
        query.step();
        return query.optional_integer().value_or(0);
    });
}

} // namespace makegood::storage
