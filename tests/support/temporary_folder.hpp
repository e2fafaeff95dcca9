#pragma once

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <unistd.h>

namespace makegood::storage {

// A folder of one test on the real file system, gone with it.
class TemporaryFolder {
  public:
    TemporaryFolder() : TemporaryFolder(std::filesystem::temp_directory_path()) {}
    explicit TemporaryFolder(const std::filesystem::path& within) {
        std::string name = (within / "makegood-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr)
            throw std::runtime_error("mkdtemp " + name);
        path_ = name;
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path database() const { return path_ / "makegood.db"; }

  private:
    std::filesystem::path path_;
};

// Where a sync to disk waits for none, on machines that have such a place: for what is not about disks.
class FolderInMemory : public TemporaryFolder {
  public:
    FolderInMemory() : TemporaryFolder(place()) {}

  private:
    static std::filesystem::path place() {
        const std::filesystem::path memory = "/dev/shm";
        return ::access(memory.c_str(), W_OK) == 0 ? memory : std::filesystem::temp_directory_path();
    }
};

} // namespace makegood::storage
