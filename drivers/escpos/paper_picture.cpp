#include "drivers/escpos/paper_picture.hpp"

#include <png.h>

#include <algorithm>

namespace makegood::escpos {
namespace {

constexpr std::uint8_t cut_gray = 0xA0;

class Canvas {
  public:
    Canvas(PaperPicture& picture, const std::vector<drivers::Bitmap>& user_glyphs)
        : picture_(picture), user_glyphs_(user_glyphs) {}

    // Nothing is drawn outside the area from now on.
    void draw_within(const std::optional<PaperArea>& area) {
        const PaperArea all{0, 0, picture_.width_dots, picture_.height_dots};
        const PaperArea wanted = area.value_or(all);
        left_ = std::max<std::int64_t>(0, wanted.x);
        top_ = std::max<std::int64_t>(0, wanted.y);
        right_ = std::min(all.width, wanted.x + wanted.width);
        bottom_ = std::min(all.height, wanted.y + wanted.height);
    }

    void darken(std::int64_t x, std::int64_t y, std::uint8_t gray) {
        if (x < left_ || y < top_ || x >= right_ || y >= bottom_)
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

    void draw(const PrintedText& text, PaperFont* font) {
        std::int64_t along = 0;
        for (const char32_t character : text.text) {
            const GlyphPicture* glyph = nullptr;
            if (character >= first_user_glyph)
                glyph = &user_glyph(character - first_user_glyph, text.style);
            else if (font != nullptr)
                glyph = &font_glyph(*font, character, text.style);
            if (glyph != nullptr)
                draw(text, along, *glyph);
            along += text.style.advance_dots;
        }
    }

    void draw_cut(std::int64_t y) {
        for (std::int64_t x = 0; x < picture_.width_dots; ++x)
            if (x % 12 < 8)
                darken(x, y, cut_gray);
    }

  private:
    const GlyphPicture& font_glyph(PaperFont& font, char32_t character, const CharacterStyle& style) {
        if (!style.rotated)
            return font.glyph(character, style.cell_width_dots, style.cell_height_dots, style.bold);
        glyph_ = lying(font.glyph(character, style.cell_height_dots, style.cell_width_dots, style.bold));
        return glyph_;
    }

    const GlyphPicture& user_glyph(std::size_t number, const CharacterStyle& style) {
        const auto& bitmap = user_glyphs_[number];
        const unsigned width = style.rotated ? style.cell_height_dots : style.cell_width_dots;
        const unsigned height = style.rotated ? style.cell_width_dots : style.cell_height_dots;
        glyph_ = {width, height, std::vector<std::uint8_t>(std::size_t{width} * height)};
        for (unsigned y = 0; y < height; ++y)
            for (unsigned x = 0; x < width; ++x)
                if (bitmap.is_black(x * bitmap.width_dots / width, y * bitmap.height_dots() / height)) {
                    auto* dot = &glyph_.darkness[std::size_t{y} * width + x];
                    dot[0] = 255;
                    if (style.bold && x + 1 < width)
                        dot[1] = 255;
                }
        if (style.rotated)
            glyph_ = lying(glyph_);
        return glyph_;
    }

    // Turned a quarter clockwise.
    static GlyphPicture lying(const GlyphPicture& upright) {
        GlyphPicture result{upright.height, upright.width, std::vector<std::uint8_t>(upright.darkness.size())};
        for (unsigned y = 0; y < result.height; ++y)
            for (unsigned x = 0; x < result.width; ++x)
                result.darkness[std::size_t{y} * result.width + x] =
                    upright.darkness[std::size_t{upright.height - 1 - x} * upright.width + y];
        return result;
    }

    void draw(const PrintedText& text, std::int64_t along, const GlyphPicture& glyph) {
        const auto& style = text.style;
        const std::int64_t underline_from =
            style.rotated ? style.cell_height_dots : style.cell_height_dots - style.underline_dots;
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
                if (darkness != 0)
                    darken_turned(text, along + x, y, static_cast<std::uint8_t>(255 - darkness));
            }
    }

    // A dot of a run that is turned with all its characters.
    void darken_turned(const PrintedText& text, std::int64_t along, std::int64_t down, std::uint8_t gray) {
        const std::int64_t length = text.length_dots();
        const std::int64_t height = text.style.cell_height_dots;
        switch (text.quarters) {
        case 0:
            return darken(text.x + along, text.y + down, gray);
        case 1:
            return darken(text.x + height - 1 - down, text.y + along, gray);
        case 2:
            return darken(text.x + length - 1 - along, text.y + height - 1 - down, gray);
        default:
            return darken(text.x + down, text.y + length - 1 - along, gray);
        }
    }

    PaperPicture& picture_;
    const std::vector<drivers::Bitmap>& user_glyphs_;
    GlyphPicture glyph_; // made for the character in hand
    std::int64_t left_ = 0;
    std::int64_t top_ = 0;
    std::int64_t right_ = 0;
    std::int64_t bottom_ = 0;
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
    Canvas canvas(picture, paper.user_glyphs);
    for (const auto& printed : paper.pictures) {
        canvas.draw_within(printed.area);
        canvas.draw(printed.x, printed.y, printed.bitmap);
    }
    for (const auto& symbol : paper.symbols) {
        canvas.draw_within(symbol.area);
        canvas.draw(symbol.x, symbol.y, symbol.bitmap);
    }
    for (const auto& text : paper.texts) {
        canvas.draw_within(text.area);
        canvas.draw(text, font);
    }
    canvas.draw_within({});
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
