#include "drivers/escpos/paper_font.hpp"

#include <ft2build.h>
#include FT_FREETYPE_H

#include <algorithm>

namespace makegood::escpos {
namespace {

// 26.6 fixed point.
constexpr FT_F26Dot6 to_26_6(double pixels) {
    return static_cast<FT_F26Dot6>(pixels * 64);
}

// Puts the glyph where its bearings say, cutting what reaches over the cell.
void blend(GlyphPicture& cell, const FT_Bitmap& glyph, int left, int top) {
    for (int y = 0; y < static_cast<int>(glyph.rows); ++y)
        for (int x = 0; x < static_cast<int>(glyph.width); ++x) {
            const int to_x = left + x;
            const int to_y = top + y;
            if (to_x < 0 || to_y < 0 || to_x >= static_cast<int>(cell.width) || to_y >= static_cast<int>(cell.height))
                continue;
            auto& dot = cell.darkness[static_cast<std::size_t>(to_y) * cell.width + static_cast<std::size_t>(to_x)];
            dot = std::max(dot, glyph.buffer[y * glyph.pitch + x]);
        }
}

} // namespace

void PaperFont::DeleteLibrary::operator()(FT_LibraryRec_* library) const {
    FT_Done_FreeType(library);
}

void PaperFont::DeleteFace::operator()(FT_FaceRec_* face) const {
    FT_Done_Face(face);
}

tl::expected<PaperFont, std::string> PaperFont::open(const std::filesystem::path& file) {
    const auto failed = [&file](FT_Error error) {
        const char* words = FT_Error_String(error);
        return tl::unexpected("open font " + file.string() + ": " +
                              (words != nullptr ? std::string(words) : "FreeType error " + std::to_string(error)));
    };
    PaperFont font;
    FT_Library library = nullptr;
    if (const FT_Error error = FT_Init_FreeType(&library))
        return failed(error);
    font.library_.reset(library);
    FT_Face face = nullptr;
    if (const FT_Error error = FT_New_Face(library, file.c_str(), 0, &face))
        return failed(error);
    font.face_.reset(face);
    if (!FT_IS_SCALABLE(face))
        return tl::unexpected("open font " + file.string() + ": not a scalable font");
    return font;
}

const GlyphPicture& PaperFont::glyph(char32_t character, unsigned cell_width, unsigned cell_height, bool bold) {
    const auto key = std::tuple(character, cell_width, cell_height, bold);
    auto found = drawn_.find(key);
    if (found == drawn_.end())
        found = drawn_.emplace(key, draw(character, cell_width, cell_height, bold)).first;
    return found->second;
}

// Width and height of the em are chosen apart, so that the font's advance fills the cell's width and its ascent and
// descent the height, however the cell is stretched.
GlyphPicture PaperFont::draw(char32_t character, unsigned cell_width, unsigned cell_height, bool bold) {
    GlyphPicture cell{cell_width, cell_height, std::vector<std::uint8_t>(std::size_t{cell_width} * cell_height)};
    const double em = face_->units_per_EM;
    const double line = face_->ascender - face_->descender;
    const double em_width = cell_width * em / face_->max_advance_width;
    const double em_height = cell_height * em / line;
    if (FT_Set_Char_Size(face_.get(), to_26_6(em_width), to_26_6(em_height), 72, 72) != 0)
        return cell;
    const FT_UInt index = FT_Get_Char_Index(face_.get(), character);
    if (FT_Load_Glyph(face_.get(), index, FT_LOAD_RENDER | FT_LOAD_NO_HINTING) != 0)
        return cell;
    const FT_GlyphSlot slot = face_->glyph;
    const int baseline = static_cast<int>(static_cast<double>(cell_height) * face_->ascender / line + 0.5);
    const int strokes = bold ? static_cast<int>(std::max(1u, cell_width / 12)) : 0;
    for (int shift = 0; shift <= strokes; ++shift)
        blend(cell, slot->bitmap, slot->bitmap_left + shift, baseline - slot->bitmap_top);
    return cell;
}

} // namespace makegood::escpos
