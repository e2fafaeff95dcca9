#include "tests/terminal/ui/gallery.hpp"

#include <algorithm>

namespace makegood::ui::gallery {

namespace {

struct Screen {
    int width;
    int height;
    float scale;
    int text_percent;
};

std::string joined(const std::vector<std::string>& sentences) {
    std::string all;
    for (const auto& sentence : sentences)
        all += sentence + "\n";
    return all;
}

Image shot_of(Window& window) {
    auto shot = window.shot();
    REQUIRE(shot);
    return *shot;
}

// The pixels at a node's place, and of the ring around it.
std::vector<std::uint8_t> cut_out(const Image& image, PixelRect place) {
    place = place.inset(-6).intersection({0, 0, image.width, image.height});
    std::vector<std::uint8_t> pixels;
    for (int y = place.top; y < place.bottom(); ++y) {
        const auto first = image.rgb.begin() + (static_cast<std::ptrdiff_t>(y) * image.width + place.left) * 3;
        pixels.insert(pixels.end(), first, first + static_cast<std::ptrdiff_t>(place.width) * 3);
    }
    return pixels;
}

} // namespace

TEST_CASE("every page is found by its name", "[ui][gallery]") {
    for (std::size_t page = 0; page < page_count; ++page)
        CHECK(page_named(name(static_cast<Page>(page))) == static_cast<Page>(page));
    CHECK(page_named("sheet") == Page::sheet);
    CHECK_FALSE(page_named("attic"));
}

TEST_CASE("every widget keeps the tree's promises in every language, theme and size", "[ui][gallery]") {
    auto setter = typesetter();
    const std::vector<Screen> all = {{1280, 800, 1, 100},    {1024, 768, 1, 200},     {1024, 768, 1, 100},
                                     {1280, 800, 1.4f, 100}, {1920, 1080, 1.2f, 100}, {1920, 1080, 1.2f, 150}};
    const std::vector<Screen> some(all.begin(), all.begin() + 2);
    for (const auto* theme_name : {"light", "dark", "high_contrast"})
        for (auto direction : {text::Direction::left_to_right, text::Direction::right_to_left})
            for (const auto& screen : theme_name == std::string_view("light") ? all : some)
                for (std::size_t page = 0; page < page_count; ++page) {
                    CAPTURE(theme_name, direction == text::Direction::right_to_left, screen.width, screen.scale,
                            screen.text_percent, name(static_cast<Page>(page)));
                    auto shown = window(setter, {theme(theme_name), direction, screen.scale, screen.text_percent},
                                        screen.width, screen.height);
                    State state;
                    state.sheet_up = true;
                    REQUIRE(shown->update(0, [&](Kit& kit) { draw(kit, state, static_cast<Page>(page)); }));
                    CHECK(joined(check_tree(shown->tree(), shown->kit().viewport())) == "");
                }
}

TEST_CASE("every state of what can be touched looks different from the others", "[ui][gallery]") {
    struct Row {
        const char* theme;
        text::Direction direction;
    };
    const Row rows[] = {{"light", text::Direction::left_to_right}, {"high_contrast", text::Direction::right_to_left}};
    auto setter = typesetter();
    for (const auto& row : rows) {
        auto shown = window(setter, {theme(row.theme), row.direction});
        State state;
        std::int64_t now_ms = 0;
        const auto update = [&] {
            now_ms += 1'000;
            shown->invalidate();
            shown->update(now_ms, [&](Kit& kit) { draw(kit, state, Page::states); });
        };
        const auto node = [&](const char* kind, const char* column) {
            const auto* found = find(shown->tree(), "states." + std::string(kind) + "." + column);
            REQUIRE(found);
            return *found;
        };
        update();
        for (const auto* kind : {"primary", "secondary", "ghost", "row", "chip", "chosen", "tile", "field"}) {
            CAPTURE(row.theme, kind);
            const auto focused = node(kind, "focused"), pressed = node(kind, "pressed");
            const auto at_rest = shot_of(*shown);
            for (std::size_t i = 0; i < shown->tree().size() && !node(kind, "focused").focused; ++i) {
                shown->inject(KeyPress{.key = Key::tab});
                update();
            }
            CHECK(node(kind, "focused").focused);
            CHECK(cut_out(shot_of(*shown), focused.pixels) != cut_out(at_rest, focused.pixels));
            shown->kit().focus("");
            update();
            if (kind == std::string_view("field"))
                continue; // answers a finger with its caret only, and is always there to be written in

            shown->inject(tap(pressed)[0]);
            update();
            CHECK(cut_out(shot_of(*shown), pressed.pixels) != cut_out(at_rest, pressed.pixels));
            shown->inject(Cancel{});
            update();

            const auto rest = cut_out(at_rest, node(kind, "rest").pixels);
            const auto disabled = cut_out(at_rest, node(kind, "disabled").pixels);
            const auto busy = cut_out(at_rest, node(kind, "busy").pixels);
            CHECK(rest != disabled);
            CHECK(rest != busy);
            CHECK(disabled != busy);
            CHECK_FALSE(node(kind, "disabled").busy);
            CHECK(node(kind, "busy").busy);
        }
    }
}

} // namespace makegood::ui::gallery
