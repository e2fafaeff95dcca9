#pragma once

#include "terminal/storage/storage.hpp"

#include <filesystem>
#include <vector>

namespace makegood::storage {

// Looks at receipts on the command line, beside a kiosk that alone may write the journal: each run leaves a file for
// its owner (0600) in the folder `looks`, whose looks are taken into the journal when a Storage is opened and every
// night. A power cut between the two may tell a look twice, and never loses one.
Stored<void> note_looks(const std::filesystem::path& folder, const std::vector<RecordsSeen>& looks, const Clock& clock,
                        Randomness& randomness);

// A file that is none of ours stays where it is.
Stored<void> take_in_noted_looks(Storage& storage);

} // namespace makegood::storage
