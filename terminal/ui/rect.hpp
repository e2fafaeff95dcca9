#pragma once

namespace makegood::ui {

// A place on the screen in logical px (lpx, 1/85 inch). `start` is counted from the side where reading begins: the
// left in English, the right in Persian. It becomes a left edge only in to_pixels.
struct Rect {
    float start = 0;
    float top = 0;
    float width = 0;
    float height = 0;

    float end() const { return start + width; }
    float bottom() const { return top + height; }

    // Cut off that much (at most all there is) and return it; what is left stays in this rect.
    Rect cut_top(float amount);
    Rect cut_bottom(float amount);
    Rect cut_start(float amount);
    Rect cut_end(float amount);
    // Smaller on every side, never below nothing; negative grows.
    Rect inset(float all) const;
    Rect inset(float horizontal, float vertical) const;
    // A rect of this size in the middle of this one.
    Rect middle(float inner_width, float inner_height) const;
    // The columns-th part number `index` from the start, with `gap` between parts; likewise for rows from the top.
    Rect column(int index, int columns, float gap) const;
    Rect line(int index, int lines, float gap) const;

    bool operator==(const Rect&) const = default;
};

// Whole device pixels from the window's top left corner.
struct PixelRect {
    int left = 0;
    int top = 0;
    int width = 0;
    int height = 0;

    int right() const { return left + width; }
    int bottom() const { return top + height; }
    bool empty() const { return width <= 0 || height <= 0; }
    bool contains(float x, float y) const;
    PixelRect inset(int all) const;
    PixelRect intersection(const PixelRect& other) const;

    bool operator==(const PixelRect&) const = default;
};

// Edges are rounded, not sizes, so that rects that touch in lpx touch in pixels.
// This is the one place where a right-to-left screen is mirrored.
PixelRect to_pixels(const Rect& rect, float scale, int window_width_px, bool right_to_left);

} // namespace makegood::ui
