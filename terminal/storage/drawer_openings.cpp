#include "terminal/storage/drawer_openings.hpp"

#include "terminal/storage/query.hpp"

namespace makegood::storage {

Stored<std::vector<RequestId>> drawers_without_end(Connection& connection) {
    return connection.attempt("list", "drawers without an end", [&] {
        std::vector<RequestId> open;
        Query query(connection, "SELECT pulse FROM drawer_opening WHERE outcome IS NULL AND asked_in > 0 ORDER BY "
                                "asked_in");
        while (query.step())
            open.emplace_back(query.text());
        return open;
    });
}

Stored<std::optional<DrawerOpening>> find_drawer_opening(Connection& connection, const RequestId& pulse) {
    return connection.attempt("find the opening of a drawer", pulse.text(), [&]() -> std::optional<DrawerOpening> {
        Query query(connection, "SELECT outcome FROM drawer_opening WHERE pulse = ?");
        if (!query.bind(pulse.text()).step())
            return std::nullopt;
        const auto outcome = query.optional_integer();
        return DrawerOpening{outcome ? std::optional(static_cast<OpeningOutcome>(*outcome)) : std::nullopt};
    });
}

} // namespace makegood::storage
