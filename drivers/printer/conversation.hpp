#pragma once

#include "drivers/byte_stream.hpp"
#include "drivers/cash_drawer/drawer_requests.hpp"
#include "drivers/device_report.hpp"
#include "drivers/line_display/display_updates.hpp"
#include "drivers/printer/buffer_credits.hpp"
#include "drivers/printer/line_pacing.hpp"
#include "drivers/printer/print_work.hpp"
#include "drivers/printer/printer_settings.hpp"
#include "drivers/printer/status.hpp"
#include "drivers/printer/status_poll.hpp"

#include <optional>
#include <stop_token>
#include <vector>

namespace makegood::drivers {

// One connection with an ESC/POS printer, from its opening to its loss: greets it, asks for its status between
// commands, opens its drawer there too, sends the jobs in small pieces, holds them while paper or cover hold the
// printer, and concludes them by what the printer says. On the printer's thread.
class PrinterConversation {
  public:
    PrinterConversation(const PrinterSettings& settings, PrintWork& work, DrawerRequests& drawer,
                        DisplayUpdates& display, DeviceReport& report, ByteStream& stream, WakeSignal& wake,
                        const std::stop_token& stop, MonotonicClock clock = monotonic_now);

    // Until the device goes away or a stop is asked for.
    IoError run();

  private:
    IoResult<void> step();
    IoResult<void> wait();
    IoResult<void> listen();
    IoResult<void> ask();
    void mark();
    IoResult<void> send();
    IoResult<void> send_pulse();
    IoResult<void> send_display();
    IoResult<void> send_marker();
    void marked();
    IoResult<void> begin_pulse(bool in_real_time);
    IoResult<bool> send_from(std::vector<std::uint8_t>& bytes);
    IoResult<void> send_job(std::size_t room);
    IoResult<void> watch_progress();
    void tell_status();

    void greet();
    void take(const Replies& replies);
    void take_completion(const Replies& replies);
    void watch_hold(const Replies& replies, bool was_held);
    bool says_it_is_held() const;
    void fell_silent();
    void space_questions();
    void missed_question();
    void lose_contact(const std::string& why);
    void lose_job(const std::string& why);

    bool may_let_go();
    bool held_by_line();
    bool line_is_stuck() const;
    IoResult<void> watch_line();
    std::size_t bytes_gone() const { return written_ - pending_; }
    bool is_held() const;
    bool never_answered() const;
    bool is_ready_for_next();
    bool is_silent() const { return poll_.silent() && poll_.heard_anything(); }
    bool at_border();
    bool between_commands();
    bool at_rest();
    bool awaits_status_behind_head();
    std::size_t job_bytes_allowed();
    std::size_t job_bytes_wanted();
    bool has_something_to_send();
    bool awaits_completion();
    std::chrono::milliseconds poll_pause();

    const PrinterSettings& settings_;
    PrintWork& work_;
    DrawerRequests& drawer_;
    DisplayUpdates& display_;
    DeviceReport& report_;
    ByteStream& stream_;
    WakeSignal& wake_;
    const std::stop_token& stop_;
    const MonotonicClock clock_;

    LinePacing pacing_;
    StatusReader reader_;
    StatusPoll poll_;
    BufferCredits credits_;
    std::vector<std::uint8_t> greeting_;        // left to send
    std::vector<std::uint8_t> question_;        // left to send
    std::vector<std::uint8_t> pulse_;           // of the drawer, left to send
    std::vector<std::uint8_t> marker_;          // left to send
    std::vector<std::uint8_t> display_text_;    // left to send, up to where the printer hears again
    std::size_t pending_ = 0;                   // in the system's buffer, when last asked
    std::size_t written_ = 0;                   // in all
    std::size_t question_ends_at_ = 0;          // of all
    std::size_t pulse_ends_at_ = 0;             // likewise
    std::size_t job_sent_until_ = 0;            // likewise; what comes behind are questions
    std::optional<MonotonicTime> held_since_{}; // as the printer says; or since it said otherwise in part
    bool hold_told_by_itself_ = false;          // by an automatic status, so its end is told so, too
    bool told_behind_head_ = false;             // its status, since the reset of the current job
    std::optional<MonotonicTime> unsaid_end_{}; // of such a hold, that only an answer told
    std::size_t unreadable_ = 0;
    std::size_t unreadable_when_asked_ = 0;
    std::size_t unreadable_when_marked_ = 0;
    MonotonicTime now_;
    MonotonicTime progress_;                    // the last
    MonotonicTime line_moved_;                  // or was free to
    std::optional<MonotonicTime> idle_since_{}; // of a printer in the network, that nothing is to be printed
};

} // namespace makegood::drivers
