#pragma once

#include "drivers/scanner/key_layout.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

struct input_event;

namespace makegood::drivers {

// Makes letters of what Linux tells of one keyboard (struct input_event of linux/input.h), whatever layout the windows
// have. Digits of the keypad with Alt held are the number of a letter. Caps Lock and its like are no letters.
class EventKeys {
  public:
    explicit EventKeys(KeyLayout layout) : layout_(layout) {}

    // What they type; NUL for a key that types no ASCII and where the system lost keys, so that nothing is taken for a
    // label that lacks something. Part of an event waits for
    // the rest.
    std::string take(std::span<const std::uint8_t> bytes);

  private:
    void take(const input_event& event, std::string& typed);
    void key(int usage, bool down, std::string& typed);
    bool is_down(int usage) const;

    const KeyLayout layout_;
    std::vector<std::uint8_t> part_;
    unsigned modifiers_ = 0; // a bit for each usage from the left Ctrl on
    std::optional<int> alt_code_;
    bool is_lost_ = false; // up to the next report nothing is known
};

} // namespace makegood::drivers
