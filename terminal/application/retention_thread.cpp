#include "terminal/application/retention_thread.hpp"

#include "terminal/storage/retention.hpp"

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace makegood {

namespace {

std::chrono::minutes until_night(const Clock& clock) {
    constexpr int night = 3 * 60 + 30, day = 24 * 60;
    return std::chrono::minutes((night + day - 1 - clock.now().minute_of_day()) % day + 1);
}

} // namespace

RetentionThread::RetentionThread(storage::StorageThread& storage, const Clock& clock)
    : thread_([&storage, &clock](const std::stop_token& stop) {
          std::mutex mutex;
          std::condition_variable_any stopped;
          while (!stop.stop_requested()) {
              storage.post_import(storage::retention_in_slices());
              std::unique_lock lock(mutex);
              stopped.wait_for(lock, stop, until_night(clock), [] { return false; });
          }
      }) {}

} // namespace makegood
