#pragma once

#include "terminal/ui/events.hpp"
#include "terminal/ui/kit/node.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace makegood::ui {

inline constexpr std::int64_t tap_guard_ms = 250;
inline constexpr float touch_slop_lpx = 8;

struct ScrollArea {
    std::string key;
    Rect rect;
    PixelRect pixels;
    float offset = 0;
    float furthest = 0;   // the largest offset
    bool drawn = false;   // in the frame that is being built
    bool covered = false; // lies under a sheet
};

// Turns events into "this key was activated". Whom an event meets is looked up in the tree of the frame that the person
// saw, so that what a tap means is decided before any widget of the new frame is drawn.
class Interaction {
  public:
    // `seen` is the frame before; `right_to_left` gives the left and right keys their sense; without `inertia` a list
    // stands still when the finger leaves it.
    void begin(const std::vector<Node>& seen, std::span<const Event> events, std::int64_t now_ms, float scale,
               bool right_to_left, bool inertia);
    void end();

    // Taps that begin within tap_guard_ms after a change of screen are dropped; focus and scrolling start anew.
    // True on a change.
    bool screen(std::string_view name, std::int64_t now_ms);
    // A sheet came up, or went. Taps are dropped as on a change of screen; the focus leaves what lies under it, and is
    // there again afterwards.
    void sheet(bool up);
    // No region that was drawn so far in this frame scrolls: a sheet lies over them.
    void cover();

    const std::string& activated() const { return activated_; }
    // Held down and not yet moved away or scrolled.
    bool pressed(std::string_view key) const { return pressed_inside_ && !pressed_.empty() && pressed_ == key; }
    bool focused(std::string_view key) const { return !focus_.empty() && focus_ == key; }
    bool focus_shown(std::string_view key) const { return focus_shown_ && focused(key); }
    void focus(std::string_view key);
    const std::string& focus_key() const { return focus_; } // empty: nothing has it
    // Where the last press or release was, device px.
    float pointer_x() const { return pointer_x_; }
    bool key_pressed(Key key) const;

    // Offset of the region in this frame; keeps it between 0 and content - height.
    float scroll_offset(std::string_view key, const Rect& rect, const PixelRect& pixels, float content_height);
    // What lies above the sight of the region became so much higher: it is scrolled by as much, and so is a finger's
    // drag or a glide under way.
    void moved_by(std::string_view key, float lpx);
    // Scrolls so that the node can be seen whole, or from its top on where it is higher than the region.
    void reveal(const Node& node);
    bool gliding() const { return glide_.has_value(); }
    bool holding() const { return down_; }

  private:
    struct Glide {
        std::string key;
        float velocity; // lpx a ms, positive: content goes up
        float from;
        std::int64_t since_ms;
    };

    void take(const Press& press);
    void take(const Move& move);
    void take(const Release& release);
    void take(const Cancel& cancel);
    void take(const Wheel& wheel);
    void take(const KeyPress& press);
    void take(const TypedText& text);

    const Node* target_at(float x, float y) const;
    ScrollArea* area(std::string_view key);
    ScrollArea* scrollable_at(float x, float y);
    void activate(const Node& node);
    void move_focus(int step);
    void enter();
    void pick(int digit);
    bool activate_ending(std::string_view ending); // false: there is none
    void drag_to(float y);
    void glide(std::int64_t now_ms);
    bool editing() const;

    const std::vector<Node>* seen_ = nullptr;
    std::vector<ScrollArea> areas_;
    std::span<const Event> events_;
    std::int64_t now_ms_ = 0;
    float scale_ = 1;
    bool right_to_left_ = false;
    bool inertia_ = true;

    std::string screen_;
    std::int64_t guarded_until_ms_ = 0;
    std::string activated_;
    std::string pressed_;
    bool pressed_inside_ = false;
    std::string focus_;
    std::string focus_below_; // while a sheet is up
    bool focus_shown_ = false;

    bool down_ = false;
    float pointer_x_ = 0;
    float press_x_ = 0;
    float press_y_ = 0;
    std::string dragged_; // the region under the finger, once it moved beyond the slop
    float drag_offset_ = 0;
    float last_y_ = 0;
    std::int64_t last_move_ms_ = 0;
    float velocity_ = 0;
    std::optional<Glide> glide_;
};

} // namespace makegood::ui
