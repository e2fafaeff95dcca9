#pragma once

#include <tl/expected.hpp>

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

struct FT_LibraryRec_;
struct FT_FaceRec_;

namespace makegood::escpos {

// Darkness of a character in its cell: rows of `width` bytes, 0 is white, 255 black.
struct GlyphPicture {
    unsigned width = 0;
    unsigned height = 0;
    std::vector<std::uint8_t> darkness;
};

// A monospace font drawn into the cells of a receipt printer. Keeps each glyph it drew; not thread-safe.
class PaperFont {
  public:
    // The error names the file and what FreeType said. DejaVu Sans Mono has Latin, Greek,
    // Cyrillic and Arabic, but no Hebrew, Thai or katakana.
    static tl::expected<PaperFont, std::string> open(const std::filesystem::path& file);

    // Valid until the font goes. A character that the font lacks is its box.
    const GlyphPicture& glyph(char32_t character, unsigned cell_width, unsigned cell_height, bool bold);

  private:
    struct DeleteLibrary {
        void operator()(FT_LibraryRec_* library) const;
    };
    struct DeleteFace {
        void operator()(FT_FaceRec_* face) const;
    };

    PaperFont() = default;
    GlyphPicture draw(char32_t character, unsigned cell_width, unsigned cell_height, bool bold);

    std::unique_ptr<FT_LibraryRec_, DeleteLibrary> library_;
    std::unique_ptr<FT_FaceRec_, DeleteFace> face_;
    std::map<std::tuple<char32_t, unsigned, unsigned, bool>, GlyphPicture> drawn_;
};

} // namespace makegood::escpos
