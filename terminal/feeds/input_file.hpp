#pragma once

#include "drivers/file_descriptor.hpp"
#include "terminal/feeds/byte_source.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>

namespace makegood::feeds {

// Bytes read of a file as it lies on disk, packed or not, and all that it has.
using OnBytesRead = std::function<void(std::uint64_t read, std::uint64_t all)>;

// Opens a file of any size for streaming. .gz (RFC 1952) and .xz files are told by their first bytes, not by their
// name, and read unpacked; memory does not grow with the file. Only a regular file is opened, never a symbolic link,
// pipe or device (cannot-open, not-a-regular-file). Reading reports cannot-read, compressed-damaged,
// compressed-truncated and compressed-needs-too-much-memory (xz dictionaries above 64 MiB) with the byte reached.
Expected<std::unique_ptr<ByteSource>, FeedError> open_input_file(const std::filesystem::path& path,
                                                                 OnBytesRead on_bytes_read = {});
// The same with a file that is open already.
Expected<std::unique_ptr<ByteSource>, FeedError> open_input_file(drivers::FileDescriptor descriptor, std::string name,
                                                                 OnBytesRead on_bytes_read = {});

} // namespace makegood::feeds
