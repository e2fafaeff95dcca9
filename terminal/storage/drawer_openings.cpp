#include "terminal/storage/drawer_openings.hpp"

#include "terminal/storage/event_fields.hpp"
#include "terminal/storage/query.hpp"

namespace makegood::storage {

namespace {

constexpr int newest = 500;

} // namespace

Stored<std::vector<RequestId>> drawers_without_end(Connection& connection) {
    return connection.attempt("list", "drawers without an end", [&] {
        std::vector<RequestId> open;
        Query query(connection, "SELECT type, CAST(body AS TEXT) FROM event WHERE position > "
                                "(SELECT max(position) FROM event) - ? ORDER BY position");
        query.bind(newest);
        while (query.step()) {
            const auto type = query.text();
            if (!type.starts_with("drawer."))
                continue;
            const auto event = try_decode(type, query.text());
            if (!event)
                continue;
            if (const auto* asked = std::get_if<DrawerOpenAsked>(&event->event))
                open.push_back(asked->pulse);
            else if (const auto* ended = std::get_if<DrawerOpenEnded>(&event->event))
                std::erase(open, ended->pulse);
        }
        return open;
    });
}

} // namespace makegood::storage
