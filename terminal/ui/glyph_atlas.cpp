#include "terminal/ui/glyph_atlas.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace makegood::ui {

namespace {

// Room between sprites, so that none is ever touched by its neighbour's edge.
constexpr int gap_px = 1;

// Points a pixel's side; coordinates are doubled so that points lie in the middle of their cells without fractions.
constexpr std::int64_t points = 16;

bool within(std::int64_t x, std::int64_t y, std::int64_t radius) {
    return x * x + y * y <= radius * radius;
}

text::Coverage quarter(int radius_px, int hole_px) {
    text::Coverage drawn{radius_px, radius_px, 0, radius_px, {}};
    const std::int64_t outer = radius_px * points * 2;
    const std::int64_t inner = hole_px * points * 2;
    for (std::int64_t y = 0; y < radius_px; ++y) {
        for (std::int64_t x = 0; x < radius_px; ++x) {
            int covered = 0;
            for (std::int64_t point = 0; point < points * points; ++point) {
                std::int64_t from_x = outer - (2 * (x * points + point % points) + 1);
                std::int64_t from_y = outer - (2 * (y * points + point / points) + 1);
                covered += within(from_x, from_y, outer) && !(hole_px > 0 && within(from_x, from_y, inner));
            }
            drawn.alpha.push_back(static_cast<std::uint8_t>(covered * 255 / (points * points)));
        }
    }
    return drawn;
}

} // namespace

text::Coverage quarter_disc(int radius_px) {
    return quarter(radius_px, 0);
}

text::Coverage quarter_ring(int radius_px, int thickness_px) {
    return quarter(radius_px, radius_px - thickness_px);
}

std::size_t SpriteHash::operator()(const Sprite& sprite) const {
    std::uint64_t mixed = sprite.id;
    mixed = mixed << 16 ^ sprite.face;
    mixed = mixed << 16 ^ sprite.size_px;
    mixed ^= static_cast<std::uint64_t>(sprite.kind) << 62;
    return std::hash<std::uint64_t>{}(mixed * 0x9e3779b97f4a7c15u);
}

GlyphAtlas::GlyphAtlas(text::Typesetter& typesetter, int side_px) : typesetter_(typesetter), side_px_(side_px) {}

const SpritePlace& GlyphAtlas::place(const Sprite& sprite) {
    if (const auto known = places_.find(sprite); known != places_.end())
        return known->second;
    auto drawn = draw(sprite);
    SpritePlace place{0, 0, drawn.width, drawn.height, drawn.left, drawn.top};
    if (place.width > 0 && !reserve(place)) {
        forget_all();
        [[maybe_unused]] bool fits = reserve(place);
        assert(fits);
    }
    if (place.width > 0)
        uploads_.push_back({place, std::move(drawn.alpha)});
    return places_.emplace(sprite, place).first->second;
}

text::Coverage GlyphAtlas::draw(const Sprite& sprite) {
    switch (sprite.kind) {
    case Sprite::Kind::corner:
        return quarter_disc(sprite.size_px);
    case Sprite::Kind::ring:
        return quarter_ring(sprite.size_px, sprite.face);
    case Sprite::Kind::glyph:
        break;
    }
    return typesetter_.rasterise(sprite.face, sprite.id, sprite.size_px);
}

bool GlyphAtlas::reserve(SpritePlace& place) {
    for (auto& shelf : shelves_) {
        bool snug = place.height <= shelf.height && place.height * 4 >= shelf.height * 3;
        if (snug && shelf.used + place.width + gap_px <= side_px_) {
            place.x = shelf.used;
            place.y = shelf.y;
            shelf.used += place.width + gap_px;
            return true;
        }
    }
    if (next_shelf_y_ + place.height + gap_px > side_px_ || place.width + gap_px > side_px_)
        return false;
    place.x = 0;
    place.y = next_shelf_y_;
    shelves_.push_back({next_shelf_y_, place.height, place.width + gap_px});
    next_shelf_y_ += place.height + gap_px;
    return true;
}

void GlyphAtlas::forget_all() {
    places_.clear();
    shelves_.clear();
    uploads_.clear();
    next_shelf_y_ = 0;
    ++generation_;
}

void GlyphAtlas::grow() {
    side_px_ *= 2;
    forget_all();
}

std::vector<GlyphAtlas::Upload> GlyphAtlas::take_uploads() {
    return std::exchange(uploads_, {});
}

} // namespace makegood::ui
