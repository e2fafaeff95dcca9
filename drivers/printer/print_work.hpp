#pragma once

#include "drivers/device_report.hpp"
#include "drivers/event_queue.hpp"
#include "drivers/printer/job_progress.hpp"

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace makegood::drivers {

// The jobs of one printer over all its connections: those that wait, the one on its way, and what an interrupted one
// left behind in the printer. `post` and `cancel` on any thread, all else on the printer's.
class PrintWork {
  public:
    static constexpr std::size_t most_waiting = 16;

    PrintWork(Completion completion, StatusDialect status, DeviceReport& report, const std::function<void()>& wake)
        : completion_(completion), status_(status), report_(report), waiting_(most_waiting, wake),
          cancelled_(most_waiting, wake) {}

    bool post(PrintJob job) { return waiting_.post(std::move(job)); }
    bool cancel(std::string id) { return cancelled_.post(std::move(id)); }

    // The job on its way, or the next that waits; null when there is none.
    JobProgress* current();
    void advance(std::size_t count);
    // Jobs that were cancelled before a byte of them was sent end as failed.
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
    DeviceReport& report_;
    EventQueue<PrintJob> waiting_;
    EventQueue<std::string> cancelled_;
    std::vector<std::string> to_drop_;
    std::optional<JobProgress> current_;
    std::vector<std::uint8_t> owed_closing_;
};

} // namespace makegood::drivers
