#pragma once

#include "terminal/storage/storage_thread.hpp"
#include "workflows/ports.hpp"

#include <functional>
#include <thread>

namespace makegood {

// Has something done on the storage thread, between what people ask: once at the start, and every day within a minute
// after its time. Sleeps otherwise, and ends at once. What fails is tried again on the next day.
class DailyThread {
  public:
    // Storage and clock outlive it. `minute` is counted from midnight on the shop's wall.
    DailyThread(storage::StorageThread& storage, const Clock& clock, int minute,
                std::function<storage::StorageThread::Slice()> begin);
    DailyThread(const DailyThread&) = delete;
    DailyThread& operator=(const DailyThread&) = delete;

  private:
    std::jthread thread_;
};

} // namespace makegood
