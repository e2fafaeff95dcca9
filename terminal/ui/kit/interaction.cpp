#include "terminal/ui/kit/interaction.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace makegood::ui {

namespace {

// A glide loses 63 % of its speed in this time; what remains of it below the least speed can't be seen.
constexpr float glide_decay_ms = 325;
constexpr float least_glide_lpx_ms = 0.03f;
// A finger that rested this long before it left doesn't throw.
constexpr std::int64_t rest_ms = 80;
constexpr float wheel_step_lpx = 72;
constexpr float reveal_margin_lpx = 8;

bool has_ending(std::string_view key, std::string_view ending) {
    return key.size() >= ending.size() && key.substr(key.size() - ending.size()) == ending;
}

bool reachable(const Node& node) {
    return node.enabled && !node.covered && can_be_activated(node.role);
}

} // namespace

void Interaction::begin(const std::vector<Node>& seen, std::span<const Event> events, std::int64_t now_ms, float scale,
                        bool right_to_left, bool inertia) {
    seen_ = &seen;
    events_ = events;
    now_ms_ = now_ms;
    scale_ = scale;
    right_to_left_ = right_to_left;
    inertia_ = inertia;
    if (!inertia)
        glide_.reset();
    activated_.clear();
    if (!focus_.empty() && !find(seen, focus_) && !seen.empty())
        focus_.clear();
    glide(now_ms);
    for (const auto& event : events)
        std::visit([this](const auto& one) { take(one); }, event);
    for (auto& one : areas_)
        one.drawn = false;
}

void Interaction::end() {
    std::erase_if(areas_, [](const ScrollArea& one) { return !one.drawn; });
    if (glide_ && !area(glide_->key))
        glide_.reset();
}

bool Interaction::screen(std::string_view name, std::int64_t now_ms) {
    if (screen_ == name)
        return false;
    bool first = screen_.empty();
    screen_ = name;
    guarded_until_ms_ = first ? now_ms : now_ms + tap_guard_ms;
    activated_.clear();
    pressed_.clear();
    dragged_.clear();
    focus_.clear();
    focus_below_.clear();
    focus_shown_ = false;
    glide_.reset();
    areas_.clear();
    return true;
}

void Interaction::sheet(bool up) {
    guarded_until_ms_ = now_ms_ + tap_guard_ms;
    if (up)
        focus_below_ = std::exchange(focus_, {});
    else if (!focus_below_.empty())
        focus_ = std::exchange(focus_below_, {});
}

void Interaction::cover() {
    for (auto& one : areas_)
        one.covered = true;
}

void Interaction::focus(std::string_view key) {
    focus_ = key;
}

bool Interaction::key_pressed(Key key) const {
    return std::any_of(events_.begin(), events_.end(), [key](const Event& event) {
        const auto* press = std::get_if<KeyPress>(&event);
        return press && press->key == key && !press->repeat;
    });
}

void Interaction::take(const Press& press) {
    down_ = true;
    pointer_x_ = press_x_ = press.x;
    press_y_ = last_y_ = press.y;
    last_move_ms_ = now_ms_;
    velocity_ = 0;
    pressed_.clear();
    dragged_.clear();
    focus_shown_ = false;
    bool was_gliding = glide_.has_value();
    glide_.reset();
    // A finger that stops a gliding list means no row of it.
    if (now_ms_ < guarded_until_ms_ || was_gliding)
        return;
    if (const Node* node = target_at(press.x, press.y); node && reachable(*node)) {
        pressed_ = node->key;
        pressed_inside_ = true;
    }
}

void Interaction::take(const Move& move) {
    if (!down_)
        return;
    if (!dragged_.empty())
        return drag_to(move.y);
    if (std::abs(move.y - press_y_) > touch_slop_lpx * scale_) {
        if (const ScrollArea* under = scrollable_at(press_x_, press_y_)) {
            dragged_ = under->key;
            drag_offset_ = under->offset;
            pressed_.clear();
            return drag_to(move.y);
        }
    }
    const Node* node = target_at(move.x, move.y);
    pressed_inside_ = node && node->key == pressed_;
}

void Interaction::take(const Release& release) {
    if (!down_)
        return;
    take(Move{release.x, release.y});
    down_ = false;
    pointer_x_ = release.x;
    if (!dragged_.empty()) {
        if (inertia_ && now_ms_ - last_move_ms_ < rest_ms && std::abs(velocity_) > least_glide_lpx_ms) {
            if (const ScrollArea* under = area(dragged_))
                glide_ = Glide{dragged_, velocity_, under->offset, now_ms_};
        }
        dragged_.clear();
        return;
    }
    const Node* node = target_at(release.x, release.y);
    const Node* begun = find(*seen_, pressed_);
    // A finger that slipped off a key still means the field that the key types into.
    const bool on_key = begun && begun->role == Role::key;
    if (node && !pressed_.empty() && node->key == pressed_ && reachable(*node))
        activate(*node);
    else if (!on_key && (!pressed_.empty() || !node))
        focus_.clear();
    pressed_.clear();
}

void Interaction::take(const Cancel&) {
    down_ = false;
    pressed_.clear();
    dragged_.clear();
}

void Interaction::take(const Wheel& wheel) {
    if (ScrollArea* under = scrollable_at(wheel.x, wheel.y)) {
        glide_.reset();
        under->offset = std::clamp(under->offset - wheel.steps * wheel_step_lpx, 0.0f, under->furthest);
    }
}

void Interaction::take(const KeyPress& press) {
    switch (press.key) {
    case Key::tab:
        return move_focus(press.shift ? -1 : 1);
    case Key::down:
        return move_focus(1);
    case Key::up:
        return move_focus(-1);
    case Key::right:
        return editing() ? void() : move_focus(right_to_left_ ? -1 : 1);
    case Key::left:
        return editing() ? void() : move_focus(right_to_left_ ? 1 : -1);
    case Key::enter:
        return press.repeat ? void() : enter();
    case Key::escape:
        // A page is left before the screen on which it is.
        return void(activate_ending(".leave") || activate_ending(".back"));
    case Key::backspace:
        return editing() ? void() : void(activate_ending(".erase"));
    case Key::digit:
        return editing() || press.repeat ? void() : pick(press.digit);
    default:
        return;
    }
}

// Text belongs to the field that has the focus; the kit gives it there.
void Interaction::take(const TypedText&) {}

const Node* Interaction::target_at(float x, float y) const {
    for (auto node = seen_->rbegin(); node != seen_->rend(); ++node) {
        if (can_be_activated(node->role) && !node->covered && node->pixels.contains(x, y))
            return &*node;
    }
    return nullptr;
}

ScrollArea* Interaction::area(std::string_view key) {
    const auto found =
        std::find_if(areas_.begin(), areas_.end(), [key](const ScrollArea& one) { return one.key == key; });
    return found == areas_.end() ? nullptr : &*found;
}

ScrollArea* Interaction::scrollable_at(float x, float y) {
    for (auto one = areas_.rbegin(); one != areas_.rend(); ++one) {
        if (one->furthest > 0 && !one->covered && one->pixels.contains(x, y))
            return &*one;
    }
    return nullptr;
}

void Interaction::activate(const Node& node) {
    activated_ = node.key;
    if (node.role == Role::field)
        focus_ = node.key;
    else if (node.role != Role::key && !focus_shown_)
        focus_.clear();
}

void Interaction::move_focus(int step) {
    std::vector<const Node*> stops;
    for (const auto& node : *seen_) {
        if (reachable(node))
            stops.push_back(&node);
    }
    if (stops.empty())
        return;
    auto count = static_cast<std::ptrdiff_t>(stops.size());
    auto at = std::find_if(stops.begin(), stops.end(), [this](const Node* node) { return node->key == focus_; });
    std::ptrdiff_t next = step > 0 ? 0 : count - 1;
    if (at != stops.end())
        next = (at - stops.begin() + step + count) % count;
    focus_ = stops[static_cast<std::size_t>(next)]->key;
    focus_shown_ = true;
    reveal(*stops[static_cast<std::size_t>(next)]);
}

void Interaction::enter() {
    const Node* node = focus_shown_ ? find(*seen_, focus_) : nullptr;
    if (node && reachable(*node) && node->role != Role::field)
        return activate(*node);
    const auto meant = [](const Node& one) { return reachable(one) && (one.primary || one.shortcut == '\r'); };
    const auto primary = std::find_if(seen_->begin(), seen_->end(), meant);
    if (primary != seen_->end())
        activate(*primary);
}

void Interaction::pick(int digit) {
    const char wanted = static_cast<char>('0' + digit);
    int row = 0;
    for (const auto& node : *seen_) {
        bool is_row = node.role == Role::row && reachable(node);
        row += is_row;
        if ((reachable(node) && node.shortcut == wanted) || (is_row && row == digit))
            return activate(node);
    }
}

bool Interaction::activate_ending(std::string_view ending) {
    // The topmost: a sheet's own way back comes before that of the screen below.
    const auto found = std::find_if(seen_->rbegin(), seen_->rend(), [ending](const Node& node) {
        return reachable(node) && has_ending(node.key, ending);
    });
    if (found == seen_->rend())
        return false;
    activate(*found);
    return true;
}

void Interaction::drag_to(float y) {
    ScrollArea* under = area(dragged_);
    if (!under)
        return;
    under->offset = std::clamp(drag_offset_ + (press_y_ - y) / scale_, 0.0f, under->furthest);
    if (y != last_y_) {
        auto elapsed = static_cast<float>(std::max<std::int64_t>(now_ms_ - last_move_ms_, 1));
        velocity_ = (last_y_ - y) / scale_ / elapsed;
        last_move_ms_ = now_ms_;
    }
    last_y_ = y;
}

void Interaction::glide(std::int64_t now_ms) {
    if (!glide_)
        return;
    ScrollArea* gliding = area(glide_->key);
    auto elapsed = static_cast<float>(now_ms - glide_->since_ms);
    float left = std::exp(-elapsed / glide_decay_ms);
    if (!gliding) {
        glide_.reset();
        return;
    }
    float wanted = glide_->from + glide_->velocity * glide_decay_ms * (1 - left);
    gliding->offset = std::clamp(wanted, 0.0f, gliding->furthest);
    if (gliding->offset != wanted || std::abs(glide_->velocity * left) < least_glide_lpx_ms)
        glide_.reset();
}

float Interaction::scroll_offset(std::string_view key, const Rect& rect, const PixelRect& pixels,
                                 float content_height) {
    ScrollArea* known = area(key);
    if (!known) {
        areas_.push_back({.key = std::string(key)});
        known = &areas_.back();
    }
    known->rect = rect;
    known->pixels = pixels;
    known->drawn = true;
    known->covered = false;
    known->furthest = std::max(0.0f, content_height - rect.height);
    known->offset = std::clamp(known->offset, 0.0f, known->furthest);
    return known->offset;
}

void Interaction::moved_by(std::string_view key, float lpx) {
    ScrollArea* moved = area(key);
    if (!moved)
        return;
    moved->offset += lpx;
    if (dragged_ == key)
        drag_offset_ += lpx;
    if (glide_ && glide_->key == key)
        glide_->from += lpx;
}

void Interaction::reveal(const Node& node) {
    ScrollArea* around = node.scroll.empty() ? nullptr : area(node.scroll);
    if (!around)
        return;
    glide_.reset();
    float margin = std::clamp((around->rect.height - node.rect.height) / 2, 0.0f, reveal_margin_lpx);
    float above = around->rect.top - node.rect.top + margin;
    float below = node.rect.bottom() + margin - around->rect.bottom();
    if (above > 0)
        around->offset -= above;
    else if (below > 0)
        around->offset += std::min(below, -above);
    around->offset = std::clamp(around->offset, 0.0f, around->furthest);
}

bool Interaction::editing() const {
    const Node* node = find(*seen_, focus_);
    return node && node->role == Role::field;
}

} // namespace makegood::ui
