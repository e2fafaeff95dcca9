#pragma once

#include <optional>
#include <string_view>

namespace makegood::drivers {

// A key that went down, by its place on the keyboard: its usage of the page 0x07 (USB HID Usage Tables 1.12, section
// 10), whatever letter the active layout makes of it.
struct KeyStroke {
    int usage = 0;
    bool shift = false;
    bool control = false;
    bool alt = false;
    bool is_repeat = false; // held down
    bool alt_gr = false;
};

// The country of the keyboard that a scanner is set to be.
enum class KeyLayout { us, uk, de, fr };
// "us", "uk", "de", "fr".
std::optional<KeyLayout> key_layout_named(std::string_view name);

// What a key types there; Ctrl makes controls, and so do Enter, Tab, Escape and Backspace. F8 is 0x1D, as scanners send
// FNC1.
constexpr char types_nothing = 0x1a; // of ASCII
char typed_character(const KeyStroke& stroke, KeyLayout layout);
// On a keyboard of the United States, which scanners are unless they are told otherwise.
inline char us_character(const KeyStroke& stroke) {
    return typed_character(stroke, KeyLayout::us);
}

bool is_modifier(int usage);
// 0 to 9 on the keypad, -1 for any other key.
int keypad_digit(int usage);

} // namespace makegood::drivers
