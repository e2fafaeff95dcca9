#pragma once

#include "drivers/file_descriptor.hpp"

#include <chrono>
#include <functional>

namespace makegood::drivers {

using MonotonicTime = std::chrono::steady_clock::time_point;

inline MonotonicTime monotonic_now() {
    return std::chrono::steady_clock::now();
}

// Where a device's conversation reads the time: monotonic_now, or a time that a test moves.
using MonotonicClock = std::function<MonotonicTime()>;

// Ends another thread's wait on a device at once: a stop request, or a new job. Stays raised until it is cleared.
class WakeSignal {
  public:
    WakeSignal();

    void raise() noexcept; // any thread
    void clear() noexcept; // the waiting thread
    // True when the signal was raised before the deadline.
    bool wait_until(MonotonicTime deadline) const;
    int descriptor() const { return event_.number(); } // readable while raised

  private:
    FileDescriptor event_;
};

} // namespace makegood::drivers
