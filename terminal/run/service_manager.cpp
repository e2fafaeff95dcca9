#include "terminal/run/service_manager.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string_view>
#include <systemd/sd-daemon.h>

namespace makegood {

ServiceManager::ServiceManager() {
    // Not sd_watchdog_enabled: it keeps quiet unless WATCHDOG_PID is this process, and in our unit that is xinit.
    const char* limit = std::getenv("WATCHDOG_USEC");
    std::int64_t limit_us = 0;
    const std::string_view digits = limit ? limit : "";
    std::from_chars(digits.data(), digits.data() + digits.size(), limit_us);
    if (limit_us > 0) {
        interval_ms_ = std::max<std::int64_t>(1, limit_us / 2'000);
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
