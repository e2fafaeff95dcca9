#pragma once

#include "drivers/device_report.hpp"
#include "drivers/device_thread.hpp"
#include "drivers/line_display/display_updates.hpp"
#include "drivers/port.hpp"
#include "drivers/traffic_log.hpp"

#include <string>

namespace makegood::drivers {

struct LineDisplaySettings {
    std::string device_id;
    PortSettings port;
    CodePage page{0, "cp437"};
};

// A claimed customer display on a port of its own. It tells nothing of itself, so online means that its port is there.
// The events must outlive it. Destruction ends it at once; what stands there stays.
class LineDisplayThread {
  public:
    LineDisplayThread(LineDisplaySettings settings, EventQueue<DeviceEvent>& events);

    // Never waits; any thread. Shown as soon as the display is there.
    void show(DisplayText text) { updates_.post(std::move(text)); }

    const TrafficLog& traffic() const { return traffic_; } // any thread

  private:
    IoError serve(ByteStream& stream, WakeSignal& wake, const std::stop_token& stop);

    const LineDisplaySettings settings_;
    DeviceReport report_;
    DisplayUpdates updates_;
    TrafficLog traffic_{TrafficLog::Said::status};
    DeviceThread thread_; // last: stops first
};

} // namespace makegood::drivers
