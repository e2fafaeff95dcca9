#pragma once

#include "terminal/storage/connection.hpp"
#include "workflows/recovery/events.hpp"

#include <optional>
#include <vector>

namespace makegood::storage {

// The pulses that were asked for and whose end the journal does not have, in the order of asking: of an earlier run
// nobody knows whether they opened the drawer.
Stored<std::vector<RequestId>> drawers_without_end(Connection& connection);

struct DrawerOpening {
    std::optional<OpeningOutcome> outcome; // the first that was told; nothing: it is under way
};
// Nothing where that pulse was never asked for.
Stored<std::optional<DrawerOpening>> find_drawer_opening(Connection& connection, const RequestId& pulse);

} // namespace makegood::storage
