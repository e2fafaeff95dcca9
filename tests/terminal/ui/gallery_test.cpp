#include "tests/terminal/ui/gallery.hpp"

#include <cstdlib>

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

const char* name(Which which) {
    return which == Which::states     ? "states"
           : which == Which::home     ? "home"
           : which == Which::decision ? "decision"
                                      : "approval";
}

// Copies what both pictures show at the place of a node, and the ring around it.
void paste(Image& sheet, const Image& from, PixelRect place) {
    constexpr int ring_px = 6;
    for (int y = place.top - ring_px; y < place.top + place.height + ring_px; ++y) {
        const auto first = static_cast<std::size_t>(y * sheet.width + place.left - ring_px) * 3;
        std::copy_n(from.rgb.begin() + static_cast<std::ptrdiff_t>(first), (place.width + 2 * ring_px) * 3,
                    sheet.rgb.begin() + static_cast<std::ptrdiff_t>(first));
    }
}

Image shot_of(Window& window) {
    auto shot = window.shot();
    REQUIRE(shot);
    return *shot;
}

} // namespace

// With MAKEGOOD_PICTURES set to a folder the pictures are left there to look at.
TEST_CASE("every widget keeps the tree's promises in every language, theme and size", "[ui][gallery]") {
    auto setter = typesetter();
    const char* pictures = std::getenv("MAKEGOOD_PICTURES");
    const std::vector<Screen> all = {{1280, 800, 1, 100},    {1024, 768, 1, 200},     {1024, 768, 1, 100},
                                     {1280, 800, 1.4f, 100}, {1920, 1080, 1.2f, 100}, {1920, 1080, 1.2f, 150}};
    const std::vector<Screen> some(all.begin(), all.begin() + 2);
    for (const auto* theme_name : {"light", "dark", "high_contrast"}) {
        for (auto direction : {text::Direction::left_to_right, text::Direction::right_to_left}) {
            for (const auto& screen : theme_name == std::string_view("light") ? all : some) {
                for (auto which : {Which::home, Which::decision, Which::approval}) {
                    auto shown = window(setter, {theme(theme_name), direction, screen.scale, screen.text_percent},
                                        screen.width, screen.height);
                    State state;
                    REQUIRE(shown->update(0, [&](Kit& kit) { draw(kit, state, which); }));
                    std::string picture =
                        std::string(theme_name) + "-" + (direction == text::Direction::left_to_right ? "en" : "fa") +
                        "-" + std::to_string(screen.width) + "-" + std::to_string(std::lround(screen.scale * 100)) +
                        "-" + std::to_string(screen.text_percent) + "-" + name(which);
                    INFO(picture);
                    CHECK(joined(check_tree(shown->tree(), shown->kit().viewport())) == "");
                    if (pictures) {
                        auto shot = shown->shot();
                        REQUIRE(shot);
                        REQUIRE(write_png(*shot, std::filesystem::path(pictures) / (picture + ".png")));
                    }
                }
            }
        }
    }
}

// Only one widget is focused or pressed at a time: the sheet is put together from a picture for each.
TEST_CASE("every state of what can be touched looks different from the others", "[ui][gallery]") {
    auto setter = typesetter();
    const char* pictures = std::getenv("MAKEGOOD_PICTURES");
    for (const auto* theme_name : {"light", "dark", "high_contrast"}) {
        for (auto direction : {text::Direction::left_to_right, text::Direction::right_to_left}) {
            if (!pictures &&
                (theme_name == std::string_view("dark") ||
                 (theme_name == std::string_view("light")) != (direction == text::Direction::left_to_right)))
                continue;
            auto shown = window(setter, {theme(theme_name), direction});
            State state;
            std::int64_t now_ms = 0;
            const auto update = [&] {
                now_ms += 1'000;
                shown->invalidate();
                shown->update(now_ms, [&](Kit& kit) { draw(kit, state, Which::states); });
            };
            update();
            CHECK(joined(check_tree(shown->tree(), shown->kit().viewport())) == "");
            const auto at_rest = shot_of(*shown);
            auto sheet = at_rest;
            for (const auto* kind : {"primary", "secondary", "ghost", "row", "chip", "tile", "field"}) {
                CAPTURE(theme_name, kind);
                for (int column : {1, 2}) {
                    if (column == 2 && kind == std::string_view("field"))
                        continue; // answers a finger with its caret only
                    const auto key = Page::state_key(kind, column);
                    const auto* found = find(shown->tree(), key);
                    REQUIRE(found);
                    const auto place = found->pixels;
                    const auto finger = tap(*found);
                    if (column == 2)
                        shown->inject(finger[0]);
                    update();
                    for (std::size_t i = 0;
                         column == 1 && i < shown->tree().size() && !find(shown->tree(), key)->focused; ++i) {
                        shown->inject(KeyPress{.key = Key::tab});
                        update();
                    }
                    CHECK(find(shown->tree(), key)->focused == (column == 1));
                    const auto now = shot_of(*shown);
                    CHECK(now != at_rest);
                    paste(sheet, now, place);
                    if (column == 2)
                        shown->inject(Cancel{});
                    shown->kit().focus("");
                    update();
                }
            }
            if (pictures)
                REQUIRE(write_png(sheet,
                                  std::filesystem::path(pictures) /
                                      (std::string(theme_name) + "-" +
                                       (direction == text::Direction::left_to_right ? "en" : "fa") + "-states.png")));
        }
    }
}

} // namespace makegood::ui::gallery
