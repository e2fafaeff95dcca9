#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>

namespace makegood::drivers {

// By what a captured paper is known within its lane: when it was printed and the how-manieth it was.
struct CaptureKey {
    std::int64_t civil_seconds = 0; // of the shop's wall, since 1970-01-01T00:00
    std::uint32_t sequence = 0;     // 0 to 9999, then again from 0

    friend bool operator==(const CaptureKey&, const CaptureKey&) = default;
};

constexpr std::uint32_t capture_sequences = 10'000;

// The next key of the lane. The passing thread gives one to a label, the capture thread to a file without.
class CaptureKeys {
  public:
    // The time comes from outside: devices know no wall clock.
    explicit CaptureKeys(std::function<std::int64_t()> civil_now) : civil_now_(std::move(civil_now)) {}

    std::int64_t civil_now() const { return civil_now_(); }
    void go_on_after(std::uint32_t sequence) { next_ = sequence + 1; }
    CaptureKey next(std::int64_t civil_seconds) { return {civil_seconds, next_++ % capture_sequences}; }

  private:
    const std::function<std::int64_t()> civil_now_;
    std::atomic<std::uint32_t> next_ = 1;
};

// "20111005T101530"
std::string capture_time(std::int64_t civil_seconds);

} // namespace makegood::drivers
