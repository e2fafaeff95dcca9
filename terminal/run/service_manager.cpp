#include "terminal/run/service_manager.hpp"

#include <algorithm>
#include <systemd/sd-daemon.h>

namespace makegood {

ServiceManager::ServiceManager() {
    std::uint64_t limit_us = 0;
    if (sd_watchdog_enabled(0, &limit_us) > 0) {
        interval_ms_ = std::max<std::int64_t>(1, static_cast<std::int64_t>(limit_us / 2'000));
        due_ms_ = 0;
    }
}

void ServiceManager::ready() const {
    sd_notify(0, "READY=1");
}

void ServiceManager::alive(std::int64_t now_ms) {
    if (!due_ms_ || now_ms < *due_ms_)
        return;
    sd_notify(0, "WATCHDOG=1");
    due_ms_ = now_ms + interval_ms_;
}

} // namespace makegood
