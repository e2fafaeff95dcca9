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
    return which == Which::home ? "home" : which == Which::decision ? "decision" : "approval";
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

} // namespace makegood::ui::gallery
