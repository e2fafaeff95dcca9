#include "terminal/play/physical_keyboard.hpp"

#include "drivers/scanner/keyboard_wedge.hpp"
#include "terminal/text/unicode.hpp"

#include <SDL.h>

#include <algorithm>
#include <utility>

namespace makegood {

namespace {

// The keys of a United States keyboard in rows, and what stands in their places elsewhere (xkeyboard-config: gb, fr,
// ir, ara). Shift makes capitals of Latin letters, and French digits.
constexpr std::string_view us_keys = "1234567890-=qwertyuiop[]asdfghjkl;'zxcvbnm,./";

std::string_view letters_of(KeyboardLayout layout) {
    switch (layout) {
    case KeyboardLayout::fr:
        return "&é\"'(-è_çà)=azertyuiop^$qsdfghjklmùwxcvbn,;:!";
    case KeyboardLayout::fa:
        return "۱۲۳۴۵۶۷۸۹۰-=ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو./";
    case KeyboardLayout::ar:
        return "١٢٣٤٥٦٧٨٩٠-=ضصثقفغعهخحجدشسيبلاتنمكطئءؤرﻻىةوزظ";
    case KeyboardLayout::us:
    case KeyboardLayout::uk:
        break;
    }
    return us_keys;
}

std::string typed_by(const drivers::KeyStroke& stroke, KeyboardLayout layout) {
    const char us = drivers::us_character({.usage = stroke.usage});
    const auto place = us_keys.find(us);
    if (us == '\r' || us == '\t')
        return {};
    const bool is_digit = us >= '0' && us <= '9';
    const bool is_latin = layout == KeyboardLayout::us || layout == KeyboardLayout::uk;
    if (place == us_keys.npos || (stroke.shift && (is_latin || (is_digit && layout == KeyboardLayout::fr))))
        return std::string(1, is_latin ? drivers::us_character(stroke) : us);
    const auto letters = text::decode(letters_of(layout));
    const auto typed =
        letters_of(layout).substr(letters.offsets[place], letters.offsets[place + 1] - letters.offsets[place]);
    const bool is_letter = typed.size() == 1 && typed[0] >= 'a' && typed[0] <= 'z';
    return stroke.shift && is_letter ? std::string(1, static_cast<char>(typed[0] - 'a' + 'A')) : std::string(typed);
}

drivers::KeyStroke key_for(char wanted) {
    constexpr int first = 0x04, last = 0x38;
    for (const bool shift : {false, true})
        for (int usage = first; usage <= last; ++usage)
            if (drivers::us_character({.usage = usage, .shift = shift}) == (wanted == '\n' ? '\r' : wanted))
                return {.usage = usage, .shift = shift};
    return {};
}

} // namespace

std::optional<KeyboardLayout> keyboard_layout_named(std::string_view name) {
    constexpr std::pair<std::string_view, KeyboardLayout> layouts[] = {{"us", KeyboardLayout::us},
                                                                       {"uk", KeyboardLayout::uk},
                                                                       {"fr", KeyboardLayout::fr},
                                                                       {"fa", KeyboardLayout::fa},
                                                                       {"ar", KeyboardLayout::ar}};
    const auto* found = std::ranges::find(layouts, name, &std::pair<std::string_view, KeyboardLayout>::first);
    return found == std::end(layouts) ? std::nullopt : std::optional(found->second);
}

std::vector<KeyEvents> key_events(std::string_view text, KeyboardLayout layout) {
    std::vector<KeyEvents> keys;
    for (const char c : text) {
        const auto stroke = key_for(c);
        SDL_Event down{};
        down.type = SDL_KEYDOWN;
        down.key.keysym.scancode = static_cast<SDL_Scancode>(stroke.usage);
        down.key.keysym.mod = stroke.shift ? KMOD_LSHIFT : KMOD_NONE;
        keys.push_back({down});
        const auto typed = typed_by(stroke, layout);
        if (typed.empty())
            continue;
        SDL_Event letter{};
        letter.type = SDL_TEXTINPUT;
        std::ranges::copy(typed, letter.text.text);
        keys.back().push_back(letter);
    }
    return keys;
}

} // namespace makegood
