#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <new>
#include <sqlite3.h>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace makegood::storage {

// One call by which SQLite changes what a disk holds, or asks that it stays.
struct DiskCall {
    enum class Kind { write, cut, sync, remove, sync_folder };

    Kind kind;
    std::string file;    // its name in the folder; empty: the folder itself
    std::int64_t at = 0; // of a write: its first byte; of a cut: how many bytes are left
    std::string bytes = {};
};

// While it lives, it is the disk under every database that is opened, and keeps all calls in their order. They reach
// the files at once; a sync goes no further than into the record. What SQLite shares between processes is left out.
class RecordingDisk {
  public:
    RecordingDisk() : system_(*sqlite3_vfs_find(nullptr)), own_(system_) {
        own_.zName = "recording";
        own_.szOsFile = static_cast<int>(sizeof(File)) + system_.szOsFile;
        own_.pAppData = this;
        own_.xOpen = open;
        own_.xDelete = remove;
        if (sqlite3_vfs_register(&own_, 1) != SQLITE_OK)
            throw std::runtime_error("SQLite takes no disk");
    }
    RecordingDisk(const RecordingDisk&) = delete;
    RecordingDisk& operator=(const RecordingDisk&) = delete;
    ~RecordingDisk() { sqlite3_vfs_unregister(&own_); }

    const std::vector<DiskCall>& calls() const { return calls_; }

  private:
    struct File {
        sqlite3_file base;
        RecordingDisk* disk;
        const char* path;
        bool may_be_new; // until SQLite's first sync, which is one of the folder too

        sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
        void record(DiskCall::Kind kind, std::int64_t at = 0, std::string bytes = {}) {
            disk->calls_.push_back({kind, std::filesystem::path(path).filename(), at, std::move(bytes)});
        }
    };
    static File& of(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }
    // One function of the real file, in the place of the recorded one.
    template <auto function, class... Values>
    static auto pass(sqlite3_file* file, Values... values) {
        auto* real = of(file).real();
        return (real->pMethods->*function)(real, values...);
    }

    static int open(sqlite3_vfs* own, const char* path, sqlite3_file* file, int flags, int* flags_then) {
        auto& disk = *static_cast<RecordingDisk*>(own->pAppData);
        constexpr int recorded = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL;
        if ((flags & recorded) == 0)
            return disk.system_.xOpen(&disk.system_, path, file, flags, flags_then);
        const bool may_be_new = (flags & SQLITE_OPEN_CREATE) != 0 && (flags & SQLITE_OPEN_MAIN_DB) == 0;
        auto* made = new (file) File{{nullptr}, &disk, path, may_be_new};
        const int result = disk.system_.xOpen(&disk.system_, path, made->real(), flags, flags_then);
        if (made->real()->pMethods != nullptr)
            made->base.pMethods = methods();
        return result;
    }

    static int remove(sqlite3_vfs* own, const char* path, int with_folder_sync) {
        auto& disk = *static_cast<RecordingDisk*>(own->pAppData);
        const int result = disk.system_.xDelete(&disk.system_, path, with_folder_sync);
        const auto name = std::filesystem::path(path).filename().string();
        if (result == SQLITE_OK)
            disk.calls_.push_back({DiskCall::Kind::remove, name});
        if (result == SQLITE_OK && with_folder_sync != 0)
            disk.calls_.push_back({DiskCall::Kind::sync_folder, {}});
        return result;
    }

    static int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at) {
        of(file).record(DiskCall::Kind::write, at, {static_cast<const char*>(bytes), static_cast<std::size_t>(count)});
        return pass<&sqlite3_io_methods::xWrite>(file, bytes, count, at);
    }
    static int truncate(sqlite3_file* file, sqlite3_int64 size) {
        of(file).record(DiskCall::Kind::cut, size);
        return pass<&sqlite3_io_methods::xTruncate>(file, size);
    }
    static int sync(sqlite3_file* file, int) {
        of(file).record(DiskCall::Kind::sync);
        if (std::exchange(of(file).may_be_new, false))
            of(file).disk->calls_.push_back({DiskCall::Kind::sync_folder, {}});
        return SQLITE_OK;
    }

    // Version 2: with a shared index of the WAL, without files mapped into memory.
    static const sqlite3_io_methods* methods() {
        static constexpr sqlite3_io_methods all = {
            2,
            [](sqlite3_file* file) { return pass<&sqlite3_io_methods::xClose>(file); },
            [](sqlite3_file* file, void* bytes, int count, sqlite3_int64 at) {
                return pass<&sqlite3_io_methods::xRead>(file, bytes, count, at);
            },
            write,
            truncate,
            sync,
            [](sqlite3_file* file, sqlite3_int64* size) { return pass<&sqlite3_io_methods::xFileSize>(file, size); },
            [](sqlite3_file* file, int level) { return pass<&sqlite3_io_methods::xLock>(file, level); },
            [](sqlite3_file* file, int level) { return pass<&sqlite3_io_methods::xUnlock>(file, level); },
            [](sqlite3_file* file, int* is) { return pass<&sqlite3_io_methods::xCheckReservedLock>(file, is); },
            [](sqlite3_file* file, int what, void* value) {
                return pass<&sqlite3_io_methods::xFileControl>(file, what, value);
            },
            [](sqlite3_file* file) { return pass<&sqlite3_io_methods::xSectorSize>(file); },
            [](sqlite3_file* file) { return pass<&sqlite3_io_methods::xDeviceCharacteristics>(file); },
            [](sqlite3_file* file, int page, int size, int extend, void volatile** memory) {
                return pass<&sqlite3_io_methods::xShmMap>(file, page, size, extend, memory);
            },
            [](sqlite3_file* file, int offset, int count, int flags) {
                return pass<&sqlite3_io_methods::xShmLock>(file, offset, count, flags);
            },
            [](sqlite3_file* file) { pass<&sqlite3_io_methods::xShmBarrier>(file); },
            [](sqlite3_file* file, int erase) { return pass<&sqlite3_io_methods::xShmUnmap>(file, erase); },
            nullptr,
            nullptr,
        };
        return &all;
    }

    sqlite3_vfs& system_;
    sqlite3_vfs own_;
    std::vector<DiskCall> calls_;
};

} // namespace makegood::storage
