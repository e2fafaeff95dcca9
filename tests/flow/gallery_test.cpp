#include "tests/flow/shop_floor.hpp"

using namespace makegood;
using namespace makegood::testing;

// Ten seconds a row; the unit tests of the gallery draw every page in every theme.
TEST_CASE("the gallery's script shows every component, in both languages and large letters and every theme") {
    struct Row {
        Language language;
        ThemeName theme;
        int text_percent;
    };
    const Row rows[] = {{Language::english, ThemeName::light, 100},
                        {Language::persian, ThemeName::dark, 100},
                        {Language::english, ThemeName::high_contrast, 200},
                        {Language::persian, ThemeName::light, 200}};
    for (const auto& row : rows) {
        CAPTURE(text::code_of(row.language), name(row.theme), row.text_percent);
        ShopFloor shop;
        shop.in_theme(row.theme);
        shop.on_screen(1280, 800, row.text_percent);
        CHECK(shop.plays_well(read_file(MAKEGOOD_SOURCE_DIR "/assets/demo/gallery.play"), row.language).cases == 0);
    }
}

TEST_CASE("while the gallery is shown the kiosk is not, and is there again afterwards") {
    ShopFloor shop;
    shop.plays_well("gallery figures\nexpect home.hero absent\nexpect figures.problem.1\n"
                    "gallery off\nexpect figures.problem.1 absent\ntap home.without\nexpect find.item\n");
}

TEST_CASE("a step at what cannot be touched in the gallery says why") {
    struct Row {
        const char* script;
        const char* error;
    };
    const Row rows[] = {
        {"gallery sheet\ntap sheet.open\ntap sheet.line.1", "'sheet.line.1' lies under a sheet"},
        {"gallery states\npress states.primary.busy", "'states.primary.busy' is disabled: One moment…"},
        {"release", "nothing is pressed"},
        {"gallery states\nexpect states.primary.disabled busy", "'states.primary.disabled' is not busy"},
        {"gallery states\nexpect states.primary.rest focused", "'states.primary.rest' does not have the focus"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.script);
        ShopFloor shop;
        const auto summary = shop.play(row.script, Language::english);
        REQUIRE(summary.errors.size() == 1);
        CHECK_THAT(summary.errors[0], Catch::EndsWith(row.error));
    }
}
