#pragma once

#include <cstdint>
#include <optional>

namespace makegood {

// What systemd hears of the kiosk (sd_notify(3), systemd.service(5) on WatchdogSec): that it is ready, and that its
// main loop goes round, so that a kiosk that hangs is started anew. Says nothing where no service manager asked. Main
// thread.
class ServiceManager {
  public:
    // Reads NOTIFY_SOCKET and WATCHDOG_USEC.
    ServiceManager();

    void ready() const;
    // Once a round of the main loop; told on at twice the pace that the watchdog asks for.
    void alive(std::int64_t now_ms);
    // When `alive` is wanted although nothing happens.
    std::optional<std::int64_t> due_ms() const { return due_ms_; }

  private:
    std::int64_t interval_ms_ = 0; // 0: no watchdog
    std::optional<std::int64_t> due_ms_;
};

} // namespace makegood
