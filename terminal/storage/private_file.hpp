#pragma once

#include "terminal/storage/storage_error.hpp"

#include <filesystem>
#include <optional>
#include <span>
#include <vector>

namespace makegood::storage {

// Folders and files that only their owner may read: 0700 and 0600, whatever the umask. None of them follows a
// symbolic link in the last part of the path.

// Makes the folder where it is not there yet and gives its path free of symbolic links. Errors: read_only,
// input_output; refused when something that is no folder stands there.
Stored<std::filesystem::path> private_folder(const std::filesystem::path& folder);

// Makes an empty file; false when one of that name is there already, which is left as it is. The new name is synced
// to disk.
Stored<bool> create_private_file(const std::filesystem::path& file, std::span<const unsigned char> content);

// Puts the content in the place of what the file held, or makes it. After a power cut either the old content is there
// or the new, whole. Two at a time would spoil each other. Errors: read_only, full, refused, input_output.
Stored<void> replace_private_file(const std::filesystem::path& file, std::span<const unsigned char> content);

// Nothing when there is no such file. Error secrets when others than the owner may read it or it is no plain file.
Stored<std::optional<std::vector<unsigned char>>> read_private_file(const std::filesystem::path& file,
                                                                    std::size_t size_limit);

// What the system says of the last call that failed on this thread, as a storage error.
StorageError system_error(std::string operation, const std::filesystem::path& object);

} // namespace makegood::storage
