#pragma once

#include "drivers/printer/conversation.hpp"
#include "drivers/simulated/printer_on_line.hpp"

#include <algorithm>
#include <cerrno>
#include <functional>
#include <limits>
#include <map>
#include <string>
#include <vector>

namespace makegood::drivers {

// A time that passes only where somebody waits, and what is to happen in it.
struct VirtualTime {
    MonotonicTime now{std::chrono::hours(1)};
    std::multimap<MonotonicTime, std::function<void()>> plans;

    void plan(MonotonicTime::duration in, std::function<void()> what) { plans.emplace(now + in, std::move(what)); }
    bool do_one_due() {
        if (plans.empty() || plans.begin()->first > now)
            return false;
        plans.extract(plans.begin()).mapped()();
        return true;
    }
};

// The host's end of a simulated printer's line, with the system's buffer for output. Waiting moves the time on.
class VirtualLine final : public ByteStream {
  public:
    static constexpr std::size_t system_buffer = 4096;

    VirtualLine(VirtualTime& time, PrinterOnLine& printer, Handshake handshake)
        : time_(time), printer_(printer), handshake_(handshake) {}
    // As a terminal is when it is closed: flushed, and no longer stopped by an XOFF.
    ~VirtualLine() override {
        printer_.lose_unsent();
        printer_.hold(false);
    }

    IoResult<Ready> wait(Want want, MonotonicTime deadline, const WakeSignal&) override {
        for (;;) {
            printer_.go_on(time_.now);
            take_in();
            if (time_.do_one_due())
                return Ready{.woken = true};
            if (!printer_.is_plugged_in())
                return gone("wait for");
            if (!input_.empty())
                return Ready{.input = true};
            if (want == Want::input_or_room && printer_.unsent() < system_buffer)
                return Ready{.room = true};
            if (time_.now >= deadline)
                return Ready{};
            auto next = deadline;
            if (!time_.plans.empty())
                next = std::min(next, time_.plans.begin()->first);
            if (const auto moment = printer_.next_moment())
                next = std::min(next, *moment);
            time_.now = std::max(time_.now, next);
        }
    }
    IoResult<std::size_t> read_some(std::span<std::uint8_t> into) override {
        if (!printer_.is_plugged_in())
            return gone("read");
        const auto count = std::min(into.size(), input_.size());
        std::copy_n(input_.begin(), count, into.begin());
        input_.erase(input_.begin(), input_.begin() + static_cast<std::ptrdiff_t>(count));
        return count;
    }
    IoResult<std::size_t> write_some(std::span<const std::uint8_t> bytes) override {
        if (!printer_.is_plugged_in())
            return gone("write");
        const auto count = std::min(bytes.size(), system_buffer - std::min(system_buffer, printer_.unsent()));
        printer_.send(bytes.first(count));
        return count;
    }
    IoResult<std::size_t> pending_output() override { return printer_.unsent(); }
    IoResult<ModemLines> modem_lines() override {
        return ModemLines{.clear_to_send = printer_.is_ready(), .data_set_ready = printer_.is_ready()};
    }
    bool paces_itself() const override { return handshake_ == Handshake::line; }

  private:
    // The system's driver obeys XOFF and keeps it from us.
    void take_in() {
        for (const std::uint8_t byte : std::exchange(printer_.arrived(), {}))
            if (handshake_ == Handshake::xon_xoff && (byte == 0x11 || byte == 0x13))
                printer_.hold(byte == 0x13);
            else
                input_.push_back(byte);
    }
    static tl::unexpected<IoError> gone(const char* operation) {
        return io_refused(IoProblem::hung_up, operation, "the virtual line", EIO);
    }

    VirtualTime& time_;
    PrinterOnLine& printer_;
    const Handshake handshake_;
    std::vector<std::uint8_t> input_;
};

// What a printing that is wrong would do, to see whether a test notices.
enum class Mistake {
    none,
    forgets_open_commands, // when the connection is lost
    sends_again,           // what is unconfirmed
    believes,              // that what is unconfirmed is printed
    tells_no_state,
};

// A printer's work as its thread does it, with a simulated printer and in virtual time.
class VirtualPrinting {
  public:
    VirtualPrinting(PrinterSettings settings, const PrinterBuild& build, const PrinterLine& line,
                    Mistake mistake = Mistake::none)
        : printer(build, line), settings_(std::move(settings)), handshake_(line.handshake), mistake_(mistake),
          report_(settings_.device_id, ErrorLocus::output, queue_, clock()) {
        begin_work();
        printer.go_on(time.now);
    }

    void post(PrintJob job) {
        if (mistake_ == Mistake::sends_again)
            posted_[job.id] = job;
        work_->post(std::move(job));
    }

    void open_drawer(const std::string& id) { drawer_.post(id, time.now); }

    // Until `is_over`, which is looked at ten times a second; false when that takes too long.
    bool run_until(const std::function<bool()>& is_over, std::chrono::minutes at_most = std::chrono::minutes(60)) {
        std::stop_source stop;
        bool over = false;
        const auto end = time.now + at_most;
        const std::function<void()> look = [&] {
            hear();
            over = is_over();
            if (over || time.now >= end)
                stop.request_stop();
            else
                time.plan(std::chrono::milliseconds(100), look);
        };
        time.plan({}, look);
        while (!stop.stop_requested())
            serve(stop.get_token());
        time.plans.clear(); // at most the plan to look again
        hear();
        return over;
    }

    std::optional<Outcome> outcome_of(const std::string& job) const {
        const auto found = outcomes.find(job);
        return found == outcomes.end() ? std::nullopt : std::optional(found->second);
    }

    VirtualTime time;
    PrinterOnLine printer;
    std::vector<StatusUpdateEvent> states;
    std::map<std::string, Outcome> outcomes;
    std::map<std::string, DrawerOutcome> drawer_outcomes;
    std::size_t outcomes_told = 0;
    std::size_t errors = 0;

  private:
    MonotonicClock clock() {
        return [this] { return time.now; };
    }

    // One connection and the pause after it, as DeviceThread and PrinterThread have them.
    void serve(const std::stop_token& stop) {
        IoError error{IoProblem::absent, "open", "the virtual line", "pulled"};
        if (printer.is_plugged_in()) {
            retry_ = std::chrono::milliseconds(100);
            absent_since_.reset();
            VirtualLine line(time, printer, handshake_);
            error =
                PrinterConversation(settings_, *work_, drawer_, display_, report_, line, wake_, stop, clock()).run();
        }
        if (stop.stop_requested())
            return;
        if (mistake_ == Mistake::forgets_open_commands)
            begin_work();
        report_.absent(error, stop);
        if (!absent_since_)
            absent_since_ = time.now;
        if (time.now - *absent_since_ >= settings_.absent_patience)
            work_->give_up(error.text(), stop);
        sleep_until(time.now + retry_, stop);
        retry_ = std::min(retry_ * 2, std::chrono::milliseconds(1000));
    }
    void sleep_until(MonotonicTime until, const std::stop_token& stop) {
        while (!stop.stop_requested() && !time.plans.empty() && time.plans.begin()->first <= until) {
            time.now = std::max(time.now, time.plans.begin()->first);
            printer.go_on(time.now);
            time.do_one_due();
        }
        if (!stop.stop_requested())
            time.now = until;
        printer.go_on(time.now);
    }
    void hear() {
        while (const auto event = queue_.take()) {
            if (const auto* status = std::get_if<StatusUpdateEvent>(&*event); status && tells_states())
                states.push_back(*status);
            if (const auto* complete = std::get_if<OutputCompleteEvent>(&*event))
                conclude(*complete);
            if (const auto* drawer = std::get_if<DrawerCompleteEvent>(&*event))
                drawer_outcomes[drawer->request_id] = drawer->outcome;
            errors += std::holds_alternative<ErrorEvent>(*event) ? 1 : 0;
        }
    }

    void begin_work() {
        work_.emplace(settings_, report_, [] {});
    }
    bool tells_states() const { return mistake_ != Mistake::tells_no_state; }
    void conclude(const OutputCompleteEvent& event) {
        ++outcomes_told;
        if (event.outcome == Outcome::unconfirmed && posted_.count(event.job_id) > 0) {
            work_->post(std::move(posted_.extract(event.job_id).mapped()));
            return;
        }
        const bool believes = mistake_ == Mistake::believes && event.outcome == Outcome::unconfirmed;
        outcomes[event.job_id] = believes ? Outcome::printed : event.outcome;
    }

    const PrinterSettings settings_;
    const Handshake handshake_;
    const Mistake mistake_;
    std::map<std::string, PrintJob> posted_; // of one that sends again
    EventQueue<DeviceEvent> queue_{4096};
    DeviceReport report_;
    DrawerRequests drawer_{CashDrawerSettings{}, report_, [] {}};
    DisplayUpdates display_{{0, "cp437"}, [] {}};
    std::optional<PrintWork> work_;
    WakeSignal wake_;
    std::chrono::milliseconds retry_{100};
    std::optional<MonotonicTime> absent_since_;
};

} // namespace makegood::drivers
