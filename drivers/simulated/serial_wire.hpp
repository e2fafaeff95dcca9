#pragma once

#include "drivers/wake_signal.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>

namespace makegood::drivers {

// One direction of a serial line: bytes leave in order, each takes its time, and none begins while they are held.
class SerialWire {
  public:
    // As fast as it goes when no speed is given.
    explicit SerialWire(std::optional<int> bytes_per_second);

    void put(std::span<const std::uint8_t> bytes, MonotonicTime now);
    void put_first(std::uint8_t byte, MonotonicTime now); // before all that have not begun
    void hold(bool held, MonotonicTime now);              // the byte on its way arrives all the same
    void lose_all();

    std::size_t waiting() const { return bytes_.size(); } // the one on its way too
    std::optional<MonotonicTime> next_arrival() const { return arrival_; }
    // Takes the byte of next_arrival(), at that time.
    std::uint8_t arrive();

  private:
    void begin(MonotonicTime now);

    const MonotonicTime::duration byte_time_;
    std::deque<std::uint8_t> bytes_;
    std::optional<MonotonicTime> arrival_; // of the first of them
    bool held_ = false;
};

} // namespace makegood::drivers
