#include "terminal/ui/kit/kit.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace makegood::ui {

namespace {

constexpr float compact_below_lpx = 900;
constexpr float wide_from_lpx = 1200;
constexpr std::int64_t flash_ms = 120;
constexpr float flash_edge_lpx = 8;
constexpr float pressed_share = 0.12f;
constexpr float focus_ring_lpx = 3;
constexpr float focus_gap_lpx = 2;
constexpr float scrollbar_lpx = 6;
constexpr float least_scrollbar_lpx = 32;

} // namespace

Kit::Kit(text::Typesetter& typesetter, Canvas& canvas) : typesetter_(typesetter), canvas_(canvas) {}

void Kit::begin(const FrameInput& input) {
    assert(input.theme && input.scale > 0);
    if (input.direction != input_.direction)
        keyboard_.language.reset();
    input_ = input;
    std::swap(seen_, tree_);
    tree_.clear();
    texts_ = 0;
    wants_text_ = false;
    next_frame_ms_.reset();
    interaction_.begin(seen_, input.events, input.now_ms, input.scale, right_to_left(), !input.reduced_motion);
    raise_keyboard();
    canvas_.push_clip({0, 0, input.width_px, input.height_px});
    canvas_.fill({0, 0, input.width_px, input.height_px}, color(Token::background));
}

// What the frame before has shown decides, so that this one is laid out as a whole.
void Kit::raise_keyboard() {
    const auto on_a_real_one = [](const Event& event) {
        return std::holds_alternative<KeyPress>(event) || std::holds_alternative<TypedText>(event);
    };
    if (keyboard_.field.empty() || std::ranges::any_of(input_.events, on_a_real_one))
        keyboard_.wanted = false;
    keyboard_.frames_up = keyboard_.wanted ? keyboard_.frames_up + 1 : 0;
    if (!keyboard_.wanted)
        keyboard_.shifted = false;
    // The screen has made room in the first frame; in the second the field may lie below it.
    if (keyboard_.frames_up == 2)
        reveal(keyboard_.field);
    keyboard_.field.clear();
    typed_before_ = std::exchange(typed_, {});
}

bool Kit::touched() const {
    return std::ranges::any_of(input_.events, [](const Event& event) {
        return !std::holds_alternative<Move>(event) && !std::holds_alternative<Cancel>(event);
    });
}

void Kit::end() {
    assert(scrolls_.empty() && sheet_away_px_ == 0);
    if (sheet_ && !std::exchange(sheet_->drawn, false)) {
        sheet_.reset();
        interaction_.sheet(false);
    }
    if (flash_ && input_.now_ms < flash_->until_ms) {
        canvas_.ring({0, 0, input_.width_px, input_.height_px}, 0, px(flash_edge_lpx), color(ink_of(flash_->tone)));
        ask_frame_at(flash_->until_ms);
    }
    canvas_.pop_clip();
    interaction_.end();
    if (interaction_.gliding())
        ask_frame_at(input_.now_ms + moving_frame_ms);
    input_.events = {};
}

void Kit::screen(std::string_view name) {
    if (interaction_.screen(name, input_.now_ms))
        lists_.clear();
}

void Kit::dark() {
    screen("dark");
    canvas_.fill({0, 0, input_.width_px, input_.height_px}, {0, 0, 0});
}

Rect Kit::viewport() const {
    return {0, 0, lpx(input_.width_px), lpx(input_.height_px)};
}

Layout Kit::layout() const {
    float width = viewport().width / std::max(1.0f, text_scale() / 1.25f);
    if (width < compact_below_lpx)
        return Layout::compact;
    return width < wide_from_lpx ? Layout::regular : Layout::wide;
}

// What this frame has drawn already stands where it is scrolled to now.
const Node* Kit::last_drawn(std::string_view key) const {
    const Node* node = find(tree_, key);
    return node ? node : find(seen_, key);
}

void Kit::reveal(std::string_view key) {
    if (const Node* node = last_drawn(key))
        interaction_.reveal(*node);
}

void Kit::reveal(std::string_view first, std::string_view last) {
    const Node* above = last_drawn(first);
    const Node* below = last_drawn(last);
    if (!above || !below)
        return;
    Node both = *above;
    both.rect.height = below->rect.bottom() - above->rect.top;
    interaction_.reveal(both);
}

void Kit::flash(Tone tone) {
    if (!input_.reduced_motion)
        flash_ = Flash{tone, input_.now_ms + flash_ms};
}

void Kit::ask_frame_at(std::int64_t at_ms) {
    next_frame_ms_ = std::min(next_frame_ms_.value_or(at_ms), at_ms);
}

PixelRect Kit::pixels(const Rect& rect) const {
    auto place = to_pixels(rect, input_.scale, input_.width_px, right_to_left());
    place.left += right_to_left() ? -sheet_away_px_ : sheet_away_px_;
    return place;
}

int Kit::px(float lpx) const {
    return static_cast<int>(std::lround(lpx * input_.scale));
}

float Kit::lpx(int px) const {
    return static_cast<float>(px) / input_.scale;
}

float Kit::icon_size(float lpx) const {
    return lpx * std::min(text_scale(), 1.5f);
}

Node& Kit::add_node(const Rect& rect, std::string_view key, Role role, std::string_view label) {
    Node& node = tree_.emplace_back();
    node.key = key;
    node.role = role;
    node.label = label;
    node.rect = rect;
    node.pixels = pixels(rect).intersection(canvas_.clip());
    node.missing_glyph = !typesetter_.covers(label);
    if (!scrolls_.empty())
        node.scroll = scrolls_.back().key;
    return node;
}

Node& Kit::add_target(const Rect& rect, std::string_view key, Role role, std::string_view label,
                      const Enabled& enabled) {
    Node& node = add_node(rect, key, role, label);
    node.enabled = enabled.yes;
    node.busy = enabled.busy;
    node.focused = interaction_.focused(key);
    if (!enabled.yes)
        node.reason = enabled.reason;
    return node;
}

Node& Kit::node_of_this_frame(std::string_view key) {
    const auto node = std::find_if(tree_.rbegin(), tree_.rend(), [key](const Node& one) { return one.key == key; });
    assert(node != tree_.rend());
    return *node;
}

void Kit::mark_live(std::string_view key) {
    node_of_this_frame(key).live = true;
}

void Kit::mark_secret(std::string_view key, std::size_t letters) {
    node_of_this_frame(key).secret_letters = letters;
}

Color Kit::touched(std::string_view key, Color at_rest) const {
    return interaction_.pressed(key) ? blend(at_rest, color(Token::ink), pressed_share) : at_rest;
}

void Kit::focus_ring(const Rect& rect, std::string_view key, float radius, Ring ring) {
    if (!interaction_.focus_shown(key))
        return;
    int width = std::max(3, px(focus_ring_lpx));
    int grown = ring == Ring::outside ? width + px(focus_gap_lpx) : 0;
    canvas_.ring(pixels(rect).inset(-grown), px(radius) + grown, width, color(Token::primary));
}

void Kit::fill(const Rect& rect, float radius, Color inside) {
    canvas_.round(pixels(rect), px(radius), inside);
}

void Kit::outline(const Rect& rect, float radius, int thickness_px, Color edge) {
    canvas_.ring(pixels(rect), px(radius), thickness_px, edge);
}

Rect Kit::begin_scroll(Rect rect, std::string_view key, float content_height) {
    float offset = interaction_.scroll_offset(key, rect, pixels(rect), content_height);
    // Whole pixels, so that gliding text stays sharp and every line keeps its height.
    offset = lpx(px(offset));
    scrolls_.push_back({std::string(key), rect, offset, content_height});
    canvas_.push_clip(pixels(rect));
    float room = content_height > rect.height ? scrollbar_room() : 0;
    return {rect.start, rect.top - offset, rect.width - room, std::max(content_height, rect.height)};
}

void Kit::end_scroll() {
    assert(!scrolls_.empty());
    const ScrollFrame scroll = scrolls_.back();
    scrolls_.pop_back();
    if (scroll.content_height > scroll.rect.height) {
        float length = std::max(least_scrollbar_lpx, scroll.rect.height * scroll.rect.height / scroll.content_height);
        float way = scroll.offset / (scroll.content_height - scroll.rect.height);
        Rect bar{scroll.rect.end() - scrollbar_lpx, scroll.rect.top + way * (scroll.rect.height - length),
                 scrollbar_lpx, length};
        fill(bar, scrollbar_lpx / 2, color(Token::edge));
    }
    canvas_.pop_clip();
}

} // namespace makegood::ui
