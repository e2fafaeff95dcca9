#pragma once

#include "drivers/serial_settings.hpp"
#include "drivers/wake_signal.hpp"

#include <algorithm>
#include <cstddef>

namespace makegood::drivers {

// How many bytes may lie between us and the printer: 64, or 100 ms of line time if that is more. A status question
// waits behind them, and what is in flight when a cable is pulled is what nobody knows about. The kernel does not count
// what an adapter holds, so bytes in flight are also reckoned from the speed of the line.
class LinePacing {
  public:
    LinePacing(const SerialSettings& line, bool paces_itself)
        : bytes_per_second_(static_cast<double>(line.baud) / line.bits_per_character()),
          most_in_flight_(paces_itself ? most_with_handshake : std::max(64.0, bytes_per_second_ * 0.1)) {}

    // `pending` as the system tells it.
    std::size_t room(MonotonicTime now, std::size_t pending) {
        settle(now);
        return static_cast<std::size_t>(
            std::max(0.0, most_in_flight_ - std::max(in_flight_, static_cast<double>(pending))));
    }
    void wrote(std::size_t count, MonotonicTime now) {
        settle(now);
        in_flight_ += static_cast<double>(count);
    }
    // When about half of the room is free again.
    MonotonicTime next_room(MonotonicTime now) const {
        const double surplus = std::max(in_flight_ - most_in_flight_ / 2, bytes_per_second_ * 0.01);
        return now + std::chrono::duration_cast<MonotonicTime::duration>(
                         std::chrono::duration<double>(surplus / bytes_per_second_));
    }
    bool all_left(MonotonicTime now) {
        settle(now);
        return in_flight_ < 1.0;
    }

  private:
    static constexpr double most_with_handshake = 4096; // the line itself holds back what the printer cannot take

    void settle(MonotonicTime now) {
        const double elapsed = std::chrono::duration<double>(now - settled_).count();
        in_flight_ = std::max(0.0, in_flight_ - elapsed * bytes_per_second_);
        settled_ = now;
    }

    double bytes_per_second_;
    double most_in_flight_;
    double in_flight_ = 0;
    MonotonicTime settled_{};
};

} // namespace makegood::drivers
