#pragma once

#include "drivers/cash_drawer/cash_drawer.hpp"
#include "drivers/device_report.hpp"
#include "drivers/event_queue.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <stop_token>
#include <string>

namespace makegood::drivers {

// The requests to open one drawer, over all connections of its printer: one after the other, each sent at most once and
// within three seconds or never, each ended by one event. `post` on any thread, all else on the printer's.
class DrawerRequests {
  public:
    static constexpr std::size_t most_waiting = 4;
    static constexpr std::chrono::milliseconds patience{3'000}; // until the command has left this machine
    static constexpr std::chrono::milliseconds watched{1'000};  // its sensor, after that

    DrawerRequests(const CashDrawerSettings& settings, DeviceReport& report, std::function<void()> wake)
        : settings_(settings), report_(report), waiting_(most_waiting, std::move(wake)),
          open_level_(settings.open_level) {}

    // False when four wait: it was not taken. An id that came before opens nothing.
    bool post(std::string id, MonotonicTime asked = monotonic_now()) { return waiting_.post({std::move(id), asked}); }

    bool is_busy() { return current() != nullptr; }
    // One waits, and the solenoid has rested.
    bool wants_to_go(MonotonicTime now) { return current() != nullptr && !current_->sent && now >= rests_until_; }
    bool opens_while_held() const { return settings_.opens_while_held; }

    // The five bytes of the request that wants to go, which from now on may have opened the drawer.
    std::array<std::uint8_t, 5> take_pulse(bool in_real_time, DrawerPin pin, MonotonicTime now);
    // Nothing of it was taken from us after all.
    void not_taken();
    // The time goes on: ends what came too late, and what was sent by what is seen of it. `left`: nothing of the
    // command is in this machine any more. True when it may be and is given up, so that it must not leave later.
    bool watch(MonotonicTime now, bool left, bool printer_held, DrawerPin pin, const std::stop_token& stop);
    // The request that waits cannot be carried out; nothing of it was sent.
    void refuse(DrawerOutcome outcome, std::string why, const std::stop_token& stop);
    // Contact with the printer is lost: what was sent is unconfirmed, what waits goes on waiting.
    void lose(const std::string& why, const std::stop_token& stop);
    // Contact was lost with a command that may have come in part: the printer still waits for up to four bytes of it.
    bool may_be_cut_off() const { return cut_off_; }
    // Every request ends: unconfirmed if it was sent.
    void give_up(const std::string& why, const std::stop_token& stop);

  private:
    struct Posted {
        std::string id;
        MonotonicTime asked;
    };
    struct Sent {
        bool in_real_time;
        DrawerPin pin_before;
        std::optional<MonotonicTime> left_at{};
    };
    struct Current {
        Posted request;
        std::optional<Sent> sent{};
    };

    Current* current();
    bool has_opened(DrawerPin pin);
    void conclude(DrawerOutcome outcome, std::string why, const std::stop_token& stop);

    const CashDrawerSettings settings_;
    DeviceReport& report_;
    EventQueue<Posted> waiting_;
    std::optional<Current> current_;
    std::deque<std::string> known_; // the last ids
    bool cut_off_ = false;
    MonotonicTime rests_until_{};
    DrawerPin open_level_;
    DrawerPin once_seen_ = DrawerPin::unknown; // after a pulse, while its levels are not known
    DrawerPin just_learned_ = DrawerPin::unknown;
};

} // namespace makegood::drivers
