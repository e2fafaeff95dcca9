#include "terminal/text/face.hpp"

namespace makegood::text {

namespace {

tl::unexpected<std::string> unreadable(const std::filesystem::path& file, const std::string& why) {
    return tl::unexpected<std::string>("read font " + file.string() + ": " + why);
}

Coverage copied(const FT_GlyphSlotRec_& slot) {
    Coverage coverage;
    coverage.width = static_cast<int>(slot.bitmap.width);
    coverage.height = static_cast<int>(slot.bitmap.rows);
    coverage.left = slot.bitmap_left;
    coverage.top = slot.bitmap_top;
    coverage.alpha.reserve(std::size_t{slot.bitmap.width} * slot.bitmap.rows);
    for (unsigned row = 0; row < slot.bitmap.rows; ++row) {
        const auto* first = slot.bitmap.buffer + static_cast<std::ptrdiff_t>(row) * slot.bitmap.pitch;
        coverage.alpha.insert(coverage.alpha.end(), first, first + slot.bitmap.width);
    }
    return coverage;
}

} // namespace

tl::expected<Face, std::string> Face::open(FT_Library freetype, const std::filesystem::path& file) {
    Face face;
    face.bytes_.reset(hb_blob_create_from_file_or_fail(file.c_str()));
    if (!face.bytes_)
        return unreadable(file, "no such file, or it is empty or not allowed to be read");

    unsigned size = 0;
    const char* data = hb_blob_get_data(face.bytes_.get(), &size);
    FT_Face pictures = nullptr;
    const FT_Error error =
        FT_New_Memory_Face(freetype, reinterpret_cast<const FT_Byte*>(data), static_cast<FT_Long>(size), 0, &pictures);
    if (error != 0)
        return unreadable(file, "not a font that FreeType knows (error " + std::to_string(error) + ")");
    face.pictures_.reset(pictures);
    if (!FT_IS_SCALABLE(pictures))
        return unreadable(file, "a font of fixed sizes");

    const Owned<hb_face_t*, hb_face_destroy> tables(hb_face_create(face.bytes_.get(), 0));
    face.font_.reset(hb_font_create(tables.get()));
    return face;
}

hb_font_t* Face::font(int size_px) {
    hb_font_set_scale(font_.get(), size_px * 64, size_px * 64);
    return font_.get();
}

Coverage Face::rasterise(std::uint32_t glyph_id, int size_px) {
    // A glyph that the font cannot draw (a broken outline) stays blank: the text around it is still worth showing.
    if (FT_Set_Pixel_Sizes(pictures_.get(), 0, static_cast<FT_UInt>(size_px)) != 0 ||
        FT_Load_Glyph(pictures_.get(), glyph_id, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0 ||
        FT_Render_Glyph(pictures_->glyph, FT_RENDER_MODE_NORMAL) != 0)
        return {};
    return copied(*pictures_->glyph);
}

} // namespace makegood::text
