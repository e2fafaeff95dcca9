#include "tests/flow/shop_floor.hpp"
#include "tests/goldens/golden.hpp"
#include "tests/terminal/ui/gallery.hpp"

#include <fmt/format.h>

using namespace makegood;
using namespace makegood::testing;

namespace {

// The golden pictures are written in Vazirmatn.
bool has_their_font() {
    const auto files = text::find_fonts(program_folders().program);
    REQUIRE(files);
    const bool there = files->of(text::Weight::regular).front().filename() == "Vazirmatn-Regular.ttf";
    if (!there)
        WARN("skipped: the golden pictures are written in Vazirmatn, which is not installed");
    return there;
}

ui::Image plain(int width, int height) {
    return {width, height, std::vector<std::uint8_t>(static_cast<std::size_t>(width * height * 3), 100)};
}

} // namespace

TEST_CASE("pictures are alike when one pixel of two thousand differs, or all by a shade") {
    struct Row {
        int pixels;
        std::uint8_t value;
        bool alike;
    };
    const Row rows[] = {{0, 100, true}, {1, 255, true},     {2, 255, false},  {2, 109, false},
                        {2, 91, false}, {4'000, 108, true}, {4'000, 92, true}};
    const auto old = plain(80, 25);
    for (const auto& row : rows) {
        CAPTURE(row.pixels, int(row.value));
        auto fresh = old;
        for (std::size_t pixel = 0; pixel < std::min<std::size_t>(static_cast<std::size_t>(row.pixels), 2'000); ++pixel)
            fresh.rgb[pixel * 3 + 1] = row.value;
        CHECK((differing_share(old, fresh) <= differing_share_allowed) == row.alike);
    }
    CHECK(differing_share(old, plain(25, 80)) == 1);
}

TEST_CASE("the kiosk looks as it looked") {
    if (!has_their_font())
        return;
    struct Row {
        Language language;
        ThemeName theme;
        std::vector<const char*> shots;
    };
    const Row rows[] = {{Language::english, ThemeName::light, {"01-home", "03-line", "04-decision", "07-done"}},
                        {Language::persian, ThemeName::light, {"01-home", "03-line", "06-pin", "07-done"}},
                        {Language::english, ThemeName::high_contrast, {"06-pin"}},
                        {Language::persian, ThemeName::dark, {"04-decision"}}};
    for (const auto& row : rows) {
        ShopFloor shop;
        shop.in_theme(row.theme);
        shop.plays_well(read_file(MAKEGOOD_SOURCE_DIR "/assets/demo/headline.play"), row.language);
        for (const auto* shot : row.shots) {
            const auto image = read_png(shop.shots() / (std::string(shot) + ".png"));
            REQUIRE(image);
            check_golden(*image, fmt::format("{}-{}-{}", text::code_of(row.language), name(row.theme), shot + 3));
        }
    }
}

TEST_CASE("the devices look as they looked, and a slow line's warning") {
    if (!has_their_font())
        return;
    for (const auto language : {Language::english, Language::persian}) {
        ShopFloor shop;
        shop.plays_well("expect home.hero\n", language);
        write_file(shop.data() / "shop.toml", "printer = { port = \"/dev/ttyS0\", baud = 1200 }\n");
        shop.plays_well("tap home.settings\ntap settings.devices\nshot devices\n", language);
        const auto image = read_png(shop.shots() / "01-devices.png");
        REQUIRE(image);
        check_golden(*image, fmt::format("{}-light-devices", text::code_of(language)));
    }
}

TEST_CASE("the left-behind log and what it suggests look as they looked") {
    if (!has_their_font())
        return;
    for (const auto language : {Language::english, Language::persian}) {
        ShopFloor shop;
        shop.plays_well("tap home.left_behind\nscan 9521000121836\ntap left.until.1\ntap left.save\nexpect "
                        "left.likely.1\nshot log\n"
                        "scan {left-behind}\nexpect receipt.left_behind.1\nshot suggestion\n",
                        language);
        for (const auto* shot : {"01-log", "02-suggestion"}) {
            const auto image = read_png(shop.shots() / (std::string(shot) + ".png"));
            REQUIRE(image);
            check_golden(*image, fmt::format("{}-light-{}", text::code_of(language), shot + 3));
        }
    }
}

TEST_CASE("the largest letters on a small screen look as they looked") {
    if (!has_their_font())
        return;
    ShopFloor shop;
    shop.on_screen(1024, 768, 200);
    shop.plays_well("scan {headline}\ntap receipt.line.7\ntap receipt.damaged\nexpect decision.approve\nshot decision\n"
                    "tap decision.approve\nexpect done.given\nshot done\n",
                    Language::persian);
    for (const auto* shot : {"01-decision", "02-done"}) {
        const auto image = read_png(shop.shots() / (std::string(shot) + ".png"));
        REQUIRE(image);
        check_golden(*image, std::string("fa-light-200-") + (shot + 3));
    }
}

TEST_CASE("the widgets look as they looked") {
    if (!has_their_font())
        return;
    auto setter = ui::gallery::typesetter();
    for (const auto* theme : {"light", "dark"}) {
        const auto direction =
            theme == std::string_view("light") ? text::Direction::right_to_left : text::Direction::left_to_right;
        auto window = ui::gallery::window(setter, {ui::gallery::theme(theme), direction});
        ui::gallery::State state;
        window->update(0, [&](ui::Kit& kit) { draw(kit, state, ui::gallery::Page::approval); });
        const auto image = window->shot();
        REQUIRE(image);
        check_golden(*image, std::string("widgets-") + theme);
    }
}
