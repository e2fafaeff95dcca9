#pragma once

#include "terminal/storage/connection.hpp"
#include "workflows/ids.hpp"

#include <vector>

namespace makegood::storage {

// The pulses that an earlier run asked for and whose end the journal does not have: nobody knows whether they opened
// the drawer. A pulse ends within four seconds, so only the newest events are looked at.
Stored<std::vector<RequestId>> drawers_without_end(Connection& connection);

} // namespace makegood::storage
