#include "terminal/ui/kit/kit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

namespace makegood::ui {

namespace {

constexpr float sheet_width = 520;
constexpr float sheet_margin = 24;
constexpr float slide_ms = 200; // shorter than the tap guard
constexpr std::uint8_t shade_alpha = 140;

} // namespace

Kit::Sheet Kit::begin_sheet(std::string_view key, std::string_view title, std::string_view close) {
    if (!sheet_ || sheet_->key != key) {
        sheet_ = SheetUp{std::string(key), input_.now_ms, false};
        interaction_.sheet(true);
    }
    assert(!sheet_->drawn && scrolls_.empty());
    sheet_->drawn = true;
    for (auto& node : tree_)
        node.covered = true;
    interaction_.cover();
    Color shade = color(Token::paper_ink);
    shade.alpha = shade_alpha;
    canvas_.fill({0, 0, input_.width_px, input_.height_px}, shade);

    Rect screen = viewport();
    Rect place = screen.cut_end(sheet_width * text_scale());
    const float passed = static_cast<float>(input_.now_ms - sheet_->since_ms) / slide_ms;
    const float left = input_.reduced_motion ? 0 : std::max(0.0f, 1 - passed);
    sheet_away_px_ = px(place.width * left * left);
    if (left > 0)
        ask_frame_at(input_.now_ms + moving_frame_ms);

    fill(place, 0, color(Token::surface));
    Rect edge = place;
    fill(edge.cut_start(lpx(edge_px())), 0, color(Token::edge));
    if (keyboard_up())
        place.cut_bottom(keyboard_height());
    Rect inside = place.inset(sheet_margin, 16);
    const float close_width = text_width(close, Style::label) + icon_size(24) + 44;
    const float room = inside.width - close_width - 16;
    const float close_height = button_height(Look::ghost, Icon::close, close, {}, close_width);
    const float title_height = text_height(title, Style::title, room);
    Rect head = inside.cut_top(std::max(close_height, title_height));
    Rect end = head.cut_end(close_width);
    text(head.cut_start(room).middle(room, title_height), fmt::format("{}.title", key), title, Style::title);
    tree_.back().live = true;
    const bool closed =
        button(end.middle(close_width, close_height), fmt::format("{}.back", key), Look::ghost, Icon::close, close);
    inside.cut_top(16);
    return {inside, closed};
}

void Kit::end_sheet() {
    assert(sheet_ && sheet_->drawn);
    sheet_away_px_ = 0;
}

} // namespace makegood::ui
