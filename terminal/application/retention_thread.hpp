#pragma once

#include "terminal/storage/storage_thread.hpp"
#include "workflows/ports.hpp"

#include <thread>

namespace makegood {

// Deletes what is beyond its term, on the storage thread and between what people ask: once at the start, and every
// night at half past three. Sleeps otherwise, and ends at once. What fails is tried again in the next night, and
// `makegood doctor` tells of what should have gone.
class RetentionThread {
  public:
    // Both outlive it.
    RetentionThread(storage::StorageThread& storage, const Clock& clock);
    RetentionThread(const RetentionThread&) = delete;
    RetentionThread& operator=(const RetentionThread&) = delete;

  private:
    std::jthread thread_;
};

} // namespace makegood
