#pragma once

#include "drivers/escpos/paper.hpp"
#include "drivers/escpos/paper_font.hpp"

#include <tl/expected.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace makegood::escpos {

// Rows of width_dots bytes from top to bottom: 0 is black, 255 white.
struct PaperPicture {
    unsigned width_dots = 0;
    unsigned height_dots = 0;
    std::vector<std::uint8_t> gray;

    std::uint8_t at(unsigned x, unsigned y) const { return gray[std::size_t{y} * width_dots + x]; }
};

// The longest paper that is drawn: 7.5 m at 203 dots per inch, 35 MB at 576 dots.
constexpr std::int64_t most_paper_dots = 60000;

// As wide as the printer's line. Cuts are thin dashed lines. Without a font, texts are left out but for glyphs that the
// host drew. Paper longer than most_paper_dots is an error that says so.
tl::expected<PaperPicture, std::string> draw_paper(const Paper& paper, PaperFont* font);

// The error names the file and what failed.
tl::expected<void, std::string> write_png(const PaperPicture& picture, const std::filesystem::path& file);

} // namespace makegood::escpos
