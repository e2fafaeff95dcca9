#include "drivers/line_display/line_display_thread.hpp"

#include <array>

namespace makegood::drivers {

using namespace std::chrono_literals;

LineDisplayThread::LineDisplayThread(LineDisplaySettings settings, EventQueue<DeviceEvent>& events)
    : settings_(std::move(settings)), report_(settings_.device_id, ErrorLocus::output, events),
      updates_(settings_.page, [this] { thread_.wake(); }),
      thread_({[this](WakeSignal&, const std::stop_token&) { return recorded(open_port(settings_.port), traffic_); },
               [this](ByteStream& stream, WakeSignal& wake, const std::stop_token& stop) {
                   return serve(stream, wake, stop);
               },
               [this](const IoError& error, const std::stop_token& stop) { report_.absent(error, stop); }}) {}

IoError LineDisplayThread::serve(ByteStream& stream, WakeSignal& wake, const std::stop_token& stop) {
    report_.status(PowerState::online, {}, stop);
    updates_.lost();
    std::vector<std::uint8_t> left;
    std::array<std::uint8_t, 64> said{};
    while (!stop.stop_requested()) {
        if (left.empty() && updates_.wants_to_show())
            left = updates_.take();
        const auto ready = stream.wait(left.empty() ? Want::input : Want::input_or_room, monotonic_now() + 60s, wake);
        if (!ready)
            return ready.error();
        wake.clear();
        if (const auto count = stream.read_some(said); !count)
            return count.error();
        if (left.empty() || !ready->room)
            continue;
        const auto count = stream.write_some(left);
        if (!count)
            return count.error();
        left.erase(left.begin(), left.begin() + static_cast<std::ptrdiff_t>(*count));
    }
    return {};
}

} // namespace makegood::drivers
