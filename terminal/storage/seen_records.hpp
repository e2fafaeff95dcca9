#pragma once

#include "terminal/storage/storage.hpp"

#include <set>
#include <vector>

namespace makegood::storage {

// Writes down that somebody has opened a receipt, unless it stands there already that they did within the last minute.
Stored<void> record_seen(Storage& storage, const RecordsSeen& seen, const Author& author);

struct Sighting {
    CivilTime at;
    StaffId by;
    RecordsSeen seen;
};
// Of all revisions of these receipts, in the order of time. Goes through the whole journal.
Stored<std::vector<Sighting>> sightings_of(Connection& connection, const std::set<ReceiptKey>& receipts);

} // namespace makegood::storage
