#pragma once

#include "drivers/device_event.hpp"
#include "drivers/scanner/keyboard_wedge.hpp"
#include "drivers/scanner/repeat_filter.hpp"

#include <functional>
#include <memory>
#include <vector>

union SDL_Event;

namespace makegood::ui {

// Stands before all windows and keeps from them what a scanner types that is a keyboard to the system
// (KeyboardWedge): its labels come out as a serial scanner's do, and a person's keys and letters go on to the windows,
// as the active layout made them. Main thread only.
class WedgeGate {
  public:
    struct Outlets {
        std::function<void(const SDL_Event&)> typed;
        std::function<void(drivers::DeviceEvent)> read;
    };
    static constexpr auto device_id = "wedge";

    WedgeGate(drivers::WedgeSettings settings, Outlets outlets);
    ~WedgeGate();

    // Keys that go down and text, which it holds or passes on itself. False for any other event.
    bool take(const SDL_Event& event, drivers::KeyTime time);
    void quiet_until(drivers::MonotonicTime time);
    // When quiet_until wants to be called although nothing came.
    std::optional<drivers::MonotonicTime> due() const { return wedge_.due(); }

  private:
    void rule(drivers::KeyboardWedge::Ruling ruling, drivers::MonotonicTime time);
    void tell(drivers::Frame frame, drivers::MonotonicTime time);

    drivers::WedgeSettings settings_;
    Outlets outlets_;
    drivers::KeyboardWedge wedge_;
    drivers::RepeatFilter repeats_;
    std::vector<SDL_Event> held_;
    std::uint64_t errors_ = 0;
};

} // namespace makegood::ui
