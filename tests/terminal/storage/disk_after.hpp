#pragma once

#include "tests/terminal/storage/recording_disk.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <random>
#include <span>

// What a disk holds after an end between two calls, made again from the record.
namespace makegood::storage {

using Files = std::map<std::string, std::string>; // content by name

inline void carry_out(Files& files, const DiskCall& call) {
    if (call.kind == DiskCall::Kind::remove)
        files.erase(call.file);
    if (call.kind != DiskCall::Kind::cut && call.kind != DiskCall::Kind::write)
        return;
    const auto at = static_cast<std::size_t>(call.at);
    const bool is_cut = call.kind == DiskCall::Kind::cut;
    auto& content = files[call.file];
    content.resize(is_cut ? at : std::max(content.size(), at + call.bytes.size()));
    content.replace(at, call.bytes.size(), call.bytes);
}

// The program ended in the middle of this call.
inline Files half_done(Files files, DiskCall call) {
    if (call.kind == DiskCall::Kind::write) {
        call.bytes.resize(call.bytes.size() / 2);
        carry_out(files, call);
    }
    return files;
}

// The power went. What was synced is there. Of the rest each sector of a write is old, new, or new in its first half,
// and each cut and removal has happened or not, as chance will have it; between none of them and all.
class PowerCut {
  public:
    explicit PowerCut(std::uint64_t seed) : chance_(seed) {
        static constexpr unsigned parts[] = {0, 10, 50, 90, 100};
        percent_kept_ = parts[chance_() % std::size(parts)];
    }

    Files operator()(Files files, std::span<const DiskCall> calls) {
        std::map<std::string, Unsynced> unsynced;
        for (const auto& call : calls) {
            if (call.kind == DiskCall::Kind::sync)
                keep(files, std::exchange(unsynced[call.file], {}));
            else if (call.kind == DiskCall::Kind::sync_folder)
                keep_removals(files, unsynced);
            else
                unsynced[call.file].push_back(&call);
        }
        for (const auto& [file, of_file] : unsynced)
            keep_by_chance(files, of_file);
        return files;
    }

  private:
    static constexpr std::int64_t sector = 512;

    using Unsynced = std::vector<const DiskCall*>;

    static void keep(Files& files, const Unsynced& calls) {
        for (const auto* call : calls)
            carry_out(files, *call);
    }

    static void keep_removals(Files& files, std::map<std::string, Unsynced>& unsynced) {
        for (auto& [file, calls] : unsynced) {
            const auto is_removal = [](const DiskCall* call) { return call->kind == DiskCall::Kind::remove; };
            const auto last = std::find_if(calls.rbegin(), calls.rend(), is_removal);
            keep(files, {calls.begin(), last.base()});
            calls.erase(calls.begin(), last.base());
        }
    }

    bool is_kept() { return chance_() % 100 < percent_kept_; }

    void keep_by_chance(Files& files, const Unsynced& calls) {
        for (const auto* call : calls) {
            if (call->kind == DiskCall::Kind::write)
                write_by_chance(files, *call);
            else if (is_kept())
                carry_out(files, *call);
            else if (call->kind == DiskCall::Kind::remove)
                return; // what came later went into another file, whose name nobody kept
        }
    }

    void write_by_chance(Files& files, const DiskCall& write) {
        const auto end = write.at + static_cast<std::int64_t>(write.bytes.size());
        for (auto from = write.at; from < end;) {
            const auto start_of_sector = from / sector * sector;
            const auto next = std::min(end, start_of_sector + sector);
            const bool is_torn = chance_() % 8 == 0;
            const auto to = is_torn ? std::min(next, start_of_sector + sector / 2) : next;
            if (is_kept() && from < to)
                carry_out(files, {DiskCall::Kind::write, write.file, from,
                                  write.bytes.substr(static_cast<std::size_t>(from - write.at),
                                                     static_cast<std::size_t>(to - from))});
            from = next;
        }
    }

    std::mt19937_64 chance_;
    unsigned percent_kept_;
};

inline Files files_of(const std::filesystem::path& folder) {
    std::ifstream database(folder / "makegood.db", std::ios::binary);
    return {{"makegood.db", {std::istreambuf_iterator<char>(database), {}}}};
}

// The database's files in the folder are these, and no other of them. Copies of closings are not: nobody recorded when
// they came.
inline void lay_down(const Files& files, const std::filesystem::path& folder) {
    for (const auto* suffix : {"", "-wal", "-shm", "-journal"})
        std::filesystem::remove(folder / ("makegood.db" + std::string(suffix)));
    std::filesystem::remove_all(folder / "closings");
    for (const auto& [name, content] : files)
        std::ofstream(folder / name, std::ios::binary).write(content.data(), std::ssize(content));
}

} // namespace makegood::storage
