#include "terminal/ui/kiosk/screens.hpp"

namespace makegood::ui {

namespace {

struct FieldOf {
    const char* key;
    const char* placeholder; // key of its words, or empty
    TextFieldState& state;
    FieldKind kind;
};

// Where the caret is, if it is anywhere.
TextFieldState* field_in_use(const Kit& kit, std::span<const FieldOf> fields) {
    for (const auto& field : fields)
        if (const Node* node = ui::find(kit.tree(), field.key); node && node->focused)
            return &field.state;
    return nullptr;
}

void press(TextFieldState& field, char key) {
    if (key == '<') {
        if (!field.text.empty())
            field.text.pop_back();
    } else if (field.text.size() < field.limit) {
        field.text += key;
    }
    field.caret = field.text.size();
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
    area.cut_bottom(16);
    Rect back = bar.cut_start(200);
    if (kit.button(back.middle(back.width, 56), "find.back", Look::ghost, Icon::back, words.say("manager.back")))
        taken = GoHome{};
    if (kit.button(bar.cut_end(std::min(bar.width, 420.0f)), "find.search", Look::primary, Icon::search,
                   words.say("find.search"))) {
        kit.focus("find.search");
        taken = SearchPurchase{};
    }

    Rect inputs = area.cut_start(area.width * 0.44f);
    area.cut_start(32);
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

    TextFieldState* in_use = field_in_use(kit, fields);
    if (find.results && !in_use) {
        const auto opened = results(kit, area, scene);
        return opened ? opened : taken;
    }
    const KeypadWords keypad{words.say("pin.clear"), words.say("pin.erase"), words.say("pin.done")};
    const Rect pad = area.middle(Kit::keypad_width(), Kit::keypad_height(false));
    if (const auto key = kit.keypad(pad, "find.pad", false, keypad))
        press(in_use ? *in_use : find.number, *key);
    return taken;
}

} // namespace makegood::ui
