#include "terminal/ui/kit/kit.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace makegood::ui {

namespace {

constexpr float dot_lpx = 14;
constexpr float dot_column = 32;
constexpr float column_gap = 16;
constexpr float moment_gap = 16;
constexpr float bar_lpx = 20;
constexpr float least_bar_lpx = 4;
constexpr float bar_line_padding = 8;
constexpr float bar_line_radius = 10;
constexpr float chevron_lpx = 24;
constexpr float widest_share = 0.4f;

// The width of a first column, or nothing where it would leave too little beside it: then it stands above.
float beside(float widest, float width) {
    return widest > width * widest_share ? 0 : widest;
}

float room_beside(float column, float width) {
    return column > 0 ? width - column - column_gap : width;
}

} // namespace

// ---- timeline

float Kit::widest(std::span<const Moment> moments) {
    float widest = 0;
    for (const auto& moment : moments)
        widest = std::max(widest, text_width(moment.when, Style::secondary));
    return widest;
}

float Kit::height_of(const Moment& moment, float when_width, float width) {
    const float room = room_beside(when_width, width);
    return (when_width > 0 ? 0 : line_height(Style::label)) + text_height(moment.what, Style::label, room) +
           (moment.who.empty() ? 0 : text_height(moment.who, Style::secondary, room));
}

float Kit::timeline_height(std::span<const Moment> moments, float width) {
    const float room = width - dot_column;
    const float when_width = beside(widest(moments), room);
    float height = -moment_gap;
    for (const auto& moment : moments)
        height += height_of(moment, when_width, room) + moment_gap;
    return std::max(0.0f, height);
}

void Kit::timeline(Rect rect, std::string_view key, std::span<const Moment> moments) {
    const float room = rect.width - dot_column;
    const float when_width = beside(widest(moments), room);
    const float first_line = line_height(Style::label);
    int number = 0;
    for (const auto& moment : moments) {
        Rect place = rect.cut_top(height_of(moment, when_width, room));
        rect.cut_top(moment_gap);
        const std::string name = fmt::format("{}.{}", key, ++number);
        add_node(place, name, Role::status, moment.what).value = moment.when;
        const auto at = tree_.size() - 1;

        Rect dot = place.cut_start(dot_column).cut_top(first_line);
        const float side = icon_size(dot_lpx);
        fill(dot.cut_start(side).middle(side, side), side / 2, color(ink_of(moment.tone)));
        Rect when = when_width > 0 ? place.cut_start(when_width).cut_top(first_line) : place.cut_top(first_line);
        bool cut = write(when, moment.when, Style::secondary, color(Token::ink_secondary), Align::start, true);
        if (when_width > 0)
            place.cut_start(column_gap);
        Rect what = place.cut_top(text_height(moment.what, Style::label, place.width));
        cut |= write(what, moment.what, Style::label, color(Token::ink), Align::start, false);
        tree_[at].truncated = cut;
        if (!moment.who.empty())
            text(place, name + ".who", moment.who, Style::secondary, Ink::secondary);
    }
}

// ---- bars

float Kit::widest(std::span<const Bar> bars) {
    float widest = 0;
    for (const auto& bar : bars)
        widest = std::max(widest, text_width(bar.label, Style::body));
    return widest;
}

float Kit::height_of(const Bar& bar, float label_width, float width, bool open) {
    const float words = text_height(bar.label, Style::body, label_width > 0 ? label_width : width);
    const float height = label_width > 0 ? words : words + line_height(Style::label);
    return std::max(open ? 56.0f : 40.0f, height + 2 * bar_line_padding);
}

float Kit::bars_height(std::span<const Bar> bars, float width, bool open) {
    const float room = width - 2 * bar_line_padding;
    const float label_width = beside(widest(bars), room);
    float height = 0;
    for (const auto& bar : bars)
        height += height_of(bar, label_width, room, open);
    return height;
}

std::optional<std::size_t> Kit::bars(Rect rect, std::string_view key, std::span<const Bar> bars, bool open) {
    const float room = rect.width - 2 * bar_line_padding;
    const float label_width = beside(widest(bars), room);
    float number_width = 0;
    double largest = 0;
    for (const auto& bar : bars) {
        number_width = std::max(number_width, text_width(bar.number, Style::label));
        largest = std::max(largest, bar.amount);
    }
    std::optional<std::size_t> tapped;
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const auto& bar = bars[i];
        const std::string name = fmt::format("{}.{}", key, i + 1);
        Rect place = rect.cut_top(height_of(bar, label_width, room, open));
        Node& node =
            open ? add_target(place, name, Role::row, bar.label, {}) : add_node(place, name, Role::status, bar.label);
        node.value = bar.number;
        if (interaction_.pressed(name))
            fill(place, bar_line_radius, color(Token::selected));

        Rect inside = place.inset(bar_line_padding);
        if (open) {
            const float picture = icon_size(chevron_lpx);
            draw_icon(inside.cut_end(picture), Icon::chevron, picture, color(Token::ink_secondary));
        }
        Rect label = label_width > 0 ? inside.cut_start(label_width)
                                     : inside.cut_top(text_height(bar.label, Style::body, inside.width));
        node.truncated = write(label, bar.label, Style::body, color(Token::ink), Align::start, true);
        if (label_width > 0)
            inside.cut_start(column_gap);
        write(inside.cut_end(number_width), bar.number, Style::label, color(Token::ink), Align::right, true);
        inside.cut_end(column_gap);
        if (bar.amount > 0) {
            const float share = static_cast<float>(bar.amount / largest);
            Rect drawn = inside.middle(inside.width, bar_lpx);
            fill(drawn.cut_start(std::max(least_bar_lpx, share * inside.width)), 4, color(Token::primary));
        }
        if (open) {
            focus_ring(place, name, bar_line_radius, Ring::inside);
            if (activated(name))
                tapped = i;
        }
    }
    return tapped;
}

} // namespace makegood::ui
