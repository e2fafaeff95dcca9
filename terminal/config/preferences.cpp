#include "terminal/config/preferences.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace makegood {

namespace {

constexpr std::array<std::string_view, 3> theme_names = {"light", "dark", "high-contrast"};

} // namespace

std::string_view name(ThemeName theme) {
    return theme_names[static_cast<std::size_t>(theme)];
}

std::optional<ThemeName> theme_named(std::string_view name) {
    const auto found = std::ranges::find(theme_names, name);
    if (found == theme_names.end())
        return std::nullopt;
    return static_cast<ThemeName>(found - theme_names.begin());
}

std::string text_of(const Preferences& preferences) {
    return fmt::format("# Chosen on the kiosk; what stands here goes before shop.toml.\n"
                       "language = \"{}\"\n"
                       "\n"
                       "[screen]\n"
                       "theme = \"{}\"\n"
                       "text = {}\n"
                       "ppi = {}\n"
                       "reduced_motion = {}\n"
                       "\n"
                       "[sound]\n"
                       "volume = {}\n"
                       "\n"
                       "[voice]\n"
                       "on = {}\n",
                       preferences.language == Language::english ? "en" : "fa", name(preferences.theme),
                       preferences.text_percent, preferences.ppi, preferences.reduced_motion, preferences.sound_volume,
                       preferences.reads_aloud);
}

} // namespace makegood
