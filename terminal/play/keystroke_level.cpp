#include "terminal/play/keystroke_level.hpp"

namespace makegood {

namespace {

constexpr double scan_s = 2.0;
constexpr double thought_s = 1.35;
constexpr double tap_s = 0.6;
constexpr double next_key_s = 0.35;
constexpr double keyboard_key_s = 0.28;

// "manager.pin.5", "find.pad.0", "keyboard.a"
bool is_keypad_key(std::string_view key) {
    if (key.starts_with("keyboard."))
        return key != "keyboard.done";
    return key.size() > 2 && key[key.size() - 2] == '.' && key.back() >= '0' && key.back() <= '9' &&
           (key.find(".pin.") != key.npos || key.find(".pad.") != key.npos);
}

} // namespace

void KeystrokeLevel::scanned() {
    ++interactions_;
    seconds_ += scan_s;
    on_keypad_ = false;
}

void KeystrokeLevel::tapped(std::string_view key) {
    ++interactions_;
    const bool keypad = is_keypad_key(key);
    seconds_ += keypad && on_keypad_ ? next_key_s : thought_s + tap_s;
    on_keypad_ = keypad;
}

void KeystrokeLevel::typed(std::size_t letters) {
    interactions_ += static_cast<int>(letters);
    if (letters > 0)
        seconds_ += thought_s + keyboard_key_s * static_cast<double>(letters);
    on_keypad_ = false;
}

void KeystrokeLevel::pressed_key() {
    ++interactions_;
    seconds_ += thought_s + keyboard_key_s;
    on_keypad_ = false;
}

} // namespace makegood
