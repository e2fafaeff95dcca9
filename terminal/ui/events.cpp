#include "terminal/ui/events.hpp"

#include <SDL.h>

namespace makegood::ui {

namespace {

Key key_of(SDL_Scancode code) {
    switch (code) {
    case SDL_SCANCODE_TAB:
        return Key::tab;
    case SDL_SCANCODE_RETURN:
    case SDL_SCANCODE_KP_ENTER:
        return Key::enter;
    case SDL_SCANCODE_ESCAPE:
        return Key::escape;
    case SDL_SCANCODE_UP:
        return Key::up;
    case SDL_SCANCODE_DOWN:
        return Key::down;
    case SDL_SCANCODE_LEFT:
        return Key::left;
    case SDL_SCANCODE_RIGHT:
        return Key::right;
    case SDL_SCANCODE_HOME:
        return Key::home;
    case SDL_SCANCODE_END:
        return Key::end;
    case SDL_SCANCODE_BACKSPACE:
        return Key::backspace;
    case SDL_SCANCODE_DELETE:
        return Key::erase;
    case SDL_SCANCODE_F1:
        return Key::f1;
    case SDL_SCANCODE_F2:
        return Key::f2;
    case SDL_SCANCODE_F4:
        return Key::f4;
    case SDL_SCANCODE_F8:
        return Key::f8;
    default:
        return Key::other;
    }
}

int digit_of(SDL_Scancode code) {
    if (code == SDL_SCANCODE_0 || code == SDL_SCANCODE_KP_0)
        return 0;
    if (code >= SDL_SCANCODE_1 && code <= SDL_SCANCODE_9)
        return code - SDL_SCANCODE_1 + 1;
    if (code >= SDL_SCANCODE_KP_1 && code <= SDL_SCANCODE_KP_9)
        return code - SDL_SCANCODE_KP_1 + 1;
    return -1;
}

Event key_press(const SDL_KeyboardEvent& event) {
    int digit = digit_of(event.keysym.scancode);
    return KeyPress{digit >= 0 ? Key::digit : key_of(event.keysym.scancode), (event.keysym.mod & KMOD_SHIFT) != 0,
                    event.repeat != 0, digit};
}

std::optional<Event> button(const SDL_MouseButtonEvent& event) {
    if (event.which == SDL_TOUCH_MOUSEID || event.button != SDL_BUTTON_LEFT)
        return std::nullopt;
    auto x = static_cast<float>(event.x);
    auto y = static_cast<float>(event.y);
    return event.type == SDL_MOUSEBUTTONDOWN ? Event(Press{x, y}) : Event(Release{x, y});
}

Event finger(const SDL_TouchFingerEvent& event, int width_px, int height_px) {
    float x = event.x * static_cast<float>(width_px);
    float y = event.y * static_cast<float>(height_px);
    if (event.type == SDL_FINGERDOWN)
        return Press{x, y};
    return event.type == SDL_FINGERUP ? Event(Release{x, y}) : Event(Move{x, y});
}

} // namespace

std::optional<Event> translate(const SDL_Event& event, std::uint32_t window_id, int width_px, int height_px) {
    switch (event.type) {
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        return event.button.windowID == window_id ? button(event.button) : std::nullopt;
    case SDL_MOUSEMOTION:
        if (event.motion.windowID != window_id || event.motion.which == SDL_TOUCH_MOUSEID)
            return std::nullopt;
        return Move{static_cast<float>(event.motion.x), static_cast<float>(event.motion.y)};
    case SDL_FINGERDOWN:
    case SDL_FINGERUP:
    case SDL_FINGERMOTION:
        if (event.tfinger.windowID != window_id)
            return std::nullopt;
        return finger(event.tfinger, width_px, height_px);
    case SDL_MOUSEWHEEL:
        if (event.wheel.windowID != window_id)
            return std::nullopt;
        return Wheel{static_cast<float>(event.wheel.mouseX), static_cast<float>(event.wheel.mouseY),
                     event.wheel.preciseY};
    case SDL_KEYDOWN:
        if (event.key.windowID != window_id)
            return std::nullopt;
        return key_press(event.key);
    case SDL_TEXTINPUT:
        if (event.text.windowID != window_id)
            return std::nullopt;
        return TypedText{event.text.text};
    case SDL_WINDOWEVENT:
        if (event.window.windowID == window_id && event.window.event == SDL_WINDOWEVENT_FOCUS_LOST)
            return Cancel{};
        return std::nullopt;
    default:
        return std::nullopt;
    }
}

Waker::Waker() : event_type_(SDL_RegisterEvents(1)) {}

void Waker::operator()() const {
    SDL_Event event{};
    event.type = event_type_;
    SDL_PushEvent(&event);
}

bool Waker::made(const SDL_Event& event) const {
    return event.type == event_type_;
}

} // namespace makegood::ui
