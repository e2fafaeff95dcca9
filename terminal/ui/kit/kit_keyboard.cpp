#include "terminal/ui/kit/kit.hpp"

#include "terminal/text/language.hpp"
#include "terminal/text/unicode.hpp"
#include "terminal/ui/kit/keyboard_layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace makegood::ui {

namespace {

constexpr int keyboard_rows = 5;
constexpr float least_key_height = 48;
constexpr float most_key_height = 64;
constexpr float keyboard_share = 0.4f; // of the screen's height
constexpr float half_gap = 3;
constexpr float keyboard_radius = 8;

std::vector<std::string_view> letters_of(std::string_view row) {
    std::vector<std::string_view> letters;
    while (!row.empty()) {
        const auto blank = std::min(row.find(' '), row.size());
        letters.push_back(row.substr(0, blank));
        row.remove_prefix(std::min(blank + 1, row.size()));
    }
    return letters;
}

// A mark is shown on a stroke to stand on.
std::string face_of(std::string_view letter) {
    const auto first = text::decode(letter).code_points.front();
    const bool is_mark = (first >= 0x064B && first <= 0x0655) || first == 0x0670;
    return is_mark ? "ـ" + std::string(letter) : std::string(letter);
}

} // namespace

struct Kit::KeyboardKey {
    std::string name; // "a", "shift": what follows "keyboard."
    std::string label;
    std::string_view types; // or nothing
    Icon icon = Icon::none;
    float share = 1; // of the row's width, beside its neighbours
    bool is_word = false;
    bool stands_out = false;
};

std::vector<Kit::KeyboardKey> Kit::keyboard_row(int row, Language language, const KeyboardWords& words) const {
    const auto& layout = keyboard_layout(language);
    std::vector<KeyboardKey> keys;
    const auto add_letters = [&](std::string_view letters) {
        for (const auto letter : letters_of(letters))
            if (letter == zwnj)
                keys.push_back({"zwnj", words.zwnj, letter, Icon::none, 2, true});
            else
                keys.push_back({std::string(letter), face_of(letter), letter});
    };
    if (row < keyboard_rows - 1) {
        const bool last = row == keyboard_rows - 2;
        if (last)
            keys.push_back({"shift", words.shift, {}, Icon::shift, 1.5f, false, keyboard_.shifted});
        add_letters((keyboard_.shifted ? layout.shifted : layout.plain)[static_cast<std::size_t>(row)]);
        if (last)
            keys.push_back({"erase", words.erase, {}, Icon::backspace, 1.5f});
        return keys;
    }
    keys.push_back({"language", language == Language::english ? words.persian : words.english, {}, {}, 2, true});
    add_letters(layout.before_space);
    keys.push_back({"space", words.space, " ", Icon::none, 3.5f, true});
    add_letters(layout.after_space);
    keys.push_back({"done", words.done, {}, Icon::none, 2, true, true});
    return keys;
}

bool Kit::typed_by_keyboard(FieldKind kind) const {
    return kind == FieldKind::text || (kind == FieldKind::digits && layout() == Layout::compact);
}

void Kit::begin_typing(std::string_view key, FieldKind kind) {
    focus(key);
    keyboard_.field = typed_by_keyboard(kind) ? key : std::string_view();
    keyboard_.wanted = typed_by_keyboard(kind);
}

float Kit::keyboard_height() const {
    const float key = std::clamp(viewport().height * keyboard_share / keyboard_rows, least_key_height, most_key_height);
    return keyboard_rows * key;
}

// The rect leaves no gap to its neighbours, so that no tap falls between two keys; the face is a little smaller.
bool Kit::keyboard_key(const Rect& rect, const KeyboardKey& key, text::Direction direction) {
    const std::string name = fmt::format("keyboard.{}", key.name);
    const Rect face = rect.inset(half_gap);
    fill(face, keyboard_radius, touched(name, color(key.stands_out ? Token::primary : Token::surface)));
    outline(face, keyboard_radius, edge_px(), color(key.stands_out ? Token::primary : Token::edge));
    const Color ink = color(key.stands_out ? Token::on_primary : Token::ink);
    bool cut = false;
    if (key.icon != Icon::none)
        draw_icon(face, key.icon, icon_size(24), ink);
    else if (key.is_word)
        cut = write(face.inset(4, 0), key.label, Style::secondary, ink, Align::center, true);
    else
        draw_letter(face, key.label, ink, direction);
    Node& node = add_target(rect, name, Role::key, key.label, {});
    node.selected = key.name == "shift" && keyboard_.shifted;
    node.truncated = cut;
    focus_ring(face, name, keyboard_radius, Ring::inside);
    return activated(name);
}

// Brackets and quotation marks look on the key as they will in a text of its language.
void Kit::draw_letter(const Rect& rect, std::string_view letter, Color ink, text::Direction direction) {
    const auto type = type_size(Style::title, direction);
    const int size_px = px(type.size * text_scale());
    const auto& line = typesetter_.line(letter, type.weight, size_px, direction);
    const auto metrics = typesetter_.metrics(type.weight, size_px);
    const PixelRect place = pixels(rect);
    const int baseline = place.top + (place.height - metrics.ascent_px - metrics.descent_px) / 2 + metrics.ascent_px +
                         lowered_px(size_px, direction);
    canvas_.glyphs(line, size_px, place.left + (place.width - line.width_px) / 2, baseline, ink);
}

void Kit::keyboard(const KeyboardWords& words) {
    const auto of_screen = right_to_left() ? Language::persian : Language::english;
    const auto language = keyboard_.language.value_or(of_screen);
    Rect board = viewport();
    board = board.cut_bottom(keyboard_height());
    fill(board, 0, color(Token::subtle));

    std::string pressed;
    std::string_view typed;
    for (int row = 0; row < keyboard_rows; ++row) {
        const auto keys = keyboard_row(row, language, words);
        float shares = 0;
        for (const auto& key : keys)
            shares += key.share;
        Rect line = board.line(row, keyboard_rows, 0);
        for (const auto& key : keys) {
            const float width = line.width * key.share / std::exchange(shares, shares - key.share);
            // Counted from the left in every language.
            const Rect place = right_to_left() ? line.cut_end(width) : line.cut_start(width);
            if (keyboard_key(place, key, text::direction_of(language))) {
                pressed = key.name;
                typed = key.types;
            }
        }
    }

    if (!typed.empty())
        type(TypedText{std::string(typed)});
    if (!typed.empty() || pressed == "shift")
        keyboard_.shifted = pressed == "shift" && !keyboard_.shifted;
    if (pressed == "erase")
        type(KeyPress{.key = Key::backspace});
    if (pressed == "language")
        keyboard_.language = language == Language::english ? Language::persian : Language::english;
    if (pressed == "done")
        focus({});
}

} // namespace makegood::ui
