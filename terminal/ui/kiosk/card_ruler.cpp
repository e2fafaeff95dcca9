#include "terminal/ui/kiosk/screens.hpp"

#include <algorithm>
#include <cmath>

namespace makegood::ui {

namespace {

// ISO/IEC 7810, ID-1: 85.60 mm by 53.98 mm, corners of 3.18 mm. One lpx is 1/85 inch when the scale is right.
constexpr float lpx_per_mm = 85 / 25.4f;
constexpr float id1_width = 85.60f * lpx_per_mm;
constexpr float id1_height = 53.98f * lpx_per_mm;
constexpr float id1_radius = 3.18f * lpx_per_mm;

constexpr int step_ppi = 3;
constexpr float narrowest_viewport = 600; // with less the screens have no room
constexpr float key_gap = 16;

int shown_ppi(const Kit& kit) {
    return static_cast<int>(std::lround(kit.scale() * 85));
}

Prefer with_ppi(Preferences preferences, int ppi) {
    preferences.ppi = std::clamp(ppi, Preferences::least_ppi, Preferences::most_ppi);
    return {preferences};
}

struct CardWords {
    std::string title;
    std::string how;
    std::string less;
    std::string more;
};

CardWords words_of(const Scene& scene) {
    const auto& words = scene.words;
    return {words.say("card.title"), words.say("card.how"), words.say("card.less"), words.say("card.more")};
}

float keys_height(Kit& kit, const CardWords& words, float width, const Scene& scene) {
    const float one = (width - key_gap) / 2;
    const auto limit = scene.words.say("card.limit");
    return std::max(kit.button_height(Look::secondary, Icon::remove, words.less, limit, one),
                    kit.button_height(Look::secondary, Icon::add, words.more, limit, one));
}

} // namespace

float card_ruler_height(Kit& kit, float width, const Scene& scene) {
    const auto words = words_of(scene);
    return kit.text_height(words.title, Style::heading, width) + 8 + kit.text_height(words.how, Style::body, width) +
           16 + id1_height + 16 + keys_height(kit, words, width, scene);
}

Taken card_ruler(Kit& kit, Rect area, std::string_view prefix, const Scene& scene) {
    Taken taken;
    const auto words = words_of(scene);
    const std::string key(prefix);
    kit.text(area.cut_top(kit.text_height(words.title, Style::heading, area.width)), key + ".title", words.title,
             Style::heading);
    area.cut_top(8);
    kit.text(area.cut_top(kit.text_height(words.how, Style::body, area.width)), key + ".how", words.how, Style::body,
             Ink::secondary);
    area.cut_top(16);
    Rect outline = area.cut_top(id1_height).middle(id1_width, id1_height);
    kit.card(outline, Surface::selected, id1_radius);
    kit.icon(outline, Icon::card, 48, Ink::primary);
    area.cut_top(16);

    const int ppi = shown_ppi(kit);
    const float wider = static_cast<float>(ppi + step_ppi) / static_cast<float>(ppi);
    const auto limit = scene.words.say("card.limit");
    Rect keys = area.cut_top(keys_height(kit, words, area.width, scene));
    if (kit.button(keys.column(0, 2, key_gap), key + ".less", Look::secondary, Icon::remove, words.less, {},
                   {ppi > Preferences::least_ppi, limit}))
        taken = with_ppi(scene.state.preferences, ppi - step_ppi);
    if (kit.button(keys.column(1, 2, key_gap), key + ".more", Look::secondary, Icon::add, words.more, {},
                   {ppi < Preferences::most_ppi && kit.viewport().width / wider >= narrowest_viewport, limit}))
        taken = with_ppi(scene.state.preferences, ppi + step_ppi);
    return taken;
}

} // namespace makegood::ui
