#pragma once

#include "drivers/device_event.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <variant>

namespace makegood::drivers {

// How a scanner ends a label. By a terminator is the safe way; idle is for scanners without suffix, where a pause of at
// least 30 ms (idle_gap) ends it.
enum class FrameEnd { terminator, idle };

// A label as it came, without STX and terminator; never empty. FNC1 separators (0x1D) are kept.
struct Frame {
    std::string bytes;
    friend bool operator==(const Frame&, const Frame&) = default;
};

struct FrameError {
    ErrorKind kind = ErrorKind::frame_unreadable;
    std::size_t length = 0; // bytes of the frame so far
    friend bool operator==(const FrameError&, const FrameError&) = default;
};

using FrameSink = std::function<void(std::variant<Frame, FrameError>)>;

// Cuts a scanner's bytes into labels, however they are split between reads. CR, LF, TAB and ETX end a label, so that
// CR LF gives one; STX begins one anew. At most max_length bytes are held.
class Framing {
  public:
    static constexpr std::size_t max_length = 4096;

    explicit Framing(FrameEnd end) : end_(end) {}

    // A frame with NUL or bit 7 in it is an error, not a label; a longer one than max_length is one error at the first
    // byte too many, and what follows is dropped up to the next terminator.
    void feed(std::span<const std::uint8_t> bytes, const FrameSink& sink);
    // No byte came for a while: the label's end with FrameEnd::idle, else an unfinished frame, which is dropped so that
    // it does not become the beginning of the next label.
    void fell_idle(const FrameSink& sink);
    // Whether falling idle would mean anything now.
    bool awaits_end() const { return !frame_.empty() || (dropping_ && end_ == FrameEnd::idle); }
    void reset();

  private:
    void end_frame(const FrameSink& sink);

    FrameEnd end_;
    std::string frame_;
    bool readable_ = true;
    bool dropping_ = false;
};

} // namespace makegood::drivers
