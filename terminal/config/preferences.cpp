#include "terminal/config/preferences.hpp"

#include "terminal/json/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace makegood {

namespace {

constexpr std::array<std::string_view, 3> theme_names = {"light", "dark", "high-contrast"};
// Settings of before call the last step so.
constexpr std::array<std::string_view, 6> step_names = {"language", "card", "scanner", "printer", "shop", "manager"};

constexpr std::array<std::string_view, 3> level_names = {"unknown", "low", "high"};

template <class Kind, std::size_t count>
std::optional<Kind> named(const std::array<std::string_view, count>& names, std::string_view name) {
    const auto found = std::ranges::find(names, name);
    return found == names.end() ? std::nullopt : std::optional(static_cast<Kind>(found - names.begin()));
}

// JSON's texts are TOML's too.
std::string quoted(const std::string& text) {
    return Json(text).text();
}

std::string text_of(const ShopIdentity& shop) {
    std::string names, text;
    if (!shop.name.english.empty())
        names += "en = " + quoted(shop.name.english);
    if (!shop.name.persian.empty())
        names += (names.empty() ? "fa = " : ", fa = ") + quoted(shop.name.persian);
    if (!names.empty())
        text += "shop = { " + names + " }\n";
    if (shop.money)
        text += "currency = " + quoted(name(*shop.money)) + "\n";
    return text;
}

} // namespace

std::string_view name(ThemeName theme) {
    return theme_names[static_cast<std::size_t>(theme)];
}

std::optional<ThemeName> theme_named(std::string_view name) {
    return named<ThemeName>(theme_names, name);
}

std::string_view name(FirstStep step) {
    return step_names[static_cast<std::size_t>(step)];
}

std::optional<FirstStep> first_step_named(std::string_view name) {
    return named<FirstStep>(step_names, name);
}

std::string_view name(drivers::DrawerPin level) {
    return level_names[static_cast<std::size_t>(level)];
}

std::optional<drivers::DrawerPin> drawer_level_named(std::string_view name) {
    return named<drivers::DrawerPin>(level_names, name);
}

std::string text_of(const Preferences& preferences) {
    return fmt::format("# Chosen on the kiosk; what stands here goes before shop.toml.\n"
                       "language = \"{}\"\n"
                       "{}{}{}"
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
                       preferences.language == Language::english ? "en" : "fa", text_of(preferences.shop),
                       preferences.first_run ? fmt::format("first_run = \"{}\"\n", name(*preferences.first_run)) : "",
                       preferences.drawer_open == drivers::DrawerPin::unknown
                           ? ""
                           : fmt::format("drawer_open = \"{}\"\n", name(preferences.drawer_open)),
                       name(preferences.theme), preferences.text_percent, preferences.ppi, preferences.reduced_motion,
                       preferences.sound_volume, preferences.reads_aloud);
}

} // namespace makegood
