#pragma once

#include "terminal/storage/closing.hpp"

namespace makegood::storage {

// Copies of the closings, beside the database: DAY.json in the folder `closings` of the data folder, each what the
// event "day.closed" says, as JSON. A tail that is cut off the journal is missed because of them; kept somewhere else
// as well (copied, printed, sent), also when somebody had their hand on this folder.

// Writes it unless it is there already.
Stored<void> keep_closing(const std::filesystem::path& data, const StoredClosing& closing);

struct KeptClosing {
    std::string file;                // its name
    std::optional<DayClosed> closed; // nothing where it cannot be read
};
// By their names; none where the folder is not there.
std::vector<KeptClosing> kept_closings(const std::filesystem::path& data);

} // namespace makegood::storage
