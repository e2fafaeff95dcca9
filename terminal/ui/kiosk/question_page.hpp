#pragma once

#include "terminal/ui/kiosk/screens.hpp"

#include <functional>
#include <optional>
#include <string>

namespace makegood::ui {

// What is asked, no wider than one reads and scrolled where it has no room, over the ways back and onward, which make
// room for the keyboard.
struct QuestionPage {
    struct Way {
        std::string label;
        Enabled enabled;
        Action action;
    };
    std::function<float(float width)> height; // of what is asked, in lpx
    std::function<Taken(Rect, Align)> ask;    // in the middle where it stands above the keys of a PIN
    std::optional<PinPad> pad{};              // below what is asked; beside it where that has no room
    std::optional<Way> back{};
    std::optional<Way> next{}; // none: what is asked leads on
};

Taken question_page(Kit& kit, Rect area, const QuestionPage& page, const Scene& scene);

} // namespace makegood::ui
