#pragma once

#include <tl/expected.hpp>

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>

namespace makegood::ui {

struct Color {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
    std::uint8_t alpha = 255;

    bool operator==(const Color&) const = default;
};

// The colours of UX.md 8. Backgrounds first, then what is written or drawn on them.
enum class Token {
    background,
    surface,
    subtle,
    selected,
    ok_tint,
    warn_tint,
    bad_tint,
    info_tint,
    ink,
    ink_secondary,
    disabled,
    line, // decoration between things
    edge, // of what can be touched
    primary,
    on_primary,
    ok,
    warn,
    bad,
    info,
    paper, // of a slip's picture, the same in every theme
    paper_ink,
};
inline constexpr std::size_t token_count = 21;

struct Theme {
    std::string name;
    float edge_width = 1; // lpx
    std::array<Color, token_count> colors{};

    bool operator==(const Theme&) const = default;
    Color operator[](Token token) const { return colors[static_cast<std::size_t>(token)]; }
};

// assets/themes/*.toml: `name`, `edge_width` and a table `colors` with each token as "RRGGBB". The error names file,
// line and what is missing, unknown or no colour.
tl::expected<Theme, std::string> load_theme(const std::filesystem::path& file);

// WCAG 2.2 relative luminance ratio, 1 to 21, of two opaque colours.
double contrast(Color one, Color other);

// `share` 0 to 1 of `over` laid on `under`.
Color blend(Color under, Color over, float share);

} // namespace makegood::ui
