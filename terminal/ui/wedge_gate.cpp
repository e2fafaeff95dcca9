#include "terminal/ui/wedge_gate.hpp"

#include "drivers/scanner/aim_identifier.hpp"

#include <SDL.h>
#include <fmt/format.h>

#include <utility>

namespace makegood::ui {

namespace {

// SDL numbers its scancodes as USB does.
drivers::KeyStroke stroke_of(const SDL_KeyboardEvent& event) {
    const auto has = [&](int modifier) { return (event.keysym.mod & modifier) != 0; };
    return {event.keysym.scancode, has(KMOD_SHIFT), has(KMOD_CTRL), has(KMOD_ALT), event.repeat != 0};
}

} // namespace

WedgeGate::WedgeGate(drivers::WedgeSettings settings, Outlets outlets)
    : settings_(std::move(settings)), outlets_(std::move(outlets)), wedge_(settings_.end),
      repeats_(settings_.repeat_window) {}

WedgeGate::~WedgeGate() = default;

bool WedgeGate::take(const SDL_Event& event, drivers::KeyTime time) {
    if (event.type == SDL_TEXTINPUT) {
        if (!held_.empty())
            held_.push_back(event);
        else if (!wedge_.just_scanned(time.earliest))
            outlets_.typed(event);
        return true;
    }
    if (event.type != SDL_KEYDOWN)
        return false;
    const auto stroke = stroke_of(event.key);
    if (drivers::is_modifier(stroke.usage)) {
        wedge_.press(stroke, time);
        outlets_.typed(event);
        return true;
    }
    quiet_until(time.earliest);
    held_.push_back(event);
    rule(wedge_.press(stroke, time), time.latest);
    return true;
}

void WedgeGate::quiet_until(drivers::MonotonicTime time) {
    rule(wedge_.quiet_until(time), time);
}

void WedgeGate::rule(drivers::KeyboardWedge::Ruling ruling, drivers::MonotonicTime time) {
    if (ruling == drivers::KeyboardWedge::Ruling::hold)
        return;
    const auto held = std::exchange(held_, {});
    if (ruling == drivers::KeyboardWedge::Ruling::typed)
        for (const auto& event : held)
            outlets_.typed(event);
    auto read = wedge_.take();
    if (!read)
        return;
    if (auto* frame = std::get_if<drivers::Frame>(&*read))
        return tell(std::move(*frame), time);
    const auto& error = std::get<drivers::FrameError>(*read);
    outlets_.read(drivers::ErrorEvent{device_id, drivers::ErrorLocus::input, error.kind,
                                      fmt::format("{} bytes", error.length), ++errors_, time});
}

void WedgeGate::tell(drivers::Frame frame, drivers::MonotonicTime time) {
    if (frame.bytes.starts_with(settings_.prefix))
        frame.bytes.erase(0, settings_.prefix.size());
    auto scan = drivers::read_scan(std::move(frame.bytes));
    if (!scan.raw.empty() && !repeats_.is_repeat(scan.raw, time))
        outlets_.read(drivers::DataEvent{device_id, std::move(scan), time});
}

} // namespace makegood::ui
