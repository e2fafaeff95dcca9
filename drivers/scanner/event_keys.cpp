#include "drivers/scanner/event_keys.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <linux/input.h>

namespace makegood::drivers {

namespace {

constexpr int left_control = 0xe0, left_shift = 0xe1, left_alt = 0xe2, right_control = 0xe4, right_shift = 0xe5,
              right_alt = 0xe6;

// The usages of the keys by Linux's numbers (linux/input-event-codes.h); 0 where it is no key of a scanner.
constexpr std::array<std::uint8_t, 128> usages{
    0,    0x29, 0x1e, 0x1f, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x27, 0x2d, 0x2e, 0x2a, 0x2b, // 0 Escape
    0x14, 0x1a, 0x08, 0x15, 0x17, 0x1c, 0x18, 0x0c, 0x12, 0x13, 0x2f, 0x30, 0x28, 0xe0, 0x04, 0x16, // 16 Q
    0x07, 0x09, 0x0a, 0x0b, 0x0d, 0x0e, 0x0f, 0x33, 0x34, 0x35, 0xe1, 0x31, 0x1d, 0x1b, 0x06, 0x19, // 32 D
    0x05, 0x11, 0x10, 0x36, 0x37, 0x38, 0xe5, 0x55, 0xe2, 0x2c, 0,    0,    0,    0,    0,    0,    // 48 B
    0,    0,    0x41, 0,    0,    0,    0,    0x5f, 0x60, 0x61, 0x56, 0x5c, 0x5d, 0x5e, 0x57, 0x59, // 64 F6
    0x5a, 0x5b, 0x62, 0x63, 0,    0,    0x64, 0,    0,    0,    0,    0,    0,    0,    0,    0,    // 80 keypad 2
    0x58, 0xe4, 0x54, 0,    0xe6, 0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    // 96 keypad Enter
    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0xe3, 0xe7, 0,    // 112 to 127
};

constexpr char unreadable = '\0'; // to Framing

bool is_lock(int code) {
    return code == KEY_CAPSLOCK || code == KEY_NUMLOCK || code == KEY_SCROLLLOCK;
}

} // namespace

std::string EventKeys::take(std::span<const std::uint8_t> bytes) {
    std::string typed;
    part_.insert(part_.end(), bytes.begin(), bytes.end());
    std::size_t begin = 0;
    for (; part_.size() - begin >= sizeof(input_event); begin += sizeof(input_event)) {
        input_event event{};
        std::memcpy(&event, part_.data() + begin, sizeof event);
        take(event, typed);
    }
    part_.erase(part_.begin(), part_.begin() + static_cast<std::ptrdiff_t>(begin));
    return typed;
}

void EventKeys::take(const input_event& event, std::string& typed) {
    constexpr int up = 0, down = 1;
    if (event.type == EV_SYN && event.code == SYN_DROPPED) {
        is_lost_ = true;
        modifiers_ = 0;
        alt_code_.reset();
        typed += unreadable;
    } else if (event.type == EV_SYN && event.code == SYN_REPORT)
        is_lost_ = false;
    else if (event.type == EV_KEY && !is_lost_ && (event.value == up || event.value == down)) {
        const auto usage = event.code < usages.size() ? usages[event.code] : 0;
        if (usage != 0)
            key(usage, event.value == down, typed);
        else if (event.value == down && !is_lock(event.code))
            typed += unreadable;
    }
}

void EventKeys::key(int usage, bool down, std::string& typed) {
    if (is_modifier(usage)) {
        const unsigned bit = 1U << static_cast<unsigned>(usage - left_control);
        modifiers_ = down ? modifiers_ | bit : modifiers_ & ~bit;
        if (alt_code_ && !down && usage == left_alt) {
            typed += *alt_code_ > 0 && *alt_code_ < 0x80 ? static_cast<char>(*alt_code_) : unreadable;
            alt_code_.reset();
        }
        return;
    }
    if (!down)
        return;
    if (const int digit = keypad_digit(usage); is_down(left_alt) && digit >= 0) {
        alt_code_ = (alt_code_.value_or(0) * 10 + digit) % 10'000;
        return;
    }
    const char character = typed_character({.usage = usage,
                                            .shift = is_down(left_shift) || is_down(right_shift),
                                            .control = is_down(left_control) || is_down(right_control),
                                            .alt = is_down(left_alt),
                                            .alt_gr = is_down(right_alt)},
                                           layout_);
    typed += character == types_nothing ? unreadable : character;
}

bool EventKeys::is_down(int usage) const {
    return (modifiers_ >> static_cast<unsigned>(usage - left_control) & 1U) != 0;
}

} // namespace makegood::drivers
