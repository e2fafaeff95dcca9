#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

union SDL_Event;

namespace makegood::ui {

// What a person does to a window. Positions are device pixels from the window's top left corner. Tests, `makegood play`
// and SDL all make the same values; nothing else is asked of the mouse or the keyboard.
struct Press {
    float x = 0;
    float y = 0;
};
struct Move {
    float x = 0;
    float y = 0;
};
struct Release {
    float x = 0;
    float y = 0;
};
// The press is over without a release: a second finger came, or the window lost it.
struct Cancel {};
// Steps away from the person are positive, as SDL has them.
struct Wheel {
    float x = 0;
    float y = 0;
    float steps = 0;
};

enum class Key { other, tab, enter, escape, up, down, left, right, home, end, backspace, erase, f1, f2, f4, f8, digit };

struct KeyPress {
    Key key = Key::other;
    bool shift = false;
    bool repeat = false;
    int digit = -1; // 0 to 9 with Key::digit, from the key's place and not from the layout's letter
};
// UTF-8, as the keyboard layout made it.
struct TypedText {
    std::string utf8;
};

using Event = std::variant<Press, Move, Release, Cancel, Wheel, KeyPress, TypedText>;

// What of `event` concerns the window with this id and size; nothing for the rest, and nothing for the mouse events
// that SDL makes up from touches. Positions of a finger are a share of the window's size.
std::optional<Event> translate(const SDL_Event& event, std::uint32_t window_id, int width_px, int height_px);

// Ends the wait of the main thread's SDL_WaitEvent from any thread. Made on the main thread after SDL is initialised.
class Waker {
  public:
    Waker();
    void operator()() const;
    bool made(const SDL_Event& event) const;

  private:
    std::uint32_t event_type_;
};

} // namespace makegood::ui
