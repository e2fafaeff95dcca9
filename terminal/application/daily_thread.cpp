#include "terminal/application/daily_thread.hpp"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

namespace makegood {

namespace {

std::chrono::minutes until(int minute, const Clock& clock) {
    constexpr int day = 24 * 60;
    return std::chrono::minutes((minute + day - 1 - clock.now().minute_of_day()) % day + 1);
}

} // namespace

DailyThread::DailyThread(storage::StorageThread& storage, const Clock& clock, int minute,
                         std::function<storage::StorageThread::Slice()> begin)
    : thread_([&storage, &clock, minute, begin = std::move(begin)](const std::stop_token& stop) {
          std::mutex mutex;
          std::condition_variable_any stopped;
          while (!stop.stop_requested()) {
              storage.post_import(begin());
              std::unique_lock lock(mutex);
              stopped.wait_for(lock, stop, until(minute, clock), [] { return false; });
          }
      }) {}

} // namespace makegood
