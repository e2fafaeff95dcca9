#pragma once

#include "terminal/text/typesetter.hpp"

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace makegood::ui {

// A small white picture of which only the coverage counts: a glyph at one size, or a quarter of a round corner.
struct Sprite {
    enum class Kind : std::uint8_t { glyph, corner, ring };
    Kind kind;
    std::uint16_t face;    // of a glyph; of a ring its thickness in px
    std::uint32_t id;      // of a glyph
    std::uint16_t size_px; // of a glyph; else the radius

    bool operator==(const Sprite&) const = default;
};

struct SpriteHash {
    std::size_t operator()(const Sprite& sprite) const;
};

// Where a sprite lies in the atlas, and its bearings (FreeType's sense).
struct SpritePlace {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    int left = 0;
    int top = 0;
};

// Sprites by demand in one square picture; never scaled. When it is full everything is forgotten and begins anew under
// the next generation: whoever holds places asks for them again.
class GlyphAtlas {
  public:
    explicit GlyphAtlas(text::Typesetter& typesetter, int side_px = 1024);

    // Pre: the sprite is smaller than the atlas.
    const SpritePlace& place(const Sprite& sprite);
    std::uint32_t generation() const { return generation_; }
    int side_px() const { return side_px_; }
    // Twice the side, empty: a single frame needed more than fits.
    void grow();

    struct Upload {
        SpritePlace place;
        std::vector<std::uint8_t> alpha;
    };
    // What came since the last call, for the texture.
    std::vector<Upload> take_uploads();

  private:
    struct Shelf {
        int y;
        int height;
        int used;
    };
    text::Coverage draw(const Sprite& sprite);
    bool reserve(SpritePlace& place);
    void forget_all();

    text::Typesetter& typesetter_;
    int side_px_;
    std::uint32_t generation_ = 0;
    std::unordered_map<Sprite, SpritePlace, SpriteHash> places_;
    std::vector<Shelf> shelves_;
    int next_shelf_y_ = 0;
    std::vector<Upload> uploads_;
};

// Coverage of the top left quarter of a disc of that radius, or of a ring of that thickness, 8 bits, by counting 16 x
// 16 points a pixel: the same on every machine.
text::Coverage quarter_disc(int radius_px);
text::Coverage quarter_ring(int radius_px, int thickness_px);

} // namespace makegood::ui
