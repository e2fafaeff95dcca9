#include "terminal/text/unicode.hpp"
#include "terminal/ui/kiosk/choice_group.hpp"

#include <algorithm>

namespace makegood::ui {

namespace {

Prefer with_name(Preferences preferences, Language language, const std::string& name) {
    auto& names = preferences.shop.name;
    (language == Language::english ? names.english : names.persian) = name;
    return {preferences};
}

Prefer with_money(Preferences preferences, const MoneyUnit& unit) {
    preferences.shop.money = unit;
    return {preferences};
}

// Those that have a word, and what holds now where it has none.
ChoiceGroup money_units(const Scene& scene) {
    const auto& now = scene.state.shop.money;
    std::vector<std::string> names = {"EUR", "USD", "GBP", "IRR", "toman"};
    if (now && std::ranges::find(names, name(*now)) == names.end())
        names.push_back(name(*now));
    ChoiceGroup group{"shop.money", {}};
    for (const auto& one : names) {
        const auto unit = *money_unit_named(one);
        const auto key = "shop.money." + one;
        group.choices.push_back({key, scene.words.knows(key) ? scene.words.say(key) : one, now == unit,
                                 with_money(scene.state.preferences, unit)});
    }
    return group;
}

} // namespace

float shop_form_height(Kit& kit, float width, const Scene& scene) {
    return kit.field_height() + 16 + choice_group_height(kit, money_units(scene), width);
}

Taken shop_form(Kit& kit, Rect area, const Scene& scene) {
    Taken taken;
    auto& shop = scene.state.shop;
    if (kit.field(area.cut_top(kit.field_height()), "shop.name", shop.name, scene.words.say("shop.name"),
                  shop.placeholder, FieldKind::text))
        taken = with_name(scene.state.preferences, scene.state.language, std::string(text::trimmed(shop.name.text)));
    area.cut_top(16);
    if (const auto chosen = choice_group(kit, area, money_units(scene), scene))
        taken = chosen;
    return taken;
}

} // namespace makegood::ui
