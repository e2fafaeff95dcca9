#include "terminal/ui/theme.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>

namespace makegood::ui {

namespace {

constexpr std::array<std::string_view, token_count> token_names = {
    "background", "surface", "subtle",        "selected", "ok_tint", "warn_tint", "bad_tint",
    "info_tint",  "ink",     "ink_secondary", "disabled", "line",    "edge",      "primary",
    "on_primary", "ok",      "warn",          "bad",      "info",    "paper",     "paper_ink"};

std::optional<Color> parse_color(std::string_view text) {
    std::uint32_t value = 0;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
    if (text.size() != 6 || error != std::errc{} || rest != text.data() + text.size())
        return std::nullopt;
    return Color{static_cast<std::uint8_t>(value >> 16), static_cast<std::uint8_t>(value >> 8),
                 static_cast<std::uint8_t>(value)};
}

double linear(std::uint8_t channel) {
    double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(Color color) {
    return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
}

std::string refusal(const std::filesystem::path& file, const toml::source_region& where, std::string_view what) {
    return fmt::format("theme {}, line {}: {}", file.string(), where.begin.line, what);
}

tl::expected<void, std::string> take_colors(Theme& theme, const toml::table& colors,
                                            const std::filesystem::path& file) {
    for (const auto& [key, value] : colors) {
        const auto name = std::find(token_names.begin(), token_names.end(), key.str());
        if (name == token_names.end())
            return tl::unexpected(refusal(file, value.source(), fmt::format("there is no colour '{}'", key.str())));
        const auto color = parse_color(value.value_or(std::string_view{}));
        if (!color)
            return tl::unexpected(
                refusal(file, value.source(), fmt::format("'{}' is not six hexadecimal digits", key.str())));
        theme.colors[static_cast<std::size_t>(name - token_names.begin())] = *color;
    }
    for (const auto name : token_names) {
        if (!colors.contains(name))
            return tl::unexpected(refusal(file, colors.source(), fmt::format("the colour '{}' is missing", name)));
    }
    return {};
}

} // namespace

tl::expected<Theme, std::string> load_theme(const std::filesystem::path& file) {
    try {
        const toml::table document = toml::parse_file(file.string());
        Theme theme;
        theme.name = document["name"].value_or(std::string{});
        theme.edge_width = document["edge_width"].value_or(0.0f);
        if (theme.name.empty())
            return tl::unexpected(refusal(file, document.source(), "'name' is missing"));
        if (!(theme.edge_width >= 1 && theme.edge_width <= 4))
            return tl::unexpected(refusal(file, document.source(), "'edge_width' is not 1 to 4"));
        const toml::table* colors = document["colors"].as_table();
        if (!colors)
            return tl::unexpected(refusal(file, document.source(), "the table 'colors' is missing"));
        if (auto taken = take_colors(theme, *colors, file); !taken)
            return tl::unexpected(taken.error());
        return theme;
    } catch (const toml::parse_error& error) {
        return tl::unexpected(refusal(file, error.source(), error.description()));
    }
}

double contrast(Color one, Color other) {
    double lighter = luminance(one);
    double darker = luminance(other);
    if (lighter < darker)
        std::swap(lighter, darker);
    return (lighter + 0.05) / (darker + 0.05);
}

Color blend(Color under, Color over, float share) {
    auto mix = [share](std::uint8_t from, std::uint8_t to) {
        return static_cast<std::uint8_t>(
            std::lround(static_cast<float>(from) + (static_cast<float>(to) - static_cast<float>(from)) * share));
    };
    return {mix(under.red, over.red), mix(under.green, over.green), mix(under.blue, over.blue), under.alpha};
}

} // namespace makegood::ui
