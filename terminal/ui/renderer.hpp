#pragma once

#include "terminal/ui/canvas.hpp"

#include <tl/expected.hpp>

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

struct ImDrawData;
struct SDL_Renderer;
struct SDL_Surface;
struct SDL_Texture;
struct SDL_Window;

namespace makegood::ui {

// Rows from the top, red, green, blue a pixel.
struct Image {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgb;

    bool operator==(const Image&) const = default;
};

// The error names the file and the system's reason.
tl::expected<void, std::string> write_png(const Image& image, const std::filesystem::path& file);

// ImGui's draw lists through SDL's software renderer, onto a window or, headless, onto a surface of its own. The
// picture is the same, bit for bit.
class Renderer {
  public:
    // The error is SDL's.
    static tl::expected<Renderer, std::string> on_window(SDL_Window* window);
    static tl::expected<Renderer, std::string> headless(int width_px, int height_px);

    void draw(const ImDrawData& data, Canvas& canvas, Color background);
    void present();
    // Of what was drawn last; before present.
    tl::expected<Image, std::string> read() const;

  private:
    struct DestroyRenderer {
        void operator()(SDL_Renderer* renderer) const;
    };
    struct DestroySurface {
        void operator()(SDL_Surface* surface) const;
    };
    struct DestroyTexture {
        void operator()(SDL_Texture* texture) const;
    };
    using Texture = std::unique_ptr<SDL_Texture, DestroyTexture>;

    Texture texture(int width, int height, const std::vector<std::uint8_t>& coverage) const;
    void update_atlas(GlyphAtlas& atlas);
    void update_pictures(const Canvas& canvas);
    SDL_Texture* texture_of(std::uintptr_t id) const;

    std::unique_ptr<SDL_Surface, DestroySurface> surface_; // headless only; outlives the renderer that draws on it
    std::unique_ptr<SDL_Renderer, DestroyRenderer> renderer_;
    Texture atlas_;
    int atlas_side_px_ = 0;
    std::map<std::uintptr_t, Texture> pictures_;
};

} // namespace makegood::ui
