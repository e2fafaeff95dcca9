#pragma once

#include "terminal/storage/storage_error.hpp"

#include <filesystem>
#include <string>

namespace makegood::storage {

// The right of one process to write a data folder: flock(2) on `owner` in it. The kernel gives it back when the
// process ends in any way, kill -9 included, so a file left behind blocks nobody.
class OwnerLock {
  public:
    // `since` is written beside the process id for whoever is refused, for example "2011-12-05T10:00:00". Error owned
    // names that process; read_only and input_output when the file cannot be made.
    static Stored<OwnerLock> take(const std::filesystem::path& folder, const std::string& since);

    OwnerLock(OwnerLock&& other) noexcept;
    OwnerLock& operator=(OwnerLock&& other) noexcept;
    ~OwnerLock();

  private:
    explicit OwnerLock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

} // namespace makegood::storage
