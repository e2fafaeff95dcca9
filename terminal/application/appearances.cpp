#include "terminal/application/appearances.hpp"

#include "terminal/text/language.hpp"

namespace makegood {

namespace {

constexpr int logical_ppi = 85; // UX.md 5: one lpx is 1/85 inch
constexpr std::array<const char*, 3> theme_files = {"light.toml", "dark.toml", "high_contrast.toml"};

} // namespace

Result<Appearances> Appearances::load(const std::filesystem::path& themes, int system_ppi) {
    Appearances appearances;
    appearances.system_ppi_ = system_ppi == 0 ? logical_ppi : system_ppi;
    for (std::size_t i = 0; i < theme_files.size(); ++i) {
        auto theme = ui::load_theme(themes / theme_files[i]);
        if (!theme)
            return refused(Error{"read", "the theme", theme.error()});
        appearances.themes_[i] = std::move(*theme);
    }
    return appearances;
}

ui::Appearance Appearances::of(const ui::KioskState& state) const {
    const auto& wanted = state.preferences;
    const int ppi = wanted.ppi == 0 ? system_ppi_ : wanted.ppi;
    return {.theme = themes_[static_cast<std::size_t>(wanted.theme)],
            .direction = text::direction_of(state.language),
            .scale = static_cast<float>(ppi) / logical_ppi,
            .text_percent = wanted.text_percent,
            .reduced_motion = wanted.reduced_motion};
}

ui::Appearance Appearances::beside(const ui::KioskState& state) const {
    auto appearance = of(state);
    appearance.scale = 1;
    appearance.text_percent = 100;
    return appearance;
}

ui::Appearance Appearances::to_customer(const ui::KioskState& state) const {
    auto appearance = beside(state);
    appearance.direction = text::direction_of(state.to_customer());
    return appearance;
}

} // namespace makegood
