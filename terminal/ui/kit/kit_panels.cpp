#include "terminal/ui/kit/kit.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace makegood::ui {

namespace {

constexpr float paper_margin = 14;
constexpr float hero_padding = 24;
constexpr float low_hero_padding = 12;
constexpr float banner_padding = 16;
constexpr float banner_gap = 12;
constexpr float banner_action_padding = 32;
constexpr float evidence_icon_side = 40;

} // namespace

void Kit::card(Rect rect, Surface surface, float radius, bool outlined) {
    fill(rect, radius, color(token(surface)));
    if (outlined)
        outline(rect, radius, edge_px(), color(Token::line));
}

void Kit::line(Rect rect) {
    canvas_.fill(pixels(rect), color(Token::line));
}

float Kit::evidence_height(std::string_view claim, std::string_view source, std::string_view when, float width) {
    float room = width - evidence_icon_side - 16;
    float end = when.empty() ? 0 : std::min(text_width(when, Style::caption), room * 0.4f) + 16;
    return std::max(64.0f, text_height(claim, Style::label, room - end) +
                               text_height(source, Style::secondary, room - end) + 16);
}

void Kit::evidence_row(Rect rect, std::string_view key, Icon icon, std::string_view claim, std::string_view source,
                       std::string_view when, Tone direction) {
    Node& node = add_node(rect, key, Role::status, claim);
    node.value = source;
    Rect inside = rect.inset(0, 8);
    Rect picture = inside.cut_start(evidence_icon_side).middle(evidence_icon_side, evidence_icon_side);
    fill(picture, evidence_icon_side / 2, color(tint_of(direction)));
    if (input_.theme->edge_width > 1)
        outline(picture, evidence_icon_side / 2, edge_px(), color(ink_of(direction)));
    draw_icon(picture, icon, std::min(icon_size(24), evidence_icon_side - 8), color(ink_of(direction)));
    inside.cut_start(16);
    if (!when.empty()) {
        float width = std::min(text_width(when, Style::caption), inside.width * 0.4f);
        Rect time = inside.cut_end(width);
        time.cut_top(2);
        write(time, when, Style::caption, color(Token::ink_secondary), Align::end, false);
        inside.cut_end(16);
    }
    float below = line_height(Style::secondary);
    float above = std::min(text_height(claim, Style::label, inside.width), inside.height - below);
    float rest = std::min(text_height(source, Style::secondary, inside.width), inside.height - above);
    Rect words = inside.middle(inside.width, above + rest);
    node.truncated = write(words.cut_top(above), claim, Style::label, color(Token::ink), Align::start, false);
    node.truncated |= write(words, source, Style::secondary, color(Token::ink_secondary), Align::start, false);
}

float Kit::least_hero_height(std::string_view title, float width) {
    return text_height(title, Style::title, width - 2 * hero_padding) + 2 * low_hero_padding;
}

void Kit::hero(Rect rect, std::string_view key, Icon icon, std::string_view title, std::string_view detail) {
    fill(rect, 18, color(Token::selected));
    if (input_.theme->edge_width > 1)
        outline(rect, 18, edge_px(), color(Token::primary));
    Node& node = add_node(rect, key, Role::status, title);
    node.value = detail;
    bool lowest = rect.height < least_hero_height(title, rect.width) + 2 * (hero_padding - low_hero_padding);
    Rect inside = rect.inset(hero_padding, lowest ? low_hero_padding : hero_padding);
    bool low = text_height(title, Style::display, inside.width) > inside.height;
    const Style style = low ? Style::title : Style::display;
    float title_height = text_height(title, style, inside.width);
    float detail_height = detail.empty() ? 0 : text_height(detail, Style::body, inside.width) + 8;
    if (title_height + detail_height > inside.height)
        detail_height = 0;
    float spare = inside.height - title_height - detail_height - 20;
    float disc = std::clamp(spare, 0.0f, 128.0f);
    if (disc < 48)
        disc = 0;
    Rect stack =
        inside.middle(inside.width, std::min(inside.height, disc + (disc > 0 ? 20 : 0) + title_height + detail_height));
    if (disc > 0) {
        Rect picture = stack.cut_top(disc).middle(disc, disc);
        fill(picture, disc / 2, color(Token::surface));
        draw_icon(picture, icon, disc * 0.56f, color(Token::primary));
        stack.cut_top(20);
    }
    node.truncated = write(stack.cut_top(title_height), title, style, color(Token::ink), Align::center, false);
    stack.cut_top(8);
    if (detail_height > 0)
        node.truncated |= write(stack, detail, Style::body, color(Token::ink_secondary), Align::center, false);
}

void Kit::skeleton(Rect rect, std::string_view key, std::string_view label, int rows) {
    add_node(rect, key, Role::status, label);
    for (int index = 0; index < rows; ++index) {
        Rect place = rect.cut_top(72);
        rect.cut_top(8);
        fill(place, 10, color(Token::surface));
        outline(place, 10, edge_px(), color(Token::line));
        Rect inside = place.inset(16);
        fill(inside.cut_start(40), 20, color(Token::subtle));
        inside.cut_start(16);
        Rect words = inside.cut_start(inside.width * (index % 2 == 0 ? 0.6f : 0.45f));
        fill(words.cut_top(16), 8, color(Token::subtle));
        words.cut_top(8);
        words.cut_end(words.width * 0.4f);
        fill(words.cut_top(12), 6, color(Token::subtle));
    }
}

float Kit::picture_height(const InkPicture& picture, float width) const {
    if (picture.width == 0)
        return 2 * paper_margin;
    float inner = std::max(0.0f, width - 2 * paper_margin);
    return inner * static_cast<float>(picture.height) / static_cast<float>(picture.width) + 2 * paper_margin;
}

void Kit::picture(Rect rect, std::string_view key, const InkPicture& picture, std::string_view label) {
    float whole = picture_height(picture, rect.width);
    if (whole > rect.height && picture.height > 0) {
        float inner = std::max(0.0f, rect.height - 2 * paper_margin);
        float width = inner * static_cast<float>(picture.width) / static_cast<float>(picture.height) + 2 * paper_margin;
        rect = {rect.start + (rect.width - width) / 2, rect.top, width, rect.height};
    } else {
        rect.height = whole;
    }
    fill(rect, 4, color(Token::paper));
    outline(rect, 4, edge_px(), color(Token::line));
    add_node(rect, key, Role::picture, label);
    if (picture.width > 0 && picture.height > 0)
        canvas_.picture(pixels(rect.inset(paper_margin)), key, picture.ink, picture.width, picture.height,
                        color(Token::paper_ink));
}

float Kit::banner_height(std::string_view message, float width, std::string_view action) {
    float room = width - 2 * banner_padding - icon_size(24) - banner_gap;
    if (!action.empty())
        room -= text_width(action, Style::label) + banner_action_padding + banner_gap;
    return std::max(56.0f, text_height(message, Style::body, room) + 24);
}

bool Kit::banner(Rect rect, std::string_view key, Icon icon, std::string_view message, Tone tone,
                 std::string_view action) {
    bool whole_width = rect.width >= viewport().width;
    fill(rect, whole_width ? 0 : 10, color(tint_of(tone)));
    if (input_.theme->edge_width > 1)
        outline(rect, whole_width ? 0 : 10, edge_px(), color(ink_of(tone)));
    Node& node = add_node(rect, key, Role::status, message);
    node.live = true;
    const auto at = tree_.size() - 1;
    Rect inside = rect.inset(banner_padding, 4);
    float picture = icon_size(24);
    draw_icon(inside.cut_start(picture), icon, picture, color(ink_of(tone)));
    inside.cut_start(banner_gap);
    bool tapped = false;
    if (!action.empty()) {
        float width = text_width(action, Style::label) + banner_action_padding;
        tapped = button(inside.cut_end(width).middle(width, std::max(48.0f, inside.height)),
                        fmt::format("{}.action", key), Look::ghost, Icon::none, action);
        inside.cut_end(banner_gap);
    }
    tree_[at].truncated = write(inside, message, Style::body, color(Token::ink), Align::start, true);
    return tapped;
}

float Kit::toast_undo_width(const Toast& toast) {
    return toast.undo.empty() ? 0 : text_width(toast.undo, Style::label) + icon_size(24) + 48 + banner_gap;
}

float Kit::toast_width(const Toast& toast) {
    return text_width(toast.message, Style::body) + 2 * banner_padding + icon_size(24) + banner_gap +
           toast_undo_width(toast) + 2;
}

float Kit::toast_height(const Toast& toast, float width) {
    const float room = width - 2 * banner_padding - icon_size(24) - banner_gap - toast_undo_width(toast);
    return std::max(56.0f, text_height(toast.message, Style::body, room) + 16);
}

bool Kit::toast(Rect rect, std::string_view key, const Toast& toast) {
    if (input_.now_ms >= toast.until_ms)
        return false;
    ask_frame_at(toast.until_ms);
    fill(rect, 10, color(Token::ink));
    add_node(rect, key, Role::status, toast.message).live = true;
    const auto at = tree_.size() - 1;
    const Color inverse = color(Token::surface);
    Rect inside = rect.inset(banner_padding, 4);
    float picture = icon_size(24);
    draw_icon(inside.cut_start(picture), Icon::check_circle, picture, inverse);
    inside.cut_start(banner_gap);
    bool undone = false;
    if (!toast.undo.empty()) {
        std::string undo = fmt::format("{}.undo", key);
        float width = toast_undo_width(toast) - banner_gap;
        Rect place = inside.cut_end(width).middle(width, std::max(48.0f, inside.height));
        Color rest = color(Token::ink);
        ButtonColors colors{interaction_.pressed(undo) ? blend(rest, inverse, 0.2f) : rest, inverse, inverse, inverse};
        bool cut = button_face(place, Look::secondary, Icon::undo, toast.undo, {}, colors);
        add_target(place, undo, Role::button, toast.undo, {}).truncated = cut;
        focus_ring(place, undo, 10, Ring::outside);
        undone = activated(undo);
        inside.cut_end(banner_gap);
    }
    tree_[at].truncated = write(inside, toast.message, Style::body, inverse, Align::start, true);
    return undone;
}

} // namespace makegood::ui
