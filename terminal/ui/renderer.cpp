#include "terminal/ui/renderer.hpp"

#include <SDL.h>
#include <fmt/format.h>
#include <imgui.h>
#include <png.h>

#include <cassert>
#include <span>
#include <utility>

namespace makegood::ui {

namespace {

tl::unexpected<std::string> sdl_error(std::string_view what) {
    return tl::unexpected(fmt::format("{}: {}", what, SDL_GetError()));
}

std::vector<std::uint32_t> white_with(const std::vector<std::uint8_t>& coverage) {
    std::vector<std::uint32_t> pixels;
    pixels.reserve(coverage.size());
    for (const auto alpha : coverage)
        pixels.push_back(static_cast<std::uint32_t>(alpha) << 24 | 0x00ffffff);
    return pixels;
}

SDL_Rect clip_of(const ImDrawCmd& command) {
    int left = static_cast<int>(command.ClipRect.x);
    int top = static_cast<int>(command.ClipRect.y);
    return {left, top, static_cast<int>(command.ClipRect.z) - left, static_cast<int>(command.ClipRect.w) - top};
}

// Plain rects, six indices and one colour each, as Canvas::fill makes them. Given to SDL one by one, because its
// geometry call mixes them with what lies below also where they are opaque, which is most of what a frame would cost.
void fill_rects(SDL_Renderer* renderer, const ImDrawVert* vertices, std::span<const ImDrawIdx> indices) {
    constexpr std::size_t indices_of_a_rect = 6;
    for (std::size_t at = 0; at < indices.size(); at += indices_of_a_rect) {
        const ImDrawVert& near = vertices[indices[at]];
        const ImDrawVert& far = vertices[indices[at + 2]];
        const auto channel = [&](int shift) { return static_cast<Uint8>(near.col >> shift); };
        const Uint8 alpha = channel(IM_COL32_A_SHIFT);
        const SDL_Rect rect{static_cast<int>(near.pos.x), static_cast<int>(near.pos.y),
                            static_cast<int>(far.pos.x - near.pos.x), static_cast<int>(far.pos.y - near.pos.y)};
        SDL_SetRenderDrawBlendMode(renderer, alpha == 255 ? SDL_BLENDMODE_NONE : SDL_BLENDMODE_BLEND);
        SDL_SetRenderDrawColor(renderer, channel(IM_COL32_R_SHIFT), channel(IM_COL32_G_SHIFT),
                               channel(IM_COL32_B_SHIFT), alpha);
        SDL_RenderFillRect(renderer, &rect);
    }
}

} // namespace

void Renderer::DestroyRenderer::operator()(SDL_Renderer* renderer) const {
    SDL_DestroyRenderer(renderer);
}
void Renderer::DestroySurface::operator()(SDL_Surface* surface) const {
    SDL_FreeSurface(surface);
}
void Renderer::DestroyTexture::operator()(SDL_Texture* texture) const {
    SDL_DestroyTexture(texture);
}

tl::expected<Renderer, std::string> Renderer::on_window(SDL_Window* window) {
    Renderer made;
    made.renderer_.reset(SDL_CreateRenderer(window, -1, SDL_RENDERER_SOFTWARE));
    if (!made.renderer_)
        return sdl_error("create the window's software renderer");
    return made;
}

tl::expected<Renderer, std::string> Renderer::headless(int width_px, int height_px) {
    Renderer made;
    made.surface_.reset(SDL_CreateRGBSurfaceWithFormat(0, width_px, height_px, 32, SDL_PIXELFORMAT_ARGB8888));
    if (!made.surface_)
        return sdl_error(fmt::format("create a picture of {} x {}", width_px, height_px));
    made.renderer_.reset(SDL_CreateSoftwareRenderer(made.surface_.get()));
    if (!made.renderer_)
        return sdl_error("create a software renderer without a window");
    return made;
}

Renderer::Texture Renderer::texture(int width, int height, const std::vector<std::uint8_t>& coverage) const {
    Texture made(SDL_CreateTexture(renderer_.get(), SDL_PIXELFORMAT_ARGB8888, SDL_TEXTUREACCESS_STATIC, width, height));
    assert(made);
    SDL_SetTextureBlendMode(made.get(), SDL_BLENDMODE_BLEND);
    SDL_SetTextureScaleMode(made.get(), SDL_ScaleModeNearest);
    if (!coverage.empty())
        SDL_UpdateTexture(made.get(), nullptr, white_with(coverage).data(), width * 4);
    return made;
}

void Renderer::update_atlas(GlyphAtlas& atlas) {
    if (atlas_side_px_ != atlas.side_px()) {
        atlas_side_px_ = atlas.side_px();
        atlas_ = texture(atlas_side_px_, atlas_side_px_, {});
    }
    for (const auto& upload : atlas.take_uploads()) {
        const SDL_Rect where{upload.place.x, upload.place.y, upload.place.width, upload.place.height};
        SDL_UpdateTexture(atlas_.get(), &where, white_with(upload.alpha).data(), upload.place.width * 4);
    }
}

void Renderer::update_pictures(const Canvas& canvas) {
    std::map<std::uintptr_t, Texture> kept;
    for (const auto& [name, picture] : canvas.pictures()) {
        if (auto node = pictures_.extract(picture.texture))
            kept.insert(std::move(node));
        else
            kept.emplace(picture.texture, texture(picture.width_px, picture.height_px, picture.coverage));
    }
    pictures_ = std::move(kept);
}

SDL_Texture* Renderer::texture_of(std::uintptr_t id) const {
    if (id == 0)
        return nullptr;
    return id == atlas_texture ? atlas_.get() : pictures_.at(id).get();
}

void Renderer::draw(const ImDrawData& data, Canvas& canvas, Color background) {
    update_atlas(canvas.atlas());
    update_pictures(canvas);
    SDL_Renderer* renderer = renderer_.get();
    SDL_RenderSetClipRect(renderer, nullptr);
    SDL_SetRenderDrawColor(renderer, background.red, background.green, background.blue, 255);
    SDL_RenderClear(renderer);
    for (int index = 0; index < data.CmdListsCount; ++index) {
        const ImDrawList& list = *data.CmdLists[index];
        for (const ImDrawCmd& command : list.CmdBuffer) {
            const SDL_Rect clip = clip_of(command);
            if (command.ElemCount == 0 || clip.w <= 0 || clip.h <= 0)
                continue;
            SDL_RenderSetClipRect(renderer, &clip);
            const ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
            SDL_Texture* texture = texture_of(reinterpret_cast<std::uintptr_t>(command.GetTexID()));
            if (!texture) {
                fill_rects(renderer, vertices, {list.IdxBuffer.Data + command.IdxOffset, command.ElemCount});
                continue;
            }
            static_assert(sizeof(SDL_Color) == sizeof(vertices->col));
            SDL_RenderGeometryRaw(
                renderer, texture, &vertices->pos.x, sizeof(ImDrawVert),
                reinterpret_cast<const SDL_Color*>(&vertices->col), sizeof(ImDrawVert), &vertices->uv.x,
                sizeof(ImDrawVert), list.VtxBuffer.Size - static_cast<int>(command.VtxOffset),
                list.IdxBuffer.Data + command.IdxOffset, static_cast<int>(command.ElemCount), sizeof(ImDrawIdx));
        }
    }
}

void Renderer::present() {
    SDL_RenderPresent(renderer_.get());
}

tl::expected<Image, std::string> Renderer::read() const {
    Image image;
    SDL_GetRendererOutputSize(renderer_.get(), &image.width, &image.height);
    image.rgb.resize(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 3);
    SDL_RenderSetClipRect(renderer_.get(), nullptr);
    if (SDL_RenderReadPixels(renderer_.get(), nullptr, SDL_PIXELFORMAT_RGB24, image.rgb.data(), image.width * 3) != 0)
        return sdl_error("read the picture of the window");
    return image;
}

tl::expected<void, std::string> write_png(const Image& image, const std::filesystem::path& file) {
    png_image header{};
    header.version = PNG_IMAGE_VERSION;
    header.width = static_cast<png_uint_32>(image.width);
    header.height = static_cast<png_uint_32>(image.height);
    header.format = PNG_FORMAT_RGB;
    if (!png_image_write_to_file(&header, file.c_str(), 0, image.rgb.data(), 0, nullptr))
        return tl::unexpected(fmt::format("write {}: {}", file.string(), header.message));
    return {};
}

} // namespace makegood::ui
