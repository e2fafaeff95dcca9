#include "terminal/ui/gallery/easel.hpp"

#include <algorithm>
#include <array>
#include <functional>

namespace makegood::ui::gallery {

namespace {

constexpr std::array<const char*, 5> states = {"rest", "focused", "pressed", "disabled", "busy"};
constexpr float column_gap_lpx = 16;
constexpr float kind_gap = 12;

// One widget in the state of its column; `measured` says how high it wants to be.
struct Kind {
    const char* name;
    std::function<float(const std::string& reason, float width)> measured;
    std::function<bool(const Rect& place, const std::string& key, const Enabled& enabled)> drawn;
};

Enabled enabled_in(const Easel& easel, std::string_view state) {
    if (state == "disabled")
        return {false, easel.say("not_now")};
    return state == "busy" ? Enabled::after(easel.say("one_moment")) : Enabled{};
}

Kind button(Easel& easel, const char* name, Look look, Icon icon, const std::string& effect) {
    auto& kit = easel.kit;
    const std::string word = easel.say("states.give");
    return {name,
            [&kit, look, icon, word, effect](const std::string& reason, float width) {
                return kit.button_height(look, icon, word, reason.empty() ? effect : reason, width);
            },
            [&kit, look, icon, word, effect](const Rect& place, const std::string& key, const Enabled& enabled) {
                return kit.button(place, key, look, icon, word, effect, enabled);
            }};
}

Kind row(Easel& easel) {
    auto& kit = easel.kit;
    Row row;
    row.icon = Icon::basket;
    row.title = easel.say("decision.item.5");
    return {"row",
            [&kit, row](const std::string& reason, float width) {
                Row told = row;
                told.detail = reason;
                return kit.row_height(told, width);
            },
            [&kit, row](const Rect& place, const std::string& key, const Enabled& enabled) {
                return kit.row(place, key, row, enabled);
            }};
}

Kind chip(Easel& easel, const char* name, bool chosen) {
    auto& kit = easel.kit;
    const std::string word = easel.say("states.give");
    return {name, [&kit](const std::string&, float) { return kit.chip_height(); },
            [&kit, word, chosen](Rect place, const std::string& key, const Enabled& enabled) {
                return kit.chip(place.cut_start(kit.chip_width(word)), key, Icon::none, word, chosen, enabled);
            }};
}

Kind tile(Easel& easel) {
    auto& kit = easel.kit;
    const std::string word = easel.say("states.give");
    return {"tile",
            [&kit, word](const std::string&, float width) { return std::max(112.0f, kit.tile_height(word, width)); },
            [&kit, word](const Rect& place, const std::string& key, const Enabled& enabled) {
                return kit.tile(place, key, Icon::gift, word, false, enabled);
            }};
}

// A field is always there to be written in.
Kind field(Easel& easel) {
    auto& kit = easel.kit;
    auto& state = easel.state;
    const std::string label = easel.say("approval.name"), example = easel.say("states.effect");
    return {"field", [&kit](const std::string&, float) { return kit.field_height(); },
            [&kit, &state, label, example](const Rect& place, const std::string& key, const Enabled& enabled) {
                return enabled.yes && kit.field(place, key, state.name, label, example, FieldKind::text);
            }};
}

} // namespace

// A kind a line and a state a column: "states.KIND.STATE". Who is focused or pressed is the finger's to say.
void states_page(Easel& easel) {
    auto& kit = easel.kit;
    Rect screen = easel.header("states.title").inset(16, 8);
    Rect all = easel.begin_scrolling(screen);
    const int columns = static_cast<int>(states.size());
    const auto column_of = [&](const Rect& line, std::size_t at) {
        return line.column(static_cast<int>(at), columns, column_gap_lpx);
    };

    const Rect head = all.cut_top(kit.line_height(Style::label));
    all.cut_top(8);
    for (std::size_t i = 0; i < states.size(); ++i)
        kit.text(column_of(head, i), "states." + std::string(states[i]), easel.say("states." + std::string(states[i])),
                 Style::label, Ink::secondary);

    const Kind kinds[] = {button(easel, "primary", Look::primary, Icon::gift, easel.say("states.effect")),
                          button(easel, "secondary", Look::secondary, Icon::money, ""),
                          button(easel, "ghost", Look::ghost, Icon::back, ""),
                          row(easel),
                          chip(easel, "chip", false),
                          chip(easel, "chosen", true),
                          tile(easel),
                          field(easel)};
    for (const auto& kind : kinds) {
        const float width = column_of(all, 0).width;
        float height = kind.measured("", width);
        for (const auto* state : states)
            height = std::max(height, kind.measured(enabled_in(easel, state).reason, width));
        const Rect line = all.cut_top(height);
        all.cut_top(kind_gap);
        for (std::size_t i = 0; i < states.size(); ++i) {
            const std::string key = "states." + std::string(kind.name) + "." + states[i];
            easel.tapped(key, kind.drawn(column_of(line, i), key, enabled_in(easel, states[i])));
        }
    }
    easel.end_scrolling(all);
}

} // namespace makegood::ui::gallery
