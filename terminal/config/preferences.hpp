#pragma once

#include "drivers/device_event.hpp"
#include "terminal/config/shop_identity.hpp"
#include "workflows/wording.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace makegood {

enum class ThemeName { light, dark, high_contrast };

// What a new kiosk asks, in this order.
enum class FirstStep { language, card, scanner, printer, shop, owner };

// How the people at this kiosk like it. shop.toml says what holds at first; what they change on the kiosk is kept.
struct Preferences {
    static constexpr int least_ppi = 60;
    static constexpr int most_ppi = 400;

    Language language = Language::english; // before anybody signs in
    ThemeName theme = ThemeName::light;
    int text_percent = 100; // 100 to 200
    int ppi = 0;            // of the screen, least to most; 0: as the system says
    bool reduced_motion = false;
    int sound_volume = 70; // 0 (off) to 100
    bool reads_aloud = false;
    drivers::DrawerPin drawer_open{};   // the level of its sensor that means "open", as it was learned
    ShopIdentity shop;                  // only what was chosen on the kiosk
    std::optional<FirstStep> first_run; // where a new kiosk is with its questions; none: it has asked them all

    bool operator==(const Preferences&) const = default;
};

// "light", "dark", "high-contrast".
std::string_view name(ThemeName theme);
// Nothing for an unknown name.
std::optional<ThemeName> theme_named(std::string_view name);
// Likewise: "language", "card", "scanner", "printer", "shop", "manager".
std::string_view name(FirstStep step);
std::optional<FirstStep> first_step_named(std::string_view name);

// Likewise: "high", "low", "unknown".
std::string_view name(drivers::DrawerPin level);
std::optional<drivers::DrawerPin> drawer_level_named(std::string_view name);

// The keys of shop.toml that stand for them, as a file of their own.
std::string text_of(const Preferences& preferences);

} // namespace makegood
