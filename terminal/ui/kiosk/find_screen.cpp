#include "terminal/ui/kiosk/screens.hpp"

#include <algorithm>
#include <utility>

namespace makegood::ui {

namespace {

struct FieldOf {
    const char* key;
    const char* placeholder; // key of its words, or empty
    TextFieldState& state;
    FieldKind kind;
};

bool has_focus(const Kit& kit, std::string_view key) {
    const Node* node = ui::find(kit.tree(), key);
    return node && node->focused;
}

Taken results(Kit& kit, Rect area, const Scene& scene) {
    const auto& words = scene.words;
    const auto& found = *scene.state.find.results;
    const auto heading = found.empty() ? words.say("find.none") : words.say("find.results", {{"count", found.size()}});
    kit.text(area.cut_top(kit.text_height(heading, Style::heading, area.width)), "find.results", heading,
             Style::heading);
    kit.mark_live("find.results");
    area.cut_top(12);

    float end_width = 0;
    for (const auto& one : found)
        end_width = std::max(end_width, kit.text_width(words.show(one.receipt.total), Style::label));
    const auto item = [&](std::size_t i) {
        const auto& receipt = found[i].receipt;
        return ListItem{.key = "find.result." + std::to_string(i + 1),
                        .row = {.icon = Icon::receipt,
                                .title = words.say("find.result", {{"number", text::Code{receipt.number}}}),
                                .detail = words.say("find.result_detail",
                                                    {{"when", receipt.begun_at}, {"count", receipt.lines.size()}}),
                                .end = words.show(receipt.total),
                                .end_width = end_width,
                                .leads_on = true}};
    };
    if (const auto tapped = kit.list(area, "find.list", found.size(), item))
        return OpenResult{*tapped};
    return std::nullopt;
}

struct Parts {
    Rect bar;
    Rect inputs; // empty when only the results have room
    Rect beside; // results or keypad; empty when only the inputs have room
};

Parts parts_of(const Kit& kit, Rect area, bool has_results) {
    Parts parts;
    if (kit.layout() == Layout::compact) {
        if (!kit.keyboard_up()) {
            parts.bar = area.cut_bottom(72);
            area.cut_bottom(12);
        }
        (has_results && !kit.keyboard_up() ? parts.beside : parts.inputs) = area;
        return parts;
    }
    parts.bar = area.cut_bottom(72);
    parts.inputs = area.cut_start(area.width * 0.44f);
    area.cut_start(32);
    if (kit.keyboard_up()) { // leaves little room below: the actions stand beside the fields
        parts.inputs.height += parts.bar.height;
        parts.bar.cut_start(parts.inputs.width + 32);
    } else {
        parts.inputs.cut_bottom(16);
        area.cut_bottom(16);
        parts.beside = area;
    }
    return parts;
}

Taken actions_of_find(Kit& kit, Rect bar, bool only_results, const Scene& scene) {
    Taken taken;
    const auto& words = scene.words;
    const float back_width = std::max(200.0f, kit.text_width(words.say("manager.back"), Style::label) + 96);
    const Rect back = bar.cut_start(std::min(back_width, bar.width * 0.4f));
    if (kit.button(back.middle(back.width, 56), "find.back", Look::ghost, Icon::back, words.say("manager.back")))
        taken = GoHome{};
    const Rect main = bar.cut_end(std::min(bar.width, 420.0f));
    if (only_results) {
        if (kit.button(main, "find.change", Look::secondary, Icon::edit, words.say("find.change")))
            taken = ChangeSearch{};
    } else if (kit.button(main, "find.search", Look::primary, Icon::search, words.say("find.search"))) {
        kit.focus("find.search");
        taken = SearchPurchase{};
    }
    return taken;
}

// True while one of the fields has the focus.
bool inputs(Kit& kit, Rect area, const Scene& scene) {
    const auto& words = scene.words;
    auto& find = scene.state.find;
    const FieldOf fields[] = {
        {"find.number", "", find.number, FieldKind::text},
        {"find.day", "find.day_placeholder", find.day, FieldKind::digits},
        {"find.item", "find.item_placeholder", find.item, FieldKind::text},
        {"find.about", "find.about_placeholder", find.about, FieldKind::digits},
    };
    const auto word = "shop.money." + find.unit;
    const std::string unit = words.knows(word) ? words.say(word) : find.unit;
    const auto hint = words.say("find.hint");
    const float width = area.width - Kit::scrollbar_room();
    const float hint_height = kit.text_height(hint, Style::secondary, width);
    Rect content = kit.begin_scroll(area, "find.inputs", hint_height + 4 * (12 + kit.field_height()));
    content.width = width;
    kit.text(content.cut_top(hint_height), "find.hint", hint, Style::secondary, Ink::secondary);
    for (const auto& field : fields) {
        content.cut_top(12);
        kit.field(content.cut_top(kit.field_height()), field.key, field.state, words.say(field.key, {{"unit", unit}}),
                  *field.placeholder ? words.say(field.placeholder) : std::string(), field.kind);
    }
    kit.end_scroll();
    if (std::exchange(find.begins_with_number, false))
        kit.layout() == Layout::compact ? kit.begin_typing("find.number", FieldKind::text) : kit.focus("find.number");
    return std::ranges::any_of(fields, [&](const FieldOf& field) { return has_focus(kit, field.key); });
}

void keypad(Kit& kit, Rect area, bool in_use, const Scene& scene) {
    const auto& words = scene.words;
    const KeypadWords keypad{words.say("pin.clear"), words.say("pin.erase"), words.say("pin.done")};
    const Rect pad = area.middle(Kit::keypad_width(), Kit::keypad_height(false));
    if (const auto key = kit.keypad(pad, "find.pad", false, keypad)) {
        if (!in_use)
            kit.focus("find.number");
        kit.type(*key == '<' ? Event(KeyPress{.key = Key::backspace}) : TypedText{std::string(1, *key)});
    }
}

} // namespace

Taken find_screen(Kit& kit, Rect area, const Scene& scene) {
    const auto& found = scene.state.find.results;
    const auto parts = parts_of(kit, area, found.has_value());
    Taken taken;
    if (parts.bar.height > 0)
        taken = actions_of_find(kit, parts.bar, parts.inputs.height == 0, scene);
    const bool in_use = parts.inputs.height > 0 && inputs(kit, parts.inputs, scene);
    if (parts.beside.height == 0)
        return taken;
    if (!found || in_use) {
        keypad(kit, parts.beside, in_use, scene);
        return taken;
    }
    const auto opened = results(kit, parts.beside, scene);
    return opened ? opened : taken;
}

} // namespace makegood::ui
