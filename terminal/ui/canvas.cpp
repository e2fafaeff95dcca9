#include "terminal/ui/canvas.hpp"

#include <imgui.h>

#include <algorithm>
#include <cassert>
#include <functional>

namespace makegood::ui {

namespace {

ImU32 packed(Color color) {
    return IM_COL32(color.red, color.green, color.blue, color.alpha);
}

ImVec2 corner(int x, int y) {
    return {static_cast<float>(x), static_cast<float>(y)};
}

ImTextureID texture_id(std::uintptr_t number) {
    return reinterpret_cast<ImTextureID>(number);
}

// Mean ink of the source under each pixel of the place; where the place is larger, the nearest source pixel.
std::vector<std::uint8_t> resampled(std::span<const std::uint8_t> ink, int width, int height, int to_width,
                                    int to_height) {
    std::vector<std::uint8_t> result;
    result.reserve(static_cast<std::size_t>(to_width) * static_cast<std::size_t>(to_height));
    for (std::int64_t y = 0; y < to_height; ++y) {
        std::int64_t from_y = y * height / to_height;
        std::int64_t until_y = std::max(from_y + 1, (y + 1) * height / to_height);
        for (std::int64_t x = 0; x < to_width; ++x) {
            std::int64_t from_x = x * width / to_width;
            std::int64_t until_x = std::max(from_x + 1, (x + 1) * width / to_width);
            std::int64_t sum = 0;
            for (std::int64_t row = from_y; row < until_y; ++row) {
                for (std::int64_t column = from_x; column < until_x; ++column)
                    sum += ink[static_cast<std::size_t>(row * width + column)];
            }
            result.push_back(static_cast<std::uint8_t>(sum / ((until_y - from_y) * (until_x - from_x))));
        }
    }
    return result;
}

std::size_t fingerprint(std::span<const std::uint8_t> ink, int width, int height) {
    std::string_view bytes(reinterpret_cast<const char*>(ink.data()), ink.size());
    return std::hash<std::string_view>{}(bytes)*31 + static_cast<std::size_t>(width) * 65599 +
           static_cast<std::size_t>(height);
}

} // namespace

Canvas::Canvas(text::Typesetter& typesetter, int atlas_side_px) : atlas_(typesetter, atlas_side_px) {}

void Canvas::begin(ImDrawList& list) {
    list_ = &list;
    uses_.clear();
    clips_.clear();
    generation_ = atlas_.generation();
    for (auto& [name, picture] : pictures_)
        picture.drawn = false;
}

void Canvas::end() {
    bool again = false;
    while (generation_ != atlas_.generation()) {
        if (again)
            atlas_.grow();
        generation_ = atlas_.generation();
        for (const auto& use : uses_)
            point(use, atlas_.place(use.sprite));
        again = true;
    }
    std::erase_if(pictures_, [](const auto& entry) { return !entry.second.drawn; });
}

void Canvas::fill(const PixelRect& place, Color color) {
    if (place.empty() || color.alpha == 0)
        return;
    list_->PrimReserve(6, 4);
    list_->PrimRect(corner(place.left, place.top), corner(place.right(), place.bottom()), packed(color));
}

void Canvas::round(const PixelRect& place, int radius_px, Color color) {
    radius_px = std::min({radius_px, place.width / 2, place.height / 2});
    if (radius_px <= 0)
        return fill(place, color);
    fill({place.left + radius_px, place.top, place.width - 2 * radius_px, radius_px}, color);
    fill({place.left, place.top + radius_px, place.width, place.height - 2 * radius_px}, color);
    fill({place.left + radius_px, place.bottom() - radius_px, place.width - 2 * radius_px, radius_px}, color);
    corners(place, {Sprite::Kind::corner, 0, 0, static_cast<std::uint16_t>(radius_px)}, color);
}

void Canvas::ring(const PixelRect& place, int radius_px, int thickness_px, Color color) {
    radius_px = std::min({radius_px, place.width / 2, place.height / 2});
    radius_px = std::max(radius_px, 0);
    fill({place.left + radius_px, place.top, place.width - 2 * radius_px, thickness_px}, color);
    fill({place.left + radius_px, place.bottom() - thickness_px, place.width - 2 * radius_px, thickness_px}, color);
    int side_top = place.top + std::max(radius_px, thickness_px);
    int side_height = place.height - 2 * std::max(radius_px, thickness_px);
    fill({place.left, side_top, thickness_px, side_height}, color);
    fill({place.right() - thickness_px, side_top, thickness_px, side_height}, color);
    if (radius_px > 0)
        corners(
            place,
            {Sprite::Kind::ring, static_cast<std::uint16_t>(thickness_px), 0, static_cast<std::uint16_t>(radius_px)},
            color);
}

void Canvas::corners(const PixelRect& place, const Sprite& quarter, Color color) {
    int far_x = place.right() - quarter.size_px;
    int far_y = place.bottom() - quarter.size_px;
    sprite(quarter, place.left, place.top, false, false, color);
    sprite(quarter, far_x, place.top, true, false, color);
    sprite(quarter, place.left, far_y, false, true, color);
    sprite(quarter, far_x, far_y, true, true, color);
}

void Canvas::glyphs(const text::Line& line, int size_px, int left_px, int baseline_px, Color color) {
    for (const auto& glyph : line.glyphs) {
        Sprite drawn{Sprite::Kind::glyph, glyph.face, glyph.id, static_cast<std::uint16_t>(size_px)};
        const SpritePlace place = atlas_.place(drawn);
        if (place.width > 0)
            sprite(drawn, left_px + glyph.x_px + place.left, baseline_px + glyph.y_px - place.top, false, false, color);
    }
}

void Canvas::sprite(const Sprite& sprite, int left_px, int top_px, bool flip_x, bool flip_y, Color color) {
    const SpritePlace place = atlas_.place(sprite);
    PixelRect shown{left_px, top_px, place.width, place.height};
    if (!clips_.empty() && clips_.back().intersection(shown).empty())
        return;
    list_->PushTextureID(texture_id(atlas_texture));
    list_->PrimReserve(6, 4);
    // The list may start a new 16-bit index range in PrimReserve; its vertices lie at the end of the buffer.
    Use use{static_cast<std::uint32_t>(list_->VtxBuffer.Size - 4), sprite, flip_x, flip_y};
    list_->PrimRectUV(corner(left_px, top_px), corner(shown.right(), shown.bottom()), {0, 0}, {1, 1}, packed(color));
    list_->PopTextureID();
    point(use, place);
    uses_.push_back(use);
}

void Canvas::point(const Use& use, const SpritePlace& place) {
    auto side = static_cast<float>(atlas_.side_px());
    float left = static_cast<float>(place.x) / side;
    float right = static_cast<float>(place.x + place.width) / side;
    float top = static_cast<float>(place.y) / side;
    float bottom = static_cast<float>(place.y + place.height) / side;
    if (use.flip_x)
        std::swap(left, right);
    if (use.flip_y)
        std::swap(top, bottom);
    ImDrawVert* vertices = list_->VtxBuffer.Data + use.first_vertex;
    vertices[0].uv = {left, top};
    vertices[1].uv = {right, top};
    vertices[2].uv = {right, bottom};
    vertices[3].uv = {left, bottom};
}

void Canvas::picture(const PixelRect& place, std::string_view name, std::span<const std::uint8_t> ink, int width_px,
                     int height_px, Color color) {
    assert(ink.size() == static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px));
    if (place.empty() || ink.empty())
        return;
    std::size_t print = fingerprint(ink, width_px, height_px);
    auto known = pictures_.find(name);
    bool current = known != pictures_.end() && known->second.fingerprint == print &&
                   known->second.width_px == place.width && known->second.height_px == place.height;
    if (!current) {
        Picture made{next_texture_++, place.width, place.height,
                     resampled(ink, width_px, height_px, place.width, place.height), print};
        known = pictures_.insert_or_assign(std::string(name), std::move(made)).first;
    }
    known->second.drawn = true;
    list_->PushTextureID(texture_id(known->second.texture));
    list_->PrimReserve(6, 4);
    list_->PrimRectUV(corner(place.left, place.top), corner(place.right(), place.bottom()), {0, 0}, {1, 1},
                      packed(color));
    list_->PopTextureID();
}

void Canvas::push_clip(const PixelRect& clip) {
    clips_.push_back(clips_.empty() ? clip : clip.intersection(clips_.back()));
    const auto& cut = clips_.back();
    list_->PushClipRect(corner(cut.left, cut.top), corner(cut.right(), cut.bottom()), false);
}

void Canvas::pop_clip() {
    clips_.pop_back();
    list_->PopClipRect();
}

} // namespace makegood::ui
