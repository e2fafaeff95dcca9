#pragma once

#include "drivers/serial_settings.hpp"
#include "drivers/wake_signal.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <optional>

namespace makegood::drivers {

// How many bytes may lie between us and the printer: 64, or 100 ms of line time if that is more. A status question
// waits behind them, and what is in flight when a cable is pulled is what nobody knows about. The kernel does not count
// what an adapter holds, so bytes in flight are also reckoned from the speed of the line. A printer that drops DSR
// still gets all of them, so they are no more than it has room for then (DEVICES.md 1.3).
class LinePacing {
  public:
    // The printer's buffer, if that is known.
    LinePacing(const SerialSettings& line, bool paces_itself, std::optional<unsigned> buffer_bytes = std::nullopt)
        : bytes_per_second_(static_cast<double>(line.baud) / line.bits_per_character()),
          most_in_flight_(paces_itself ? most_with_handshake : std::max(64.0, bytes_per_second_ * 0.1)) {
        if (line.flow_control == FlowControl::dtr_dsr)
            most_in_flight_ = buffer_bytes.value_or(4096) < 128 ? 16 : 64;
    }

    // `pending` as the system tells it.
    std::size_t room(MonotonicTime now, std::size_t pending) {
        settle(now);
        return static_cast<std::size_t>(
            std::max(0.0, most_in_flight_ - std::max(in_flight_, static_cast<double>(pending))));
    }
    // Enough of it to be worth a wake-up.
    bool has_room(MonotonicTime now, std::size_t pending) {
        return static_cast<double>(room(now, pending)) >= most_in_flight_ / 2;
    }
    void wrote(std::size_t count, MonotonicTime now) {
        settle(now);
        in_flight_ += static_cast<double>(count);
    }
    // When about half of the room is free again, by the speed of the line; if that is not what it waits for, soon.
    MonotonicTime next_room(MonotonicTime now) {
        settle(now);
        const double surplus = in_flight_ - most_in_flight_ / 2;
        if (surplus <= 0)
            return now + recheck;
        return now + std::chrono::ceil<MonotonicTime::duration>(
                         std::chrono::duration<double>((surplus + 1) / bytes_per_second_));
    }
    bool all_left(MonotonicTime now) {
        settle(now);
        return in_flight_ < 1.0;
    }

  private:
    static constexpr std::chrono::milliseconds recheck{20};
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
