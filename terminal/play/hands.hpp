#pragma once

#include "terminal/play/keystroke_level.hpp"
#include "terminal/play/played_kiosk.hpp"
#include "terminal/play/script.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace makegood {

// The verbs that do something: at the screen, at the scanner, at the devices, and with the clock. What a person does
// there is counted.
class Hands {
  public:
    explicit Hands(PlayedKiosk& kiosk) : kiosk_(kiosk) {}

    // Errors: why it could not be done.
    using Outcome = Expected<void, std::string>;
    Outcome perform(const ScanLabel& scan);
    Outcome perform(const TapNode& tap);
    Outcome perform(const HoldNode& hold);
    Outcome perform(const LiftFinger&);
    Outcome perform(const TypeText& type);
    Outcome perform(const TypeOnKeyboard& type);
    Outcome perform(const PressKey& press);
    Outcome perform(const TouchDevice& touch);
    Outcome perform(const SlowDisk& disk);
    Outcome perform(const PullCable& pull);
    Outcome perform(const AdvanceClock& advance);
    Outcome perform(const ShowGallery& show);

    const KeystrokeLevel& counter() const { return counter_; }

  private:
    void wait_out_the_scanner(const std::string& label);
    const ui::Node* scroll_to(const std::string& key);
    Expected<ui::Node, std::string> reach(const std::string& key);

    struct Finger {
        ui::Window* window;
        ui::Release where;
    };

    PlayedKiosk& kiosk_;
    KeystrokeLevel counter_;
    std::optional<Finger> finger_; // held down
    std::string last_label_;
    std::chrono::steady_clock::time_point last_scan_{};
};

} // namespace makegood
