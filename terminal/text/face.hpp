#pragma once

#include "terminal/text/typesetter.hpp"

#include <tl/expected.hpp>

#include <filesystem>
#include <memory>
#include <string>
#include <type_traits>

#include <ft2build.h>
#include FT_FREETYPE_H
#include <hb.h>

namespace makegood::text {

template <auto release>
struct Releases {
    template <class Handle>
    void operator()(Handle* handle) const {
        release(handle);
    }
};
template <class Handle, auto release>
using Owned = std::unique_ptr<std::remove_pointer_t<Handle>, Releases<release>>;

using FreeType = Owned<FT_Library, FT_Done_FreeType>;

// One font file, mapped once and read by HarfBuzz (shaping) and FreeType (pictures). Lives no longer than `freetype`.
class Face {
  public:
    static tl::expected<Face, std::string> open(FT_Library freetype, const std::filesystem::path& file);

    // Scaled to 1/64 px without hinting; valid until the next call.
    hb_font_t* font(int size_px);
    Coverage rasterise(std::uint32_t glyph_id, int size_px);

  private:
    Face() = default;

    Owned<hb_blob_t*, hb_blob_destroy> bytes_;
    Owned<hb_font_t*, hb_font_destroy> font_;
    Owned<FT_Face, FT_Done_Face> pictures_;
};

} // namespace makegood::text
