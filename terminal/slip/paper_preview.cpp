#include "terminal/slip/paper_preview.hpp"

#include "drivers/escpos/interpret.hpp"
#include "drivers/escpos/paper_picture.hpp"
#include "terminal/application/asset_folder.hpp"

#include <algorithm>

namespace makegood {

ui::PaperPicture preview_of(std::span<const std::uint8_t> bytes, const drivers::Profile& profile) {
    auto font = escpos::PaperFont::open(paper_font_file);
    const auto drawn = escpos::draw_paper(escpos::interpret(bytes, profile), font ? &*font : nullptr);
    if (!drawn)
        return {};
    ui::PaperPicture picture{static_cast<int>(drawn->width_dots), static_cast<int>(drawn->height_dots), drawn->gray};
    std::ranges::transform(picture.ink, picture.ink.begin(),
                           [](std::uint8_t gray) { return static_cast<std::uint8_t>(255 - gray); });
    return picture;
}

} // namespace makegood
