#pragma once

#include "drivers/cash_drawer/drawer_requests.hpp"
#include "drivers/device_report.hpp"
#include "drivers/device_thread.hpp"
#include "drivers/line_display/display_updates.hpp"
#include "drivers/printer/print_work.hpp"
#include "drivers/printer/printer_settings.hpp"
#include "drivers/traffic_log.hpp"

#include <atomic>
#include <optional>

namespace makegood::drivers {

// A claimed ESC/POS printer. Tells its status in StatusUpdateEvents and gives exactly one OutputCompleteEvent for each
// job that it took, and one DrawerCompleteEvent for each request to open its drawer. A job of which a byte was sent is
// never sent again: if contact is lost it is *unconfirmed*. The events must outlive it. Destruction ends it at once:
// the job on its way is unconfirmed, those that wait failed.
class PrinterThread {
  public:
    PrinterThread(PrinterSettings settings, EventQueue<DeviceEvent>& events);
    ~PrinterThread();

    // Never waits; any thread. False when 16 jobs wait already: the job was not taken. Its row must be stored before.
    bool post(PrintJob job) { return work_.post(std::move(job)); }
    // Never waits; any thread. The announced job may be sent, now that it is stored that this begins. Of another job
    // it says nothing. False when 16 were begun just now: the job still waits.
    bool begin(std::string job_id) { return work_.begin(std::move(job_id)); }
    // Never waits; any thread. If no byte of the job was sent yet, none will be, and it ends as cancelled; else it goes
    // on as if nothing was said. False when 16 jobs were just cancelled already: it goes on too.
    bool cancel(std::string job_id) { return work_.cancel(std::move(job_id)); }
    // Never waits; any thread. One DrawerCompleteEvent tells what became of it, at most four seconds after it was asked
    // for. False, and no event, when there is no drawer, the printer is away, or four requests wait already.
    bool open_drawer(std::string request_id, MonotonicTime asked = monotonic_now()) {
        return settings_.drawer && !away_ && drawer_.post(std::move(request_id), asked);
    }

    // Never waits; any thread. On the customer display behind this printer, as soon as that is there.
    void show(DisplayText text) {
        if (settings_.display)
            display_.post(std::move(text));
    }

    const TrafficLog& traffic() const { return traffic_; } // any thread

  private:
    IoResult<std::unique_ptr<ByteStream>> open(WakeSignal& wake, const std::stop_token& stop);
    void absent(const IoError& error, const std::stop_token& stop);

    const PrinterSettings settings_;
    DeviceReport report_;
    PrintWork work_;
    DrawerRequests drawer_;
    DisplayUpdates display_;
    std::atomic<bool> away_ = false;
    std::optional<MonotonicTime> absent_since_;
    bool let_go_ = false; // and well then; opened again for the next job
    TrafficLog traffic_{TrafficLog::Said::status};
    DeviceThread thread_; // last: starts when everything else stands
};

} // namespace makegood::drivers
