#pragma once

#include "drivers/printer/printer_settings.hpp"
#include "drivers/wake_signal.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <deque>
#include <limits>
#include <optional>
#include <utility>

namespace makegood::drivers {

// How much may be sent to a printer that nothing holds off when its buffer is full: markers are sent between the
// commands of a job, and what lies before an answered one is out of the buffer. All positions are counts of the bytes
// written on this connection. Where the line holds us off, markers are counted and nothing is limited.
class BufferCredits {
  public:
    // A printer of 50 mm/s comes from one to the next in a second, in the smallest letters.
    static constexpr std::size_t most_between_markers = 512;
    // With the answer of a printer that is not held, before the marker is repeated, and before it is given up.
    static constexpr std::chrono::milliseconds patience{1'500};
    static constexpr std::size_t small_buffer = 128; // 45 bytes by a printer's switch (DEVICES.md 1.3)
    static constexpr std::size_t unlimited = std::numeric_limits<std::size_t>::max();

    // No buffer: nothing is limited.
    explicit BufferCredits(std::optional<std::size_t> buffer_bytes)
        : capacity_(buffer_bytes ? std::optional(capacity_of(*buffer_bytes)) : std::nullopt),
          between_markers_(std::min(most_between_markers, buffer_bytes.value_or(0) / 4)) {}

    // What the buffer takes of jobs; the rest is for status questions, which a held printer keeps behind the job, and
    // which come in fours.
    static constexpr std::size_t capacity_of(std::size_t buffer_bytes) {
        return buffer_bytes -
               std::clamp(buffer_bytes / 16, std::min(std::size_t{15}, buffer_bytes / 3), std::size_t{256});
    }

    bool limits() const { return capacity_ && !given_up_; }
    // How many bytes of whole commands the buffer surely takes now.
    std::size_t room(std::size_t written) const {
        return limits() ? *capacity_ - std::min(*capacity_, written - processed_) : unlimited;
    }
    // A longer command never fits; it goes when the buffer is nearly empty, and a small one is empty: while the motor
    // is busy with a few letters, the line brings more than such a buffer holds.
    std::size_t longest() const {
        if (!limits())
            return unlimited;
        return *capacity_ < small_buffer ? *capacity_ : *capacity_ - between_markers_;
    }
    // `blocked`: the next command finds no room. Then the open markers must be answered first; if one's answer was
    // lost, each other is taken for that of the marker before.
    bool wants_marker(std::size_t written, bool blocked) const {
        const std::size_t since = written - (markers_.empty() ? processed_ : markers_.back());
        return limits() && (blocked ? markers_.empty() && since > 0 : since >= between_markers_);
    }

    void marked(std::size_t written, MonotonicTime now) {
        if (markers_.empty())
            heard_ = now;
        markers_.push_back(written);
    }
    // The oldest of them.
    void answered(MonotonicTime now) {
        heard_ = now;
        repeated_ = given_up_ = false;
        if (!markers_.empty()) {
            processed_ = std::max(processed_, markers_.front());
            markers_.pop_front();
        }
    }
    // Something else told that the printer has come so far, and to every marker before.
    void came_to(std::size_t position) {
        processed_ = std::max(processed_, position);
        markers_.clear();
    }
    std::size_t processed() const { return processed_; }
    // The printer may have lost the markers; how far it was is not known before the next.
    void forget() { markers_.clear(); }

    // The time goes on. An answer may have been lost, so one more marker is sent; a printer that does not answer that
    // either is not waited for.
    void watch(MonotonicTime now, bool held, bool blocked) {
        if (held || markers_.empty())
            heard_ = now;
        if (!blocked || now - heard_ < patience)
            return;
        markers_.clear();
        heard_ = now;
        given_up_ = std::exchange(repeated_, true);
    }

  private:
    std::optional<std::size_t> capacity_;
    std::size_t between_markers_;
    std::deque<std::size_t> markers_; // not answered; where each ends
    std::size_t processed_ = 0;
    MonotonicTime heard_{};
    bool repeated_ = false;
    bool given_up_ = false; // until a late answer comes
};

// The buffer that our bytes alone must not overflow: of a printer that answers, on a serial line without flow control.
// One that nobody described is taken for the smallest usual.
std::optional<std::size_t> buffer_to_spare(const PrinterSettings& settings);

// What a profile becomes at that port: the pieces of a picture are short enough for its line (on_line), and for two of
// them to lie in a buffer that nothing guards.
Profile at_port(const Profile& profile, const PortSettings& port);

} // namespace makegood::drivers
