#pragma once

#include "terminal/text/typesetter.hpp"
#include "terminal/ui/glyph_atlas.hpp"
#include "terminal/ui/rect.hpp"
#include "terminal/ui/theme.hpp"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct ImDrawList;

namespace makegood::ui {

// Texture ids in the draw list: none is a solid colour, 1 the atlas, and from 2 on the pictures.
inline constexpr std::uintptr_t atlas_texture = 1;
inline constexpr std::uintptr_t first_picture_texture = 2;

struct Picture {
    std::uintptr_t texture;
    int width_px;
    int height_px;
    std::vector<std::uint8_t> coverage; // already at its size on the screen
    std::size_t fingerprint;            // of what it was made from
    bool drawn = false;                 // in this frame
};

// Puts axis-aligned quads into ImGui's draw list and nothing else: SDL's software renderer is 5 times slower with
// triangles, and rounds their corners (UX.md 1). All in device px.
class Canvas {
  public:
    explicit Canvas(text::Typesetter& typesetter, int atlas_side_px = 1024);

    void begin(ImDrawList& list);
    // Sees to it that all sprites of this frame are in the atlas together.
    void end();

    void fill(const PixelRect& place, Color color);
    // The radius is at most half of the shorter side.
    void round(const PixelRect& place, int radius_px, Color color);
    void ring(const PixelRect& place, int radius_px, int thickness_px, Color color);
    void glyphs(const text::Line& line, int size_px, int left_px, int baseline_px, Color color);
    // Ink (0 paper, 255 ink, rows without padding) averaged down to, or repeated up to, the place's size, which is done
    // once for each picture and size. `name` tells it from other pictures of the frame.
    void picture(const PixelRect& place, std::string_view name, std::span<const std::uint8_t> ink, int width_px,
                 int height_px, Color color);

    void push_clip(const PixelRect& clip);
    void pop_clip();
    PixelRect clip() const { return clips_.back(); }

    GlyphAtlas& atlas() { return atlas_; }
    const std::map<std::string, Picture, std::less<>>& pictures() const { return pictures_; }

  private:
    struct Use {
        std::uint32_t first_vertex;
        Sprite sprite;
        bool flip_x;
        bool flip_y;
    };
    void sprite(const Sprite& sprite, int left_px, int top_px, bool flip_x, bool flip_y, Color color);
    void corners(const PixelRect& place, const Sprite& sprite, Color color);
    void point(const Use& use, const SpritePlace& place);

    ImDrawList* list_ = nullptr;
    GlyphAtlas atlas_;
    std::uint32_t generation_ = 0;
    std::vector<Use> uses_;
    std::vector<PixelRect> clips_;
    std::map<std::string, Picture, std::less<>> pictures_;
    std::uintptr_t next_texture_ = first_picture_texture;
};

} // namespace makegood::ui
