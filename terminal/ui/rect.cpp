#include "terminal/ui/rect.hpp"

#include <algorithm>
#include <cmath>

namespace makegood::ui {

Rect Rect::cut_top(float amount) {
    amount = std::clamp(amount, 0.0f, height);
    Rect cut{start, top, width, amount};
    top += amount;
    height -= amount;
    return cut;
}

Rect Rect::cut_bottom(float amount) {
    amount = std::clamp(amount, 0.0f, height);
    height -= amount;
    return {start, top + height, width, amount};
}

Rect Rect::cut_start(float amount) {
    amount = std::clamp(amount, 0.0f, width);
    Rect cut{start, top, amount, height};
    start += amount;
    width -= amount;
    return cut;
}

Rect Rect::cut_end(float amount) {
    amount = std::clamp(amount, 0.0f, width);
    width -= amount;
    return {start + width, top, amount, height};
}

Rect Rect::inset(float all) const {
    return inset(all, all);
}

Rect Rect::inset(float horizontal, float vertical) const {
    float across = std::min(horizontal, width / 2);
    float down = std::min(vertical, height / 2);
    return {start + across, top + down, width - 2 * across, height - 2 * down};
}

Rect Rect::middle(float inner_width, float inner_height) const {
    return {start + (width - inner_width) / 2, top + (height - inner_height) / 2, inner_width, inner_height};
}

Rect Rect::column(int index, int columns, float gap) const {
    float each = (width - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    return {start + static_cast<float>(index) * (each + gap), top, each, height};
}

Rect Rect::line(int index, int lines, float gap) const {
    float each = (height - gap * static_cast<float>(lines - 1)) / static_cast<float>(lines);
    return {start, top + static_cast<float>(index) * (each + gap), width, each};
}

bool PixelRect::contains(float x, float y) const {
    return x >= static_cast<float>(left) && x < static_cast<float>(right()) && y >= static_cast<float>(top) &&
           y < static_cast<float>(bottom());
}

PixelRect PixelRect::inset(int all) const {
    return {left + all, top + all, width - 2 * all, height - 2 * all};
}

PixelRect PixelRect::intersection(const PixelRect& other) const {
    int from_left = std::max(left, other.left);
    int from_top = std::max(top, other.top);
    return {from_left, from_top, std::max(0, std::min(right(), other.right()) - from_left),
            std::max(0, std::min(bottom(), other.bottom()) - from_top)};
}

PixelRect to_pixels(const Rect& rect, float scale, int window_width_px, bool right_to_left) {
    int start = static_cast<int>(std::lround(rect.start * scale));
    int end = static_cast<int>(std::lround(rect.end() * scale));
    int top = static_cast<int>(std::lround(rect.top * scale));
    int bottom = static_cast<int>(std::lround(rect.bottom() * scale));
    return {right_to_left ? window_width_px - end : start, top, end - start, bottom - top};
}

} // namespace makegood::ui
