#include "terminal/storage/stock_told.hpp"

#include "terminal/storage/event_codec.hpp"
#include "terminal/storage/query.hpp"

namespace makegood::storage {

Stored<StockTold> stock_told_after(Connection& connection, const JournalPlace& place, int events) {
    return connection.attempt("list", "stock movements of the journal", [&] {
        StockTold told{.movements = {}, .read_up_to = place};
        Query query(connection, "SELECT position, event_id, type, CAST(body AS TEXT) FROM event WHERE position > ? "
                                "ORDER BY position LIMIT ?");
        query.bind(place.position, events);
        int seen = 0;
        for (; query.step(); ++seen) {
            const auto position = query.integer();
            told.read_up_to = {position, query.text()};
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

Stored<JournalPlace> newest_place(Connection& connection) {
    return connection.attempt("find", "the end of the journal", [&]() -> JournalPlace {
        Query query(connection,
                    "SELECT position, event_id FROM event WHERE position = (SELECT max(position) FROM event)");
        if (!query.step())
            return {};
        const auto position = query.integer();
        return {position, query.text()};
    });
}

Stored<std::optional<JournalPlace>> place_of(Connection& connection, const std::string& event_id) {
    return connection.attempt("find event", event_id, [&]() -> std::optional<JournalPlace> {
        Query query(connection, "SELECT position FROM event WHERE event_id = ?");
        if (!query.bind(event_id).step())
            return std::nullopt;
        return JournalPlace{query.integer(), event_id};
    });
}

} // namespace makegood::storage
