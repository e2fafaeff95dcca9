#include "terminal/ui/kit/kit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace makegood::ui {

namespace {

constexpr int any_number_of_lines = 1000;
// The font's ascent and descent leave room for Persian below the line; Latin capitals would stand too high beside an
// icon by this much.
constexpr float latin_lowered_em = 0.07f;
constexpr float badge_height_lpx = 30;
constexpr float badge_padding_lpx = 12;
constexpr float badge_icon_lpx = 18;
constexpr float badge_gap_lpx = 6;

} // namespace

int Kit::Block::width_px() const {
    int widest = 0;
    for (const auto& line : *lines)
        widest = std::max(widest, line.width_px);
    return widest;
}

int Kit::lowered_px(int size_px, text::Direction direction) {
    return direction == text::Direction::right_to_left
               ? 0
               : static_cast<int>(std::lround(latin_lowered_em * static_cast<float>(size_px)));
}

Kit::Block Kit::set(std::string_view utf8, Style style, float width, int most_lines) {
    const auto type = type_size(style, input_.direction);
    int size_px = std::max(1, px(type.size * text_scale()));
    int line_height_px = px(type.line_height * text_scale());
    int width_px = std::max(1, px(width));
    const auto& whole =
        typesetter_.paragraph(utf8, type.weight, size_px, input_.direction, width_px, any_number_of_lines);
    bool cut = static_cast<int>(whole.size()) > most_lines;
    const auto* lines =
        cut ? &typesetter_.paragraph(utf8, type.weight, size_px, input_.direction, width_px, most_lines) : &whole;
    const auto metrics = typesetter_.metrics(type.weight, size_px);
    int baseline = (line_height_px - metrics.ascent_px - metrics.descent_px) / 2 + metrics.ascent_px +
                   lowered_px(size_px, input_.direction);
    return {lines, size_px, line_height_px, baseline, cut};
}

void Kit::draw(const Block& block, const Rect& rect, Color ink, Align align) {
    const PixelRect place = pixels(rect);
    bool to_right = align == Align::right || (align == Align::end) != right_to_left();
    if (align == Align::right)
        to_right = true;
    int top = place.top;
    for (const auto& line : *block.lines) {
        int room = place.width - line.width_px;
        int left = place.left + (align == Align::center ? room / 2 : to_right ? room : 0);
        canvas_.glyphs(line, block.size_px, left, top + block.baseline_px, ink);
        top += block.line_height_px;
    }
}

bool Kit::write(const Rect& rect, std::string_view utf8, Style style, Color ink, Align align, bool centred) {
    float line = line_height(style);
    int fitting = std::max(1, static_cast<int>(std::floor(rect.height / line + 0.05f)));
    const Block block = set(utf8, style, rect.width, fitting);
    Rect place = rect;
    if (centred)
        place = {rect.start, rect.top + (rect.height - lpx(block.height_px())) / 2, rect.width, lpx(block.height_px())};
    draw(block, place, ink, align);
    return block.cut;
}

float Kit::line_height(Style style) const {
    return lpx(px(type_size(style, input_.direction).line_height * text_scale()));
}

float Kit::text_width(std::string_view utf8, Style style) {
    const auto type = type_size(style, input_.direction);
    int size_px = std::max(1, px(type.size * text_scale()));
    // One more: a rect's edges are rounded to pixels, and the text must not wrap for that.
    return lpx(typesetter_.line(utf8, type.weight, size_px, input_.direction).width_px + 1);
}

float Kit::text_height(std::string_view utf8, Style style, float width) {
    return lpx(set(utf8, style, width, any_number_of_lines).height_px());
}

void Kit::text(Rect rect, std::string_view key, std::string_view utf8, Style style, Ink ink, Align align) {
    bool cut = write(rect, utf8, style, color(token(ink)), align, false);
    bool heading = style == Style::display || style == Style::title || style == Style::heading;
    ++texts_;
    Node& node = add_node(rect, key.empty() ? fmt::format("text.{}", texts_) : std::string(key),
                          heading ? Role::heading : Role::text, utf8);
    node.truncated = cut;
}

void Kit::draw_icon(const Rect& rect, Icon icon, float size, Color ink) {
    if (icon == Icon::none)
        return;
    int size_px = px(size);
    const auto& line =
        typesetter_.line(utf8(icon, input_.direction), text::Weight::icon, size_px, text::Direction::left_to_right);
    // Material's pictures fill their em square from the baseline up.
    const PixelRect place = pixels(rect);
    canvas_.glyphs(line, size_px, place.left + (place.width - size_px) / 2, place.top + (place.height + size_px) / 2,
                   ink);
}

void Kit::icon(Rect rect, Icon icon, float size, Ink ink) {
    draw_icon(rect, icon, icon_size(size), color(token(ink)));
}

float Kit::badge_height() const {
    return std::max(badge_height_lpx, line_height(Style::secondary) + 4);
}

float Kit::badge_width(Icon icon, std::string_view label) {
    float picture = icon == Icon::none ? 0 : icon_size(badge_icon_lpx) + badge_gap_lpx;
    return 2 * badge_padding_lpx + picture + text_width(label, Style::secondary);
}

void Kit::badge(Rect rect, std::string_view key, Icon icon, std::string_view label, Tone tone) {
    Rect place = rect.cut_start(badge_width(icon, label));
    place = place.middle(place.width, badge_height());
    fill(place, place.height / 2, color(tint_of(tone)));
    if (input_.theme->edge_width > 1)
        outline(place, place.height / 2, edge_px(), color(ink_of(tone)));
    add_node(place, key, Role::badge, label);
    Rect inside = place.inset(badge_padding_lpx, 0);
    if (icon != Icon::none) {
        draw_icon(inside.cut_start(icon_size(badge_icon_lpx)), icon, icon_size(badge_icon_lpx), color(ink_of(tone)));
        inside.cut_start(badge_gap_lpx);
    }
    tree_.back().truncated = write(inside, label, Style::secondary, color(ink_of(tone)), Align::start, true);
}

} // namespace makegood::ui
