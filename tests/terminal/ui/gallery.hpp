#pragma once

#include "terminal/ui/gallery/gallery.hpp"
#include "terminal/ui/window.hpp"

#include "tests/support/catch.hpp"

#include <filesystem>
#include <memory>
#include <string>

// The gallery in a window that no screen shows.
namespace makegood::ui::gallery {

inline text::Typesetter typesetter() {
    const auto files = text::find_fonts(std::filesystem::path(MAKEGOOD_SOURCE_DIR) / "build" / "fonts");
    REQUIRE(files);
    auto opened = text::Typesetter::open(*files);
    REQUIRE(opened);
    return std::move(*opened);
}

inline Theme theme(const std::string& name) {
    auto loaded = load_theme(std::filesystem::path(MAKEGOOD_SOURCE_DIR) / "assets" / "themes" / (name + ".toml"));
    REQUIRE(loaded);
    return *loaded;
}

inline std::unique_ptr<Window> window(text::Typesetter& typesetter, Appearance appearance, int width = 1280,
                                      int height = 800) {
    WindowOptions options;
    options.width_px = width;
    options.height_px = height;
    options.headless = true;
    auto opened = Window::open(options, std::move(appearance), typesetter);
    REQUIRE(opened);
    return std::move(*opened);
}

inline text::Words words_in(text::Direction direction) {
    auto words = text::Words::open(MAKEGOOD_SOURCE_DIR "/assets/words",
                                   direction == text::Direction::left_to_right ? "en" : "fa");
    REQUIRE(words);
    return std::move(*words);
}

// The shipped words of the kit's language.
inline void draw(Kit& kit, State& state, Page page) {
    static const text::Words english = words_in(text::Direction::left_to_right);
    static const text::Words persian = words_in(text::Direction::right_to_left);
    draw(kit, kit.right_to_left() ? persian : english, state, page);
}

} // namespace makegood::ui::gallery
