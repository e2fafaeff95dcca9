#include "terminal/ui/kiosk/screens.hpp"

#include <algorithm>
#include <cmath>

namespace makegood::ui {

float pin_pad_height(Kit& kit, const PinPad& pad) {
    return kit.line_height(pad.style) + pad.gap + Kit::keypad_height(false);
}

float pin_pad_height_in(Kit& kit, const PinPad& pad, float room) {
    const float highest = pin_pad_height(kit, pad);
    return std::clamp(std::floor(room), highest - Kit::keypad_height(false) + Kit::lowest_keypad_height(false),
                      highest);
}

Taken pin_pad(Kit& kit, Rect area, const PinPad& pad, const Scene& scene) {
    std::string dots;
    for (std::size_t i = 0; i < pad.digits; ++i)
        dots += "●";
    kit.text(area.cut_top(kit.line_height(pad.style)), pad.dots_key, dots.empty() ? "–" : dots, pad.style, Ink::primary,
             Align::center);
    kit.mark_live(pad.dots_key);
    kit.mark_secret(pad.dots_key, pad.digits);
    area.cut_top(pad.gap);
    const auto& words = scene.words;
    const KeypadWords keypad{words.say("pin.clear"), words.say("pin.erase"), words.say("pin.done")};
    if (const auto key = kit.keypad(area, pad.keys, false, keypad))
        return PressPinKey{*key};
    return std::nullopt;
}

} // namespace makegood::ui
