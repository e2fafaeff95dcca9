#include "drivers/scanner/framing.hpp"

#include <utility>

namespace makegood::drivers {

namespace {

constexpr std::uint8_t start_of_text = 0x02;

constexpr bool ends_label(std::uint8_t byte) {
    return byte == '\r' || byte == '\n' || byte == '\t' || byte == 0x03;
}

// No symbology that we read holds a NUL, and scanners send 7-bit ASCII: these come from a wrong speed or parity.
constexpr bool is_readable(std::uint8_t byte) {
    return byte != 0 && byte < 0x80;
}

} // namespace

void Framing::feed(std::span<const std::uint8_t> bytes, const FrameSink& sink) {
    for (const std::uint8_t byte : bytes) {
        if (ends_label(byte)) {
            end_frame(sink);
        } else if (dropping_) {
            continue;
        } else if (byte == start_of_text) {
            reset();
        } else if (frame_.size() == max_length) {
            sink(FrameError{ErrorKind::frame_too_long, max_length + 1});
            reset();
            dropping_ = true;
        } else {
            frame_.push_back(static_cast<char>(byte));
            readable_ = readable_ && is_readable(byte);
        }
    }
}

void Framing::fell_idle(const FrameSink& sink) {
    if (end_ == FrameEnd::terminator && dropping_)
        return;
    if (end_ == FrameEnd::terminator && readable_ && !frame_.empty()) {
        sink(FrameError{ErrorKind::frame_unfinished, frame_.size()});
        reset();
    }
    end_frame(sink);
}

void Framing::reset() {
    frame_.clear();
    readable_ = true;
    dropping_ = false;
}

void Framing::end_frame(const FrameSink& sink) {
    if (!frame_.empty() && readable_)
        sink(Frame{std::exchange(frame_, {})});
    else if (!frame_.empty())
        sink(FrameError{ErrorKind::frame_unreadable, frame_.size()});
    reset();
}

} // namespace makegood::drivers
