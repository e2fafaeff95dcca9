#include "drivers/escpos/paper_picture.hpp"

#include <png.h>

#include <algorithm>

namespace makegood::escpos {
namespace {

constexpr std::uint8_t cut_gray = 0xA0;

class Canvas {
  public:
    explicit Canvas(PaperPicture& picture) : picture_(picture) {}

    void darken(std::int64_t x, std::int64_t y, std::uint8_t gray) {
        if (x < 0 || y < 0 || x >= picture_.width_dots || y >= picture_.height_dots)
            return;
        auto& dot = picture_.gray[static_cast<std::size_t>(y) * picture_.width_dots + static_cast<std::size_t>(x)];
        dot = std::min(dot, gray);
    }

    void draw(std::int64_t left, std::int64_t top, const drivers::Bitmap& bitmap) {
        for (unsigned y = 0; y < bitmap.height_dots(); ++y)
            for (unsigned x = 0; x < bitmap.width_dots; ++x)
                if (bitmap.is_black(x, y))
                    darken(left + x, top + y, 0);
    }

    void draw(const PrintedText& text, PaperFont& font) {
        std::int64_t x = text.x;
        for (const char32_t character : text.text) {
            draw(x, text.y, text.style,
                 font.glyph(character, text.style.cell_width_dots, text.style.cell_height_dots, text.style.bold));
            x += text.style.advance_dots;
        }
    }

    void draw_cut(std::int64_t y) {
        for (std::int64_t x = 0; x < picture_.width_dots; ++x)
            if (x % 12 < 8)
                darken(x, y, cut_gray);
    }

  private:
    void draw(std::int64_t left, std::int64_t top, const CharacterStyle& style, const GlyphPicture& glyph) {
        const std::int64_t underline_from = style.cell_height_dots - style.underline_dots;
        for (std::int64_t y = 0; y < style.cell_height_dots; ++y)
            for (std::int64_t x = 0; x < style.advance_dots; ++x) {
                const bool in_cell = x < style.cell_width_dots;
                std::uint8_t darkness = 0;
                if (in_cell)
                    darkness = glyph.darkness[static_cast<std::size_t>(y * glyph.width + x)];
                if (y >= underline_from)
                    darkness = 255;
                if (style.reverse)
                    darkness = static_cast<std::uint8_t>(255 - darkness);
                darken(left + x, top + y, static_cast<std::uint8_t>(255 - darkness));
            }
    }

    PaperPicture& picture_;
};

// Blank paper below the last cut or ink, so that nothing stands at the very edge.
constexpr std::int64_t bottom_margin_dots = 24;

} // namespace

tl::expected<PaperPicture, std::string> draw_paper(const Paper& paper, PaperFont* font) {
    const std::int64_t height = paper.length_dots + bottom_margin_dots;
    if (height > most_paper_dots)
        return tl::unexpected("the paper is " + std::to_string(paper.length_dots) + " dots long, more than " +
                              std::to_string(most_paper_dots) + " are not drawn");
    PaperPicture picture;
    picture.width_dots = paper.width_dots;
    picture.height_dots = static_cast<unsigned>(height);
    picture.gray.assign(std::size_t{picture.width_dots} * picture.height_dots, 255);
    Canvas canvas(picture);
    for (const auto& printed : paper.pictures)
        canvas.draw(printed.x, printed.y, printed.bitmap);
    for (const auto& symbol : paper.symbols)
        canvas.draw(symbol.x, symbol.y, symbol.bitmap);
    if (font != nullptr)
        for (const auto& text : paper.texts)
            canvas.draw(text, *font);
    for (const auto& cut : paper.cuts)
        canvas.draw_cut(cut.y);
    return picture;
}

tl::expected<void, std::string> write_png(const PaperPicture& picture, const std::filesystem::path& file) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = picture.width_dots;
    image.height = picture.height_dots;
    image.format = PNG_FORMAT_GRAY;
    if (png_image_write_to_file(&image, file.c_str(), 0, picture.gray.data(), 0, nullptr) == 0)
        return tl::unexpected("write picture " + file.string() + ": " + image.message);
    return {};
}

} // namespace makegood::escpos
