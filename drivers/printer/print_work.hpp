#pragma once

#include "drivers/device_report.hpp"
#include "drivers/event_queue.hpp"
#include "drivers/printer/printer_settings.hpp"

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace makegood::drivers {

// The jobs of one printer over all its connections: those that wait, the one on its way, and what an interrupted one
// left behind in the printer. `post`, `begin` and `cancel` on any thread, all else on the printer's.
class PrintWork {
  public:
    static constexpr std::size_t most_waiting = 16;

    PrintWork(const PrinterSettings& settings, DeviceReport& report, const std::function<void()>& wake)
        : completion_(settings.completion), status_(settings.status), announces_(settings.announces_jobs),
          report_(report), waiting_(most_waiting, wake), begun_(most_waiting, wake), cancelled_(most_waiting, wake) {}

    bool post(PrintJob job) { return waiting_.post(std::move(job)); }
    bool begin(std::string id) { return begun_.post(std::move(id)); }
    bool cancel(std::string id) { return cancelled_.post(std::move(id)); }

    // The job on its way, or the next that waits; null when there is none.
    JobProgress* current();
    // The job on its way has its turn: tells so where that is asked for, once. True when it did.
    bool announce(const std::stop_token& stop);
    // It told, and nobody has said yet that the job may begin.
    bool awaits_begin();
    void advance(std::size_t count);
    // Jobs that were cancelled before a byte of them was sent end as cancelled.
    void drop_cancelled(const std::stop_token& stop);
    void finish(Outcome outcome, const std::stop_token& stop);
    // Contact with the current job is lost: unconfirmed if a byte of it may be on paper; untouched, it stays.
    void lose(const std::string& why, const std::stop_token& stop);
    // Every job ends: unconfirmed, or failed if untouched.
    void give_up(const std::string& why, const std::stop_token& stop);

    // What the printer must get before anything else (closing_bytes); empty when nothing is owed.
    const std::vector<std::uint8_t>& owed_closing() const { return owed_closing_; }

  private:
    void conclude(Outcome outcome, const std::string& why, const std::stop_token& stop);

    const Completion completion_;
    const StatusDialect status_;
    const bool announces_;
    DeviceReport& report_;
    EventQueue<PrintJob> waiting_;
    EventQueue<std::string> begun_;
    EventQueue<std::string> cancelled_;
    std::vector<std::string> to_drop_;
    std::optional<JobProgress> current_;
    bool announced_ = false; // the current one
    bool may_begin_ = false; // likewise
    std::vector<std::uint8_t> owed_closing_;
};

} // namespace makegood::drivers
