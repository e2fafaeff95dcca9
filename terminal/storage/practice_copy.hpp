#pragma once

#include "terminal/storage/storage.hpp"

namespace makegood::storage {

// Makes DATA/practice anew, for colleagues to practise in: all that the shop had at one moment, also while a kiosk
// writes it, and the pepper, so that badges and PINs open there too; nothing where there is no database yet. What was
// practised before is gone. Nothing in it leads back to the data folder. Gives its path. Errors: owned where somebody
// practises there now; older_schema where a newer makegood has not opened the folder yet; full, input_output, damaged.
Stored<std::filesystem::path> copy_for_practice(const StoragePlace& place, const std::string& since);

// Removes that copy, as it holds what the shop held of its customers. Errors: owned where somebody practises there now;
// input_output.
Stored<void> forget_practice(const std::filesystem::path& data, const std::string& since);

} // namespace makegood::storage
