#pragma once

#include "drivers/device_event.hpp"
#include "drivers/event_queue.hpp"
#include "drivers/io_error.hpp"

#include <map>
#include <string>

namespace makegood::drivers {

// What one device's thread tells the world: each state and each reason once, errors counted. On that thread only.
// A full queue holds the device back until there is room or a stop is asked for.
class DeviceReport {
  public:
    DeviceReport(std::string device_id, ErrorLocus locus, EventQueue<DeviceEvent>& events,
                 MonotonicClock clock = monotonic_now)
        : device_id_(std::move(device_id)), locus_(locus), events_(events), clock_(std::move(clock)) {}

    void status(PowerState power, const PrinterStatus& printer, const std::stop_token& stop);
    void error(ErrorKind kind, std::string detail, const std::stop_token& stop);
    void absent(const IoError& error, const std::stop_token& stop);
    void scan(ScanData scan, MonotonicTime time, const std::stop_token& stop);
    void output_begins(std::string job_id, const std::stop_token& stop);
    void output_complete(std::string job_id, Outcome outcome, std::string detail, const std::stop_token& stop);
    // Its device and time are filled in here.
    void drawer_complete(DrawerCompleteEvent event, const std::stop_token& stop);

  private:
    const std::string device_id_;
    const ErrorLocus locus_;
    EventQueue<DeviceEvent>& events_;
    const MonotonicClock clock_;
    std::map<ErrorKind, std::uint64_t> counts_;
    bool told_ = false;
    PowerState power_ = PowerState::unknown;
    PrinterStatus printer_;
    std::string absent_because_;
};

} // namespace makegood::drivers
