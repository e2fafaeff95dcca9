#pragma once

#include "terminal/plugin/pos_plugin.h"
#include "terminal/world/clocks.hpp"

#include <optional>

namespace makegood::plugin {

// The till's clock where it has one, the machine's otherwise; how long a lock still holds, the machine alone tells.
class HostClock final : public Clock {
  public:
    HostClock(const makegood_host& host, std::optional<makegood_host_clock> tables) : host_(host), of_host_(tables) {}

    CivilTime now() const override {
        constexpr std::int64_t seconds_per_minute = 60;
        return of_host_ ? CivilTime{wall_ms() / 1000 + of_host_->utc_offset_minutes(&host_) * seconds_per_minute}
                        : machine_.now();
    }
    std::int64_t wall_ms() const override { return of_host_ ? of_host_->wall_ms(&host_) : machine_.wall_ms(); }
    MonotonicTime monotonic() const override { return machine_.monotonic(); }

  private:
    const makegood_host& host_;
    std::optional<makegood_host_clock> of_host_;
    SystemClock machine_;
};

} // namespace makegood::plugin
