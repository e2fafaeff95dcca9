#pragma once

#include "drivers/event_queue.hpp"
#include "terminal/storage/storage.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <semaphore>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace makegood::storage {

// The one thread that writes. What people ask goes first; imports go between, one slice at a time. Work runs on this
// thread and hands its answer on by itself, for example by posting it to the queue of the screen.
class StorageThread {
  public:
    using Work = std::function<void(Storage&)>;
    // One slice of an import, at most 5 ms; true when there is more.
    using Slice = std::function<bool(Storage&)>;

    explicit StorageThread(std::unique_ptr<Storage> storage);
    // Finishes what people asked before, leaves an import between two slices, and closes the database.
    ~StorageThread() = default;

    // Any thread. False when 64 requests are waiting: the screen then says so instead of waiting.
    bool post(Work work);
    // Any thread, which waits while 4 imports are waiting. False only when this object is ending.
    bool post_import(Slice slice);

  private:
    void run(std::stop_token stop);
    bool work_once();

    std::unique_ptr<Storage> storage_;
    std::counting_semaphore<> wake_{0};
    drivers::EventQueue<Work> people_{64, [this] { wake_.release(); }};
    drivers::EventQueue<Slice> imports_{4, [this] { wake_.release(); }};
    std::optional<Slice> import_; // the one under way
    std::jthread thread_;         // last: it ends before what it uses
};

// What became of receipts that were handed over for storing. stored + known + revisions + beyond_retention +
// refused = all, unless `stopped_by` tells why the rest was not tried.
struct ImportTally {
    std::size_t stored = 0;
    std::size_t known = 0;
    std::size_t revisions = 0;
    std::size_t beyond_retention = 0;
    std::vector<StorageError> refused;
    std::optional<StorageError> stopped_by{};
};

// The receipts in slices that leave room for people. `done` is called once, on the storage thread.
StorageThread::Slice import_of(std::vector<RetailTransaction> receipts, std::function<void(ImportTally)> done);

} // namespace makegood::storage
