#pragma once

#include "drivers/wake_signal.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace makegood::drivers {

// Drops the same label when it comes again on one device within the window, counted from when it was last seen: a label
// that lies before a presentation scanner is one scan however long it lies there.
class RepeatFilter {
  public:
    explicit RepeatFilter(std::chrono::milliseconds window) : window_(window) {} // 0 ms drops nothing

    bool is_repeat(std::string_view label, MonotonicTime time) {
        const bool repeat = window_.count() > 0 && label == last_ && time - seen_ < window_;
        dropped_ += repeat ? 1 : 0;
        last_ = label;
        seen_ = time;
        return repeat;
    }
    std::uint64_t dropped() const { return dropped_; }

  private:
    std::chrono::milliseconds window_;
    std::string last_;
    MonotonicTime seen_;
    std::uint64_t dropped_ = 0;
};

} // namespace makegood::drivers
