#include "drivers/scanner/key_layout.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace makegood::drivers {

namespace {

constexpr char fnc1 = 0x1d;

constexpr int key_a = 0x04, key_f8 = 0x41, key_divide = 0x54, key_pad_1 = 0x59, key_pad_0 = 0x62, key_iso = 0x64,
              key_left_control = 0xe0, key_right_gui = 0xe7;

struct Third {
    int usage;
    char typed;
};

// The keys from A on: letters, digits, Enter to Space, then - = [ ] \ \ ; ' ` , . / of a keyboard of the United States.
// \032 where no ASCII is typed, as by dead keys.
struct Layout {
    std::string_view name;
    std::string_view plain;
    std::string_view shifted;
    std::string_view iso;         // the key beside the left Shift, without and with it
    std::span<const Third> third; // with AltGr
};

constexpr std::array<Third, 8> third_de{
    {{0x14, '@'}, {0x24, '{'}, {0x25, '['}, {0x26, ']'}, {0x27, '}'}, {0x2d, '\\'}, {0x30, '~'}, {key_iso, '|'}}};
constexpr std::array<Third, 11> third_fr{{{0x1f, '~'},
                                          {0x20, '#'},
                                          {0x21, '{'},
                                          {0x22, '['},
                                          {0x23, '|'},
                                          {0x24, '`'},
                                          {0x25, '\\'},
                                          {0x26, '^'},
                                          {0x27, '@'},
                                          {0x2d, ']'},
                                          {0x2e, '}'}}};

constexpr std::array layouts{
    Layout{"us",
           "abcdefghijklmnopqrstuvwxyz1234567890\r\033\b\t -=[]\\\\;'`,./",
           "ABCDEFGHIJKLMNOPQRSTUVWXYZ!@#$%^&*()\r\033\b\t _+{}||:\"~<>?",
           "\\|",
           {}},
    Layout{"uk",
           "abcdefghijklmnopqrstuvwxyz1234567890\r\033\b\t -=[]##;'`,./",
           "ABCDEFGHIJKLMNOPQRSTUVWXYZ!\"\032$%^&*()\r\033\b\t _+{}~~:@\032<>?",
           "\\|",
           {}},
    Layout{"de", "abcdefghijklmnopqrstuvwxzy1234567890\r\033\b\t \032\032\032+##\032\032\032,.-",
           "ABCDEFGHIJKLMNOPQRSTUVWXZY!\"\032$%&/()=\r\033\b\t ?\032\032*''\032\032\032;:_", "<>", third_de},
    Layout{"fr", "qbcdefghijkl,noparstuvzxyw&\032\"'(-\032_\032\032\r\033\b\t )=\032$**m\032\032;:!",
           "QBCDEFGHIJKL?NOPARSTUVZXYW1234567890\r\033\b\t \032+\032\032\032\032M%\032./\032", "<>", third_fr},
};
static_assert(std::ranges::all_of(layouts, [](const Layout& layout) {
    return layout.plain.size() == 53 && layout.shifted.size() == 53 && layout.iso.size() == 2;
}));

// From the keypad's / on.
constexpr std::string_view keypad = "/*-+\r1234567890.";

char third_character(const KeyStroke& stroke, const Layout& layout) {
    for (const Third& key : layout.third)
        if (key.usage == stroke.usage)
            return key.typed;
    return types_nothing;
}

char character_of(const KeyStroke& stroke, const Layout& layout) {
    if (stroke.alt_gr && !layout.third.empty())
        return third_character(stroke, layout);
    const auto& row = stroke.shift ? layout.shifted : layout.plain;
    if (stroke.usage >= key_a && stroke.usage < key_a + static_cast<int>(row.size()))
        return row[static_cast<std::size_t>(stroke.usage - key_a)];
    if (stroke.usage >= key_divide && stroke.usage < key_divide + static_cast<int>(keypad.size()))
        return keypad[static_cast<std::size_t>(stroke.usage - key_divide)];
    if (stroke.usage == key_iso)
        return layout.iso[stroke.shift ? 1 : 0];
    return stroke.usage == key_f8 ? fnc1 : types_nothing;
}

} // namespace

std::optional<KeyLayout> key_layout_named(std::string_view name) {
    const auto* found = std::ranges::find(layouts, name, &Layout::name);
    return found == layouts.end() ? std::nullopt : std::optional(static_cast<KeyLayout>(found - layouts.begin()));
}

char typed_character(const KeyStroke& stroke, KeyLayout layout) {
    const auto& keys = layouts[static_cast<std::size_t>(layout)];
    const char typed = character_of(stroke, keys);
    if (!stroke.control)
        return typed;
    const char big = character_of({.usage = stroke.usage, .shift = true}, keys);
    if (big >= 'A' && big <= 'Z')
        return static_cast<char>(big - '@');
    // Ctrl and [ \ ] 6 - are 0x1B to 0x1F.
    constexpr std::string_view rest = "[\\]6-";
    const auto found = rest.find(character_of({.usage = stroke.usage, .alt_gr = stroke.alt_gr}, keys));
    return found == rest.npos ? typed : static_cast<char>(0x1b + found);
}

bool is_modifier(int usage) {
    return usage >= key_left_control && usage <= key_right_gui;
}

int keypad_digit(int usage) {
    return usage == key_pad_0 ? 0 : usage >= key_pad_1 && usage < key_pad_0 ? usage - key_pad_1 + 1 : -1;
}

} // namespace makegood::drivers
