#pragma once

#include "drivers/device_report.hpp"
#include "drivers/device_thread.hpp"
#include "drivers/port.hpp"
#include "drivers/scanner/framing.hpp"
#include "drivers/scanner/key_layout.hpp"
#include "drivers/scanner/repeat_filter.hpp"
#include "drivers/traffic_log.hpp"

#include <atomic>

namespace makegood::drivers {

// What makes it beep, by its vendor's manual; nothing is sent where that is empty.
struct ScannerTones {
    std::string good_read;
    std::string problem;
};

struct ScannerSettings {
    std::string device_id;
    PortSettings port;                // also what event_device.hpp knows
    KeyLayout layout = KeyLayout::us; // of such a one
    FrameEnd frame_end = FrameEnd::terminator;
    std::chrono::milliseconds repeat_window{300};
    ScannerTones tones{};
};

// A claimed scanner, on a serial line or a keyboard of its own: one DataEvent a label, a StatusUpdateEvent when it
// comes (online) or goes (absent), an ErrorEvent for what could not be read or why it is absent. The events must
// outlive it. Destruction ends it at once.
class ScannerThread {
  public:
    ScannerThread(ScannerSettings settings, EventQueue<DeviceEvent>& events);

    const std::string& device_id() const { return settings_.device_id; }
    // Labels that came twice within the window and were dropped. Any thread.
    std::uint64_t repeats_dropped() const { return repeats_dropped_; }

    enum class Tone { good_read, problem };
    // Never waits; any thread. Nothing comes of it while the scanner is away.
    void beep(Tone tone);

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
    EventQueue<std::string> tones_{2}; // to be sent
    TrafficLog traffic_{TrafficLog::Said::labels};
    DeviceThread thread_; // last: stops first
};

} // namespace makegood::drivers
