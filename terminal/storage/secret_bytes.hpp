#pragma once

#include "terminal/storage/query.hpp"
#include "terminal/storage/storage_error.hpp"

#include <filesystem>
#include <string_view>

namespace makegood::storage {

// 32 bytes of chance in secrets/NAME of a data folder, which only the owner may read; made where they are missing and
// may be. Whoever asks wipes them. Error secrets when the file is missing and may not be made, has another size, or is
// open to others.
Stored<Hash> secret_bytes(const std::filesystem::path& folder, std::string_view name, bool may_be_made);

} // namespace makegood::storage
