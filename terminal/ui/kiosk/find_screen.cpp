#include "terminal/ui/kiosk/screens.hpp"

#include <algorithm>

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

} // namespace

Taken find_screen(Kit& kit, Rect area, const Scene& scene) {
    Taken taken;
    const auto& words = scene.words;
    auto& find = scene.state.find;

    Rect bar = area.cut_bottom(72);
    Rect inputs = area.cut_start(area.width * 0.44f);
    area.cut_start(32);
    if (kit.keyboard_up()) { // leaves little room below: the actions stand beside the fields
        inputs.height += bar.height;
        bar.cut_start(inputs.width + 32);
    } else {
        inputs.cut_bottom(16);
        area.cut_bottom(16);
    }
    Rect back = bar.cut_start(200);
    if (kit.button(back.middle(back.width, 56), "find.back", Look::ghost, Icon::back, words.say("manager.back")))
        taken = GoHome{};
    if (kit.button(bar.cut_end(std::min(bar.width, 420.0f)), "find.search", Look::primary, Icon::search,
                   words.say("find.search"))) {
        kit.focus("find.search");
        taken = SearchPurchase{};
    }

    const auto hint = words.say("find.hint");
    kit.text(inputs.cut_top(kit.text_height(hint, Style::secondary, inputs.width)), "find.hint", hint, Style::secondary,
             Ink::secondary);
    inputs.cut_top(12);
    const FieldOf fields[] = {
        {"find.number", "", find.number, FieldKind::text},
        {"find.day", "find.day_placeholder", find.day, FieldKind::digits},
        {"find.item", "find.item_placeholder", find.item, FieldKind::text},
        {"find.about", "find.about_placeholder", find.about, FieldKind::digits},
    };
    const float room = kit.field_height() * 4 + 3 * 12;
    Rect content = kit.begin_scroll(inputs, "find.inputs", room);
    for (const auto& field : fields) {
        kit.field(content.cut_top(kit.field_height()), field.key, field.state, words.say(field.key),
                  *field.placeholder ? words.say(field.placeholder) : std::string(), field.kind);
        content.cut_top(12);
    }
    kit.end_scroll();

    if (kit.keyboard_up())
        return taken;
    const bool in_use = std::ranges::any_of(fields, [&](const FieldOf& field) { return has_focus(kit, field.key); });
    if (find.results && !in_use) {
        const auto opened = results(kit, area, scene);
        return opened ? opened : taken;
    }
    const KeypadWords keypad{words.say("pin.clear"), words.say("pin.erase"), words.say("pin.done")};
    const Rect pad = area.middle(Kit::keypad_width(), Kit::keypad_height(false));
    if (const auto key = kit.keypad(pad, "find.pad", false, keypad)) {
        if (!in_use)
            kit.focus("find.number");
        kit.type(*key == '<' ? Event(KeyPress{.key = Key::backspace}) : TypedText{std::string(1, *key)});
    }
    return taken;
}

} // namespace makegood::ui
