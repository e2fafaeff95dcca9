#include "terminal/ui/kit/kit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace makegood::ui {

namespace {

constexpr float control_radius = 10;
constexpr float icon_lpx = 24;
constexpr float icon_gap = 12;
constexpr float button_padding = 16;
constexpr float button_vertical_padding = 4;
constexpr float row_padding = 16;
constexpr float row_gap = 4;
constexpr float chip_padding = 18;
constexpr float chip_gap = 8;
constexpr float chip_icon_lpx = 20;
constexpr float least_chip_height = 48;
constexpr float tile_icon_lpx = 32;
constexpr float tile_padding = 12;
constexpr float key_side = 68;
constexpr float key_gap = 8;
constexpr int selected_edge_lpx = 2;

constexpr float least_height(Look look) {
    switch (look) {
    case Look::primary:
        return 72;
    case Look::secondary:
        return 56;
    case Look::ghost:
        return 48;
    }
    return 48;
}

Icon shown_icon(Icon icon, const Enabled& enabled) {
    return enabled.busy ? Icon::hourglass : icon;
}

std::string digit(int value, bool right_to_left) {
    if (!right_to_left)
        return std::to_string(value);
    std::string persian = "\u06f0";
    persian.back() = static_cast<char>(static_cast<unsigned char>(persian.back()) + value);
    return persian;
}

} // namespace

// ---- button

Color Kit::picture_color(const Enabled& enabled) const {
    return color(enabled.yes || enabled.busy ? Token::primary : Token::disabled);
}

Kit::ButtonColors Kit::button_colors(Look look, std::string_view key, const Enabled& enabled) const {
    if (!enabled.yes)
        return {color(Token::surface), color(Token::disabled), picture_color(enabled), color(Token::line)};
    switch (look) {
    case Look::primary: {
        Color inside = interaction_.pressed(key) ? blend(color(Token::primary), color(Token::on_primary), 0.18f)
                                                 : color(Token::primary);
        return {inside, color(Token::on_primary), color(Token::on_primary), std::nullopt};
    }
    case Look::secondary:
        return {touched(key, color(Token::surface)), color(Token::ink), color(Token::primary), color(Token::edge)};
    case Look::ghost:
        break;
    }
    Color clear = color(Token::surface);
    clear.alpha = 0;
    Color inside = interaction_.pressed(key) ? color(Token::selected) : clear;
    return {inside, color(Token::primary), color(Token::primary), std::nullopt};
}

float Kit::button_height(Look look, Icon icon, std::string_view label, std::string_view effect, float width) {
    float room = width - 2 * button_padding - (icon == Icon::none ? 0 : icon_size(icon_lpx) + icon_gap);
    float words = text_height(label, Style::label, room);
    if (!effect.empty())
        words += text_height(effect, Style::secondary, room);
    return std::max(least_height(look), words + 2 * button_vertical_padding + 4);
}

// Icon and words as one group in the middle. True when the label had to be cut.
bool Kit::button_face(const Rect& rect, Look look, Icon icon, std::string_view label, std::string_view effect,
                      const ButtonColors& colors) {
    fill(rect, control_radius, colors.inside);
    if (colors.edge)
        outline(rect, control_radius, edge_px(), *colors.edge);
    Rect inside = rect.inset(look == Look::ghost ? button_padding / 2 : button_padding, button_vertical_padding);
    float picture = icon == Icon::none ? 0 : icon_size(icon_lpx);
    float gap = icon == Icon::none ? 0 : icon_gap;
    float room = inside.width - picture - gap;

    float label_line = line_height(Style::label);
    float effect_line = line_height(Style::secondary);
    bool with_effect = !effect.empty() && inside.height + 1 >= label_line + effect_line;
    float label_room = inside.height - (with_effect ? effect_line : 0);
    const Block words = set(label, Style::label, room, std::max(1, static_cast<int>(label_room / label_line + 0.05f)));
    float words_height = lpx(words.height_px());
    float width = lpx(words.width_px() + 1);
    std::optional<Block> below;
    if (with_effect) {
        int lines = std::max(1, static_cast<int>((inside.height - words_height) / effect_line + 0.05f));
        below = set(effect, Style::secondary, room, lines);
        width = std::max(width, lpx(below->width_px() + 1));
    }
    float height = words_height + (below ? lpx(below->height_px()) : 0);
    Rect group = inside.middle(std::min(inside.width, picture + gap + width), height);
    draw_icon(group.cut_start(picture), icon, picture, colors.picture);
    group.cut_start(gap);
    draw(words, group.cut_top(words_height), colors.ink, Align::start);
    if (below)
        draw(*below, group, colors.ink, Align::start);
    return words.cut;
}

bool Kit::button(Rect rect, std::string_view key, Look look, Icon icon, std::string_view label, std::string_view effect,
                 const Enabled& enabled) {
    std::string_view below = enabled.yes ? effect : std::string_view(enabled.reason);
    bool cut = button_face(rect, look, shown_icon(icon, enabled), label, below, button_colors(look, key, enabled));
    Node& node = add_target(rect, key, Role::button, label, enabled);
    node.value = effect;
    node.primary = look == Look::primary;
    node.truncated = cut;
    focus_ring(rect, key, control_radius, Ring::outside);
    return activated(key);
}

// ---- row

float Kit::row_height(const Row& row, float width) {
    float room = width - 2 * row_padding;
    if (row.icon != Icon::none)
        room -= icon_size(icon_lpx) + row_padding;
    if (!row.end.empty())
        room -= std::max(row.end_width, text_width(row.end, Style::label)) + row_padding;
    if (has_trailing_icon(row))
        room -= icon_size(icon_lpx) + 2 * row_gap;
    float height = text_height(row.title, Style::label, room);
    if (!row.detail.empty())
        height += text_height(row.detail, Style::secondary, room);
    if (!row.badge_label.empty())
        height += badge_height() + 2 * row_gap;
    bool two_lines = !row.detail.empty();
    float least = row.badge_label.empty() ? (two_lines ? 72.0f : 56.0f) : (two_lines ? 112.0f : 88.0f);
    return std::max(least, height + 2 * 12);
}

// A list with a column of amounts keeps room for the check on every row, so that the column stays straight.
bool Kit::has_trailing_icon(const Row& row) {
    return row.selected || row.leads_on || row.end_width > 0;
}

bool Kit::row(Rect rect, std::string_view key, const Row& row, const Enabled& enabled) {
    Node& node = add_target(rect, key, Role::row, row.title, enabled);
    node.value = row.end.empty() ? row.detail : row.end;
    node.selected = row.selected;
    const auto at = tree_.size() - 1;

    fill(rect, control_radius, touched(key, color(row.selected ? Token::selected : Token::surface)));
    outline(rect, control_radius, row.selected ? px(selected_edge_lpx) : edge_px(),
            color(row.selected ? Token::primary : Token::line));
    Color ink = color(enabled.yes ? Token::ink : Token::disabled);
    Color quiet = color(enabled.yes ? Token::ink_secondary : Token::disabled);

    Rect inside = rect.inset(row_padding, 8);
    float picture = icon_size(icon_lpx);
    if (const Icon icon = shown_icon(row.icon, enabled); icon != Icon::none) {
        draw_icon(inside.cut_start(picture), icon, picture, picture_color(enabled));
        inside.cut_start(row_padding);
    }
    if (has_trailing_icon(row)) {
        Icon trailing = row.selected ? Icon::check_circle : row.leads_on ? Icon::chevron : Icon::none;
        draw_icon(inside.cut_end(picture), trailing, picture, row.selected ? color(Token::primary) : quiet);
        inside.cut_end(row_gap * 2);
    }
    if (!row.end.empty()) {
        float width = std::max(row.end_width, text_width(row.end, Style::label));
        write(inside.cut_end(width), row.end, Style::label, ink, Align::right, true);
        inside.cut_end(row_padding);
    }
    std::string_view detail = enabled.yes || enabled.reason.empty() ? row.detail : enabled.reason;
    float badge_room = row.badge_label.empty() ? 0 : badge_height() + 2 * row_gap;
    float detail_room = detail.empty() ? 0 : line_height(Style::secondary);
    float title_room = std::max(line_height(Style::label), inside.height - badge_room - detail_room);
    title_room = std::min(title_room, text_height(row.title, Style::label, inside.width));
    detail_room = std::max(detail_room, std::min(inside.height - badge_room - title_room,
                                                 text_height(detail, Style::secondary, inside.width)));
    if (detail.empty())
        detail_room = 0;
    Rect words = inside.middle(inside.width, title_room + detail_room + badge_room);
    bool cut = write(words.cut_top(title_room), row.title, Style::label, ink, Align::start, false);
    if (!detail.empty())
        write(words.cut_top(detail_room), detail, Style::secondary, quiet, Align::start, false);
    if (!row.badge_label.empty()) {
        words.cut_top(2 * row_gap);
        badge(words, fmt::format("{}.badge", key), row.badge_icon, row.badge_label, row.badge_tone);
    }
    tree_[at].truncated = cut;
    focus_ring(rect, key, control_radius, Ring::inside);
    return activated(key);
}

// ---- chip

float Kit::chip_height() const {
    return std::max(least_chip_height, line_height(Style::label) + 16);
}

// A chosen chip shows a check instead of its icon; one without an icon has room for the check, so that choosing moves
// nothing.
float Kit::chip_width(std::string_view label) {
    return 2 * chip_padding + icon_size(chip_icon_lpx) + chip_gap + text_width(label, Style::label);
}

bool Kit::chip(Rect rect, std::string_view key, Icon icon, std::string_view label, bool selected,
               const Enabled& enabled) {
    float radius = rect.height / 2;
    fill(rect, radius, touched(key, color(selected ? Token::selected : Token::surface)));
    Color edge = color(!enabled.yes ? Token::line : selected ? Token::primary : Token::edge);
    outline(rect, radius, selected ? std::max(edge_px(), px(selected_edge_lpx)) : edge_px(), edge);
    float picture = icon_size(chip_icon_lpx);
    Icon shown = shown_icon(selected ? Icon::check : icon, enabled);
    Rect inside = rect.inset(chip_padding, 0);
    float beside = shown == Icon::none ? 0 : picture + chip_gap;
    const Block words = set(label, Style::label, inside.width - beside,
                            std::max(1, static_cast<int>(rect.height / line_height(Style::label))));
    Rect group = inside.middle(std::min(inside.width, beside + lpx(words.width_px() + 1)), lpx(words.height_px()));
    if (shown != Icon::none) {
        draw_icon(group.cut_start(picture), shown, picture, picture_color(enabled));
        group.cut_start(chip_gap);
    }
    draw(words, group, color(enabled.yes ? Token::ink : Token::disabled), Align::start);
    bool cut = words.cut;
    Node& node = add_target(rect, key, Role::button, label, enabled);
    node.selected = selected;
    node.truncated = cut;
    focus_ring(rect, key, radius, Ring::outside);
    return activated(key);
}

// ---- tile

float Kit::tile_height(std::string_view label, float width) {
    return 2 * tile_padding + icon_size(tile_icon_lpx) + chip_gap +
           text_height(label, Style::label, width - 2 * tile_padding);
}

bool Kit::tile(Rect rect, std::string_view key, Icon icon, std::string_view label, bool selected,
               const Enabled& enabled) {
    fill(rect, 14, touched(key, color(selected ? Token::selected : Token::surface)));
    outline(rect, 14, selected ? std::max(edge_px(), px(selected_edge_lpx)) : edge_px(),
            color(!enabled.yes ? Token::line
                  : selected   ? Token::primary
                               : Token::edge));
    Rect inside = rect.inset(tile_padding);
    float picture = icon_size(tile_icon_lpx);
    // Room for two lines under each where there is any: the pictures of tiles beside each other stand in a row.
    float words = std::min(inside.height - picture - chip_gap,
                           std::max(2 * line_height(Style::label), text_height(label, Style::label, inside.width)));
    Rect group = inside.middle(inside.width, picture + chip_gap + words);
    draw_icon(group.cut_top(picture), selected ? Icon::check_circle : shown_icon(icon, enabled), picture,
              picture_color(enabled));
    group.cut_top(chip_gap);
    bool cut =
        write(group, label, Style::label, color(enabled.yes ? Token::ink : Token::disabled), Align::center, false);
    Node& node = add_target(rect, key, Role::button, label, enabled);
    node.selected = selected;
    node.truncated = cut;
    focus_ring(rect, key, 14, Ring::outside);
    return activated(key);
}

// ---- keypad

bool Kit::keypad_key(const Rect& rect, const std::string& key, std::string_view label, Icon icon, char shortcut) {
    fill(rect, control_radius, touched(key, color(Token::surface)));
    outline(rect, control_radius, edge_px(), color(Token::edge));
    if (icon == Icon::none)
        write(rect, label, Style::title, color(Token::ink), Align::center, true);
    else
        draw_icon(rect, icon, icon_size(28), color(Token::primary));
    add_target(rect, key, Role::key, label, {}).shortcut = shortcut;
    focus_ring(rect, key, control_radius, Ring::inside);
    return activated(key);
}

std::optional<char> Kit::keypad(Rect rect, std::string_view key_prefix, bool with_clear_and_done,
                                const KeypadWords& words, const Enabled& done_enabled) {
    std::optional<char> typed;
    Rect pad{rect.start + (rect.width - keypad_width()) / 2, rect.top, keypad_width(),
             std::clamp(rect.height, lowest_keypad_height(with_clear_and_done), keypad_height(with_clear_and_done))};
    const float key_pitch = std::floor((pad.height + key_gap) / (with_clear_and_done ? 5 : 4));
    // 1-2-3 runs from the left in Persian too, so the columns are counted from the other side there.
    auto place = [&](int column, int line) {
        int from_start = right_to_left() ? 2 - column : column;
        return Rect{pad.start + static_cast<float>(from_start) * (key_side + key_gap),
                    pad.top + static_cast<float>(line) * key_pitch, key_side, key_pitch - key_gap};
    };
    auto number = [&](int value, int column, int line) {
        if (keypad_key(place(column, line), fmt::format("{}.{}", key_prefix, value), digit(value, right_to_left()),
                       Icon::none, static_cast<char>('0' + value)))
            typed = static_cast<char>('0' + value);
    };
    for (int value = 1; value <= 9; ++value)
        number(value, (value - 1) % 3, (value - 1) / 3);
    if (with_clear_and_done &&
        keypad_key(place(0, 3), fmt::format("{}.clear", key_prefix), words.clear, Icon::close, 0))
        typed = 'C';
    number(0, 1, 3);
    if (keypad_key(place(2, 3), fmt::format("{}.erase", key_prefix), words.erase, Icon::backspace, 0))
        typed = '<';
    if (with_clear_and_done) {
        Rect done{pad.start, place(0, 4).top, pad.width, key_pitch - key_gap};
        std::string key = fmt::format("{}.done", key_prefix);
        bool cut = button_face(done, Look::primary, shown_icon(Icon::check, done_enabled), words.done,
                               done_enabled.yes ? std::string_view{} : std::string_view(done_enabled.reason),
                               button_colors(Look::primary, key, done_enabled));
        Node& node = add_target(done, key, Role::key, words.done, done_enabled);
        node.shortcut = '\r';
        node.truncated = cut;
        focus_ring(done, key, control_radius, Ring::outside);
        if (activated(key))
            typed = '\r';
    }
    return typed;
}

// ---- stepper

int Kit::stepper(Rect rect, std::string_view key, const Stepper& stepper) {
    const std::string less = fmt::format("{}.less", key);
    const std::string more = fmt::format("{}.more", key);
    outline(rect, control_radius, edge_px(), color(Token::edge));
    auto half = [&](const Rect& place, const std::string& name, std::string_view label, Icon icon, bool possible) {
        Rect inside = place.inset(lpx(edge_px()));
        fill(inside, control_radius - 1, touched(name, color(Token::surface)));
        draw_icon(inside, icon, icon_size(28), color(possible ? Token::primary : Token::disabled));
        add_target(place, name, Role::key, label, {possible, {}});
        focus_ring(place, name, control_radius, Ring::inside);
        return possible && activated(name);
    };
    float side = std::max(56.0f, rect.height);
    fill(rect.inset(lpx(edge_px())), control_radius - 1, color(Token::surface));
    bool fewer = half(rect.cut_start(side), less, stepper.less, Icon::remove, stepper.value > stepper.least);
    Rect last = rect.cut_end(side);
    write(rect, stepper.value_text, Style::heading, color(Token::ink), Align::center, true);
    add_node(rect, key, Role::status, stepper.label).value = stepper.value_text;
    bool greater = half(last, more, stepper.more, Icon::add, stepper.value < stepper.most);
    return stepper.value + (greater ? 1 : 0) - (fewer ? 1 : 0);
}

} // namespace makegood::ui
