#pragma once

#include "terminal/storage/storage_error.hpp"
#include "workflows/civil_time.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace makegood::storage {

// Why the kiosk's own deletion of what is beyond its term broke off, and when: nobody sits before it at night. A file
// of the data folder, "retention.trouble", until a pass goes through.
struct RetentionTrouble {
    CivilTime at{};
    std::string why;
};

// Best effort: on a disk that takes nothing more the next pass fails, too.
void keep_retention_trouble(const std::filesystem::path& data, const RetentionTrouble& trouble);
void forget_retention_trouble(const std::filesystem::path& data);
std::optional<RetentionTrouble> retention_trouble(const std::filesystem::path& data);

} // namespace makegood::storage
