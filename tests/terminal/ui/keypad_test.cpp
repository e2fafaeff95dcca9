#include "tests/terminal/ui/gallery.hpp"

namespace makegood::ui {

TEST_CASE("in a low place the keys of a PIN become lower, down to 14 mm, so that all of them are in sight", "[ui]") {
    struct Place {
        float height;
        float lowest_row_ends; // below the place's top
        float key_height;
    };
    const Place places[] = {{400, 296, 68}, {296, 296, 68}, {276, 276, 63}, {216, 216, 48}, {200, 216, 48}};
    auto typesetter = gallery::typesetter();
    for (const auto& place : places) {
        CAPTURE(place.height);
        const auto window =
            gallery::window(typesetter, {gallery::theme("light"), text::Direction::left_to_right, 1, 100}, 600, 500);
        window->update(1'000, [&](Kit& kit) {
            kit.screen("keypad");
            kit.keypad({50, 40, 300, place.height}, "pin", false, {"Clear", "Back one digit", "Done"});
        });
        const auto* zero = find(window->tree(), "pin.0");
        REQUIRE(zero);
        CHECK(zero->rect.height == place.key_height);
        CHECK(zero->rect.width == 68);
        CHECK(zero->rect.bottom() == 40 + place.lowest_row_ends);
    }
}

} // namespace makegood::ui
