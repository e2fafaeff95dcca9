#include "drivers/scanner/scanner_thread.hpp"

#include "drivers/scanner/aim_identifier.hpp"
#include "drivers/scanner/event_device.hpp"
#include "drivers/scanner/keyboard_wedge.hpp"

#include <algorithm>
#include <array>

namespace makegood::drivers {

namespace {

using namespace std::chrono_literals;

// Shorter pauses happen inside a label (16 ms latency of USB adapters, other load).
constexpr auto shortest_idle_gap = 30ms;
// A pause that no scanner makes inside a label that it terminates.
constexpr auto unfinished_after = 500ms;
constexpr auto longest_wait = 60s;

IoResult<std::unique_ptr<ByteStream>> open_scanner(const ScannerSettings& settings) {
    const auto& port = settings.port;
    return is_event_device(port.path) ? open_event_device(port.path, settings.layout, port.root) : open_port(port);
}

} // namespace

ScannerThread::ScannerThread(ScannerSettings settings, EventQueue<DeviceEvent>& events)
    : settings_(std::move(settings)), report_(settings_.device_id, ErrorLocus::input, events),
      framing_(settings_.frame_end), repeats_(settings_.repeat_window),
      thread_({[this](WakeSignal&, const std::stop_token&) { return recorded(open_scanner(settings_), traffic_); },
               [this](ByteStream& stream, WakeSignal& wake, const std::stop_token& stop) {
                   return serve(stream, wake, stop);
               },
               [this](const IoError& error, const std::stop_token& stop) { report_.absent(error, stop); }}) {}

IoError ScannerThread::serve(ByteStream& stream, WakeSignal& wake, const std::stop_token& stop) {
    framing_.reset();
    while (tones_.take()) {
        // meant for what was read before it went away
    }
    std::string tone;
    report_.status(PowerState::online, {}, stop);
    const FrameSink sink = [&](std::variant<Frame, FrameError> item) { take(std::move(item), stop); };
    std::array<std::uint8_t, 512> buffer{};
    while (!stop.stop_requested()) {
        const auto deadline = monotonic_now() + (framing_.awaits_end() ? idle_gap() : longest_wait);
        if (tone.empty())
            tone = tones_.take().value_or(std::string());
        const auto ready = stream.wait(tone.empty() ? Want::input : Want::input_or_room, deadline, wake);
        if (!ready)
            return ready.error();
        wake.clear();
        if (ready->room && !tone.empty()) {
            const auto sent = stream.write_some({reinterpret_cast<const std::uint8_t*>(tone.data()), tone.size()});
            if (!sent)
                return sent.error();
            tone.erase(0, *sent);
        }
        if (!ready->input) {
            if (monotonic_now() >= deadline)
                framing_.fell_idle(sink);
            continue;
        }
        const auto count = stream.read_some(buffer);
        if (!count)
            return count.error();
        framing_.feed(std::span(buffer).first(*count), sink);
    }
    return {};
}

void ScannerThread::beep(Tone tone) {
    const auto& bytes = tone == Tone::good_read ? settings_.tones.good_read : settings_.tones.problem;
    if (bytes.empty())
        return;
    tones_.post(bytes);
    thread_.wake();
}

void ScannerThread::take(std::variant<Frame, FrameError> item, const std::stop_token& stop) {
    if (const auto* error = std::get_if<FrameError>(&item)) {
        report_.error(error->kind, std::to_string(error->length) + " bytes", stop);
        return;
    }
    const auto time = monotonic_now();
    ScanData scan = read_scan(std::move(std::get<Frame>(item).bytes));
    if (repeats_.is_repeat(scan.raw, time))
        repeats_dropped_ = repeats_.dropped();
    else
        report_.scan(std::move(scan), time, stop);
}

std::chrono::milliseconds ScannerThread::idle_gap() const {
    if (settings_.frame_end == FrameEnd::terminator)
        return unfinished_after;
    if (is_event_device(settings_.port.path))
        return KeyboardWedge::longest_falter;
    const int three_characters_ms = 3 * 1000 * settings_.port.line.bits_per_character() / settings_.port.line.baud + 1;
    return std::max<std::chrono::milliseconds>(shortest_idle_gap, std::chrono::milliseconds(three_characters_ms));
}

} // namespace makegood::drivers
