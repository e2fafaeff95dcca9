#include "drivers/escpos/encode.hpp"
#include "drivers/escpos/interpret.hpp"
#include "drivers/escpos/paper_picture.hpp"
#include "terminal/slip/slip_page.hpp"
#include "terminal/text/fonts.hpp"
#include "terminal/text/unicode.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/receipt_printer.hpp"

#include <fribidi.h>
#include <fstream>
#include <ft2build.h>
#include <hb.h>
#include FT_FREETYPE_H

using namespace makegood;

namespace {

constexpr int letters_px = 26;

using Dots = std::vector<std::vector<bool>>; // rows of the paper's width

// HarfBuzz, FriBidi and FreeType asked without Makegood's text engine between: what stands where on a line.
class Reference {
  public:
    explicit Reference(const std::filesystem::path& font) {
        REQUIRE(FT_Init_FreeType(&freetype_) == 0);
        REQUIRE(FT_New_Face(freetype_, font.c_str(), 0, &face_) == 0);
        REQUIRE(FT_Set_Pixel_Sizes(face_, 0, letters_px) == 0);
        auto* const file = hb_blob_create_from_file(font.c_str());
        auto* const tables = hb_face_create(file, 0);
        font_ = hb_font_create(tables);
        hb_font_set_scale(font_, letters_px * 64, letters_px * 64);
        hb_face_destroy(tables);
        hb_blob_destroy(file);
    }
    Reference(const Reference&) = delete;
    Reference& operator=(const Reference&) = delete;
    ~Reference() {
        hb_font_destroy(font_);
        FT_Done_Face(face_);
        FT_Done_FreeType(freetype_);
    }

    // In the middle of a line of so many dots.
    Dots draw(const std::u32string& text, int width) const {
        struct Placed {
            unsigned id;
            int x;
            int y;
        };
        std::vector<Placed> placed;
        int pen = 0;
        for (const auto& run : runs(text)) {
            auto* const buffer = hb_buffer_create();
            hb_buffer_add_utf32(buffer, reinterpret_cast<const std::uint32_t*>(text.data()),
                                static_cast<int>(text.size()), static_cast<unsigned>(run.first),
                                static_cast<int>(run.count));
            hb_buffer_set_direction(buffer, run.turned ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
            hb_buffer_guess_segment_properties(buffer);
            hb_shape(font_, buffer, nullptr, 0);
            unsigned count = 0;
            const auto* infos = hb_buffer_get_glyph_infos(buffer, &count);
            const auto* places = hb_buffer_get_glyph_positions(buffer, &count);
            for (unsigned i = 0; i < count; ++i) {
                CHECK(infos[i].codepoint != 0); // the font has it
                placed.push_back({infos[i].codepoint, pen + places[i].x_offset, places[i].y_offset});
                pen += places[i].x_advance;
            }
            hb_buffer_destroy(buffer);
        }
        hb_font_extents_t extents{};
        hb_font_get_h_extents(font_, &extents);
        const int ascent = (extents.ascender + 63) / 64;
        const int height = ascent + (63 - extents.descender) / 64;
        const int left = (width - (pen + 63) / 64) / 2;
        Dots dots(static_cast<std::size_t>(height), std::vector<bool>(static_cast<std::size_t>(width)));
        for (const auto& glyph : placed)
            stamp(dots, glyph.id, left + ((glyph.x + 32) >> 6), ascent - ((glyph.y + 31) >> 6));
        return dots;
    }

  private:
    struct Run {
        std::size_t first;
        std::size_t count;
        bool turned;
    };

    // In the order from left to right; what lies side by side in the text and on the line is one.
    static std::vector<Run> runs(const std::u32string& text) {
        const auto size = static_cast<FriBidiStrIndex>(text.size());
        std::vector<FriBidiChar> letters(text.begin(), text.end());
        std::vector<FriBidiCharType> types(text.size());
        std::vector<FriBidiBracketType> brackets(text.size());
        std::vector<FriBidiLevel> levels(text.size());
        std::vector<FriBidiStrIndex> order(text.size());
        for (std::size_t i = 0; i < order.size(); ++i)
            order[i] = static_cast<FriBidiStrIndex>(i);
        fribidi_get_bidi_types(letters.data(), size, types.data());
        fribidi_get_bracket_types(letters.data(), size, types.data(), brackets.data());
        FriBidiParType base = FRIBIDI_PAR_RTL;
        REQUIRE(fribidi_get_par_embedding_levels_ex(types.data(), brackets.data(), size, &base, levels.data()) != 0);
        REQUIRE(fribidi_reorder_line(0, types.data(), size, 0, base, levels.data(), letters.data(), order.data()) != 0);
        std::vector<Run> found;
        for (const auto place : order) {
            const auto at = static_cast<std::size_t>(place);
            const bool turned = levels[at] % 2 != 0;
            if (!found.empty() && found.back().turned == turned &&
                (turned ? at + 1 == found.back().first : at == found.back().first + found.back().count)) {
                ++found.back().count;
                found.back().first = std::min(found.back().first, at);
            } else {
                found.push_back({at, 1, turned});
            }
        }
        return found;
    }

    void stamp(Dots& dots, unsigned glyph, int pen, int baseline) const {
        REQUIRE(FT_Load_Glyph(face_, glyph, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) == 0);
        REQUIRE(FT_Render_Glyph(face_->glyph, FT_RENDER_MODE_NORMAL) == 0);
        const auto& picture = face_->glyph->bitmap;
        for (int y = 0; y < static_cast<int>(picture.rows); ++y)
            for (int x = 0; x < static_cast<int>(picture.width); ++x) {
                const int row = baseline - face_->glyph->bitmap_top + y;
                const int column = pen + face_->glyph->bitmap_left + x;
                if (picture.buffer[y * picture.pitch + x] >= 128 && row >= 0 && row < static_cast<int>(dots.size()))
                    dots[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)] = true;
            }
    }

    FT_Library freetype_ = nullptr;
    FT_Face face_ = nullptr;
    hb_font_t* font_ = nullptr;
};

std::vector<std::string> receipt_lines() {
    std::ifstream in(MAKEGOOD_SOURCE_DIR "/tests/data/persian/receipt_lines.txt");
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    return lines;
}

std::vector<std::uint8_t> printed(const std::string& line, text::Typesetter& typesetter,
                                  const drivers::Profile& profile) {
    const SlipDocument slip{Language::persian, {}, {{SlipLineKind::text, line, {}}}};
    const auto bytes = escpos::encode(page_of(slip, false, typesetter, profile), profile);
    REQUIRE(bytes);
    return *bytes;
}

bool beside_ink(const Dots& dots, std::size_t x, std::size_t y) {
    return (x > 0 && dots[y][x - 1]) || (y > 0 && dots[y - 1][x]);
}

} // namespace

TEST_CASE("Persian lines stand on paper dot for dot as HarfBuzz and FriBidi set them", "[slip]") {
    const auto files = text::find_fonts(MAKEGOOD_SOURCE_DIR "/build/fonts");
    REQUIRE(files);
    const auto& font = files->of(text::Weight::regular).front();
    if (!font.filename().string().starts_with("Vazirmatn")) {
        WARN("skipped: Vazirmatn is not here");
        return;
    }
    auto typesetter = text::Typesetter::open(*files);
    REQUIRE(typesetter);
    const Reference reference(font);
    auto in_columns = testing::receipt_printer();
    auto in_rows = in_columns;
    in_rows.column_pictures = false;
    const auto lines = receipt_lines();
    REQUIRE(lines.size() == 200);
    std::size_t ink = 0;
    std::size_t defused = 0;
    for (const auto& line : lines)
        for (const auto* profile : {&in_columns, &in_rows}) {
            CAPTURE(line, profile->column_pictures);
            const auto paper = escpos::interpret(printed(line, *typesetter, *profile), *profile);
            CHECK(paper.problems.empty());
            CHECK(paper.texts.empty()); // no letter of the printer's, so no '?' either
            const auto seen = escpos::draw_paper(paper, nullptr);
            REQUIRE(seen);
            const auto expected = reference.draw(text::decode(line).code_points, 576);
            std::size_t different = 0;
            for (std::size_t y = 0; y < expected.size(); ++y)
                for (std::size_t x = 0; x < 576; ++x) {
                    ink += expected[y][x];
                    const bool is_black = seen->at(static_cast<unsigned>(x), static_cast<unsigned>(y)) == 0;
                    if (is_black == expected[y][x])
                        continue;
                    // A dot that would have been a real-time command got a second one beside it.
                    const bool is_defused = is_black && beside_ink(expected, x, y);
                    defused += is_defused;
                    different += !is_defused;
                }
            CHECK(different == 0);
        }
    CHECK(ink > 2 * 200 * 500);
    CHECK(defused <= 40);
}
