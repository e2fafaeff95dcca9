#pragma once

#include "terminal/storage/facts.hpp"

#include <cstdint>

namespace makegood::storage {

// The receipt with this row id, whole. Throws what Connection::attempt catches, UnreadableRow when there is none.
StoredReceipt read_receipt(Connection& connection, std::int64_t id);

} // namespace makegood::storage
