#pragma once

#include "terminal/error.hpp"

#include <SDL.h>

#include <memory>

namespace makegood {

// Video alone: SDL polls joysticks and sensors once they are asked for, and an idle kiosk uses no CPU.
class SdlVideo {
  public:
    static Result<std::unique_ptr<SdlVideo>> open() {
        SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
        SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
        SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
        SDL_SetHint(SDL_HINT_QUIT_ON_LAST_WINDOW_CLOSE, "0"); // what quits is a signal from the machine's owner
        SDL_SetHint(SDL_HINT_GRAB_KEYBOARD, "1");
        SDL_SetHint(SDL_HINT_MOUSE_FOCUS_CLICKTHROUGH, "1"); // the tap that brings the window to the front counts too
        if (SDL_Init(SDL_INIT_VIDEO) != 0)
            return refused(Error{"open", "the display", SDL_GetError()});
        return std::unique_ptr<SdlVideo>(new SdlVideo);
    }
    ~SdlVideo() { SDL_Quit(); }

  private:
    SdlVideo() = default;
};

} // namespace makegood
