#pragma once

#include "terminal/storage/storage.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace makegood::storage {

// How a data folder is, read beside a running kiosk.
struct Health {
    std::size_t schema_step = 0;
    std::uintmax_t database_bytes = 0;
    std::uintmax_t log_bytes = 0;  // of the write-ahead log
    std::uintmax_t free_bytes = 0; // on its disk, for us
    std::int64_t receipts = 0;     // all revisions
    std::int64_t lines = 0;
    std::optional<Date> first_day;
    std::optional<Date> last_day;
    std::vector<std::string> damage; // what PRAGMA quick_check says; empty: nothing
    JournalCheck journal;
};

// Reads the whole file. Errors as of StorageReader, which opens what this is asked about.
Stored<Health> health_of(const StoragePlace& place, StorageReader& reader, const std::string& terminal);

// A file or folder that is for its owner only, and others may read or write it.
struct Exposed {
    std::filesystem::path file;
    unsigned mode; // its permission bits
};
std::vector<Exposed> exposed_files(const std::filesystem::path& folder);

} // namespace makegood::storage
