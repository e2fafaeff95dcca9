#pragma once

#include "drivers/device_report.hpp"
#include "drivers/device_thread.hpp"
#include "drivers/port.hpp"
#include "drivers/scanner/framing.hpp"
#include "drivers/scanner/repeat_filter.hpp"
#include "drivers/traffic_log.hpp"

#include <atomic>

namespace makegood::drivers {

struct ScannerSettings {
    std::string device_id;
    PortSettings port;
    FrameEnd frame_end = FrameEnd::terminator;
    std::chrono::milliseconds repeat_window{300};
};

// A claimed serial scanner: one DataEvent a label, a StatusUpdateEvent when it comes (online) or goes (absent), an
// ErrorEvent for what could not be read or why it is absent. The events must outlive it. Destruction ends it at once.
class ScannerThread {
  public:
    ScannerThread(ScannerSettings settings, EventQueue<DeviceEvent>& events);

    const std::string& device_id() const { return settings_.device_id; }
    // Labels that came twice within the window and were dropped. Any thread.
    std::uint64_t repeats_dropped() const { return repeats_dropped_; }

    const TrafficLog& traffic() const { return traffic_; } // any thread

  private:
    IoError serve(ByteStream& stream, WakeSignal& wake, const std::stop_token& stop);
    void take(std::variant<Frame, FrameError> item, const std::stop_token& stop);
    std::chrono::milliseconds idle_gap() const;

    const ScannerSettings settings_;
    DeviceReport report_;
    Framing framing_;
    RepeatFilter repeats_;
    std::atomic<std::uint64_t> repeats_dropped_ = 0;
    TrafficLog traffic_{TrafficLog::Said::labels};
    DeviceThread thread_; // last: stops first
};

} // namespace makegood::drivers
