#pragma once

#include "workflows/ports.hpp"

#include <atomic>

namespace makegood {

// The machine's clocks: the wall's by the local time zone, the monotonic one counted through sleep (CLOCK_BOOTTIME),
// the boot named by /proc/sys/kernel/random/boot_id. Any thread.
class SystemClock final : public Clock {
  public:
    SystemClock();
    CivilTime now() const override;
    std::int64_t wall_ms() const override;
    MonotonicTime monotonic() const override;

  private:
    std::string boot_;
};

// Time that only moves when told: for `makegood play` and tests. Any thread.
class ScriptClock final : public Clock {
  public:
    explicit ScriptClock(CivilTime start) : start_(start) {}

    CivilTime now() const override { return {start_.seconds + passed_ms_ / 1000}; }
    std::int64_t wall_ms() const override { return start_.seconds * 1000 + passed_ms_; }
    MonotonicTime monotonic() const override { return {"script", 3'600'000 + passed_ms_}; }

    void advance(std::int64_t ms) { passed_ms_ += ms; }
    std::int64_t passed_ms() const { return passed_ms_; }

  private:
    CivilTime start_;
    std::atomic<std::int64_t> passed_ms_ = 0;
};

} // namespace makegood
