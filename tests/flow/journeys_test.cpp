#include "tests/flow/shop_floor.hpp"

using namespace makegood;
using namespace makegood::testing;

namespace {

constexpr auto headline_by_touch =
    "expect home.hero\nscan {headline}\ntap receipt.line.8\ntap receipt.not_among_the_goods\n"
    "tap decision.ask\nexpect manager.who\nscan MGBT6RBK9X4VQ7MP2WJ8H5DZ3CNA1R\ntype 739\n"
    "tap manager.pin.5\ntap manager.pin.1\ntap manager.pin.8\ntap manager.approve\n"
    "expect done.given\ntap done.next\nexpect home.hero\n";

} // namespace

// With the headline story (1280x800, light) and the scripts of fits_test.cpp (1024x768) each size, theme and size of
// letters is seen in each language; what must hold on every frame is checked by the player.
TEST_CASE("the story is told in every theme, on a large screen and in letters twice as large") {
    struct Row {
        Language language;
        int width_px;
        int height_px;
        ThemeName theme;
        int text_percent;
    };
    const Row rows[] = {
        {Language::english, 1280, 800, ThemeName::high_contrast, 200},
        {Language::english, 1920, 1080, ThemeName::dark, 100},
        {Language::persian, 1280, 800, ThemeName::dark, 200},
        {Language::persian, 1920, 1080, ThemeName::high_contrast, 100},
    };
    for (const auto& row : rows) {
        CAPTURE(text::code_of(row.language), row.width_px, name(row.theme), row.text_percent);
        ShopFloor shop;
        shop.on_screen(row.width_px, row.height_px, row.text_percent);
        shop.in_theme(row.theme);
        CHECK(shop.plays_well(headline_by_touch, row.language).slips == 1);
    }
}
