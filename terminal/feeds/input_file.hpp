#pragma once

#include "terminal/feeds/byte_source.hpp"

#include <filesystem>
#include <memory>

namespace makegood::feeds {

// Opens a file of any size for streaming. .gz (RFC 1952) and .xz files are told by their first bytes, not by their
// name, and read unpacked; memory does not grow with the file. Only a regular file is opened, never a symbolic link,
// pipe or device (cannot-open, not-a-regular-file). Reading reports cannot-read, compressed-damaged,
// compressed-truncated and compressed-needs-too-much-memory (xz dictionaries above 64 MiB) with the byte reached.
Expected<std::unique_ptr<ByteSource>, FeedError> open_input_file(const std::filesystem::path& path);

} // namespace makegood::feeds
