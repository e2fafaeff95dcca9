#pragma once

#include "terminal/command/console.hpp"
#include "terminal/storage/storage.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace makegood {

// By its own id, or by the number on one of its slips.
storage::Stored<std::optional<CaseView>> case_named(storage::StorageReader& reader, const std::string& key);

// Who did what when in it, as sentences or as one document.
Exit show_case(const Console& console, const std::filesystem::path& data, storage::StorageReader& reader,
               const CaseView& view);

} // namespace makegood
