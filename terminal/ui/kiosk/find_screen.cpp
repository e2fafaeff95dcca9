#include "terminal/ui/kiosk/chip_flow.hpp"
#include "workflows/privacy/masked.hpp"

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

constexpr double very_likely = 0.8;
constexpr double likely = 0.3;

const MoreFact& more_fact(RecalledFact fact) {
    return *std::ranges::find(more_facts(), fact, &MoreFact::fact);
}

std::string fact_in_words(const RecallReason& reason, const FindState& find, const text::Words& words) {
    switch (reason.fact) {
    case RecalledFact::item:
        if (const auto* name = std::get_if<std::string>(&reason.seen))
            return *name;
        return reason.index < find.items.size() ? find.items[reason.index] : find.item.text;
    case RecalledFact::days:
        return words.say("find.fact.day");
    case RecalledFact::weekday:
        return words.say("find.fact.weekday");
    case RecalledFact::card:
        return words.say("find.fact.card");
    case RecalledFact::number:
        return words.say("find.fact.number");
    case RecalledFact::business_unit:
        return words.say("find.fact.shop");
    case RecalledFact::total:
        return words.say("find.fact.total");
    default:
        return words.say(std::string(more_fact(reason.fact).key) + ".reason");
    }
}

// "fits: the day, Green olives · differs: the total"; empty where nothing was asked.
std::string reasons_in_words(const RecalledReceipt& one, const FindState& find, const text::Words& words) {
    std::string lists[2];
    for (const auto& reason : one.reasons) {
        auto& list = lists[reason.matched ? 0 : 1];
        const auto next = fact_in_words(reason, find, words);
        list = list.empty() ? next : words.say("find.listed", {{"list", text::Phrase{list}}, {"next", next}});
    }
    std::string all;
    for (int i = 0; i < 2; ++i)
        if (!lists[i].empty())
            all += " · " + words.say(i == 0 ? "find.fits" : "find.differs", {{"list", text::Phrase{lists[i]}}});
    return all;
}

Taken results(Kit& kit, Rect area, const Scene& scene) {
    const auto& words = scene.words;
    const auto& find = scene.state.find;
    const auto& found = *find.results;
    const auto heading = found.empty() ? words.say("find.none") : words.say("find.results", {{"count", found.size()}});
    kit.text(area.cut_top(kit.text_height(heading, Style::heading, area.width)), "find.results", heading,
             Style::heading);
    kit.mark_live("find.results");
    area.cut_top(12);

    float end_width = 0;
    for (const auto& one : found)
        end_width = std::max(end_width, kit.text_width(words.show(one.receipt.total), Style::label));
    const auto item = [&](std::size_t i) {
        const auto& one = found[i];
        const auto& receipt = one.receipt;
        Row row{.icon = Icon::receipt,
                .title = words.say("find.result", {{"number", text::Code{receipt.number}}}),
                .detail =
                    words.say("find.result_detail", {{"when", receipt.begun_at}, {"count", receipt.lines.size()}}) +
                    reasons_in_words(one, find, words),
                .end = words.show(receipt.total),
                .end_width = end_width,
                .leads_on = true};
        if (one.share >= likely) {
            const bool is_sure = one.share >= very_likely;
            row.badge_label = words.say(is_sure ? "find.very_likely" : "find.likely");
            row.badge_icon = is_sure ? Icon::check : Icon::info;
            row.badge_tone = is_sure ? Tone::ok : Tone::info;
        }
        return ListItem{.key = "find.result." + std::to_string(i + 1), .row = std::move(row)};
    };
    const auto none_of_them = words.say("find.no_receipt");
    const Rect without = area.cut_bottom(kit.button_height(Look::secondary, Icon::chat, none_of_them, {}, area.width));
    area.cut_bottom(12);
    if (kit.button(without, "find.no_receipt", Look::secondary, Icon::chat, none_of_them))
        return OpenTold{.of_service = false};
    if (const auto tapped = kit.list(area, "find.list", found.size(), item))
        return OpenResult{*tapped};
    return std::nullopt;
}

struct Parts {
    Rect bar;
    Rect inputs; // empty when only the results have room
    Rect beside; // results or keypad; empty when only the inputs have room
};

Parts parts_of(const Kit& kit, Rect area, const FindState& find) {
    Parts parts;
    if (kit.layout() == Layout::compact) {
        if (!kit.keyboard_up()) {
            parts.bar = area.cut_bottom(72);
            area.cut_bottom(12);
        }
        (find.results && find.listing && !kit.keyboard_up() ? parts.beside : parts.inputs) = area;
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

std::vector<Chip> item_chips(const Scene& scene) {
    std::vector<Chip> chips;
    const auto& find = scene.state.find;
    for (std::size_t i = 0; i < find.items.size(); ++i)
        chips.push_back({"find.items." + std::to_string(i + 1), find.items[i], true, ForgetItem{i}, Icon::close});
    if (!find.item.text.empty())
        chips.push_back({"find.another", scene.words.say("find.another"), false, TellAnotherItem{}, Icon::add});
    return chips;
}

std::vector<Chip> time_chips(const Scene& scene) {
    std::vector<Chip> chips;
    for (const auto* key : {"find.when.today", "find.when.yesterday", "find.when.last_week", "find.when.last_month",
                            "find.when.two_months"}) {
        const auto when = scene.words.say(key);
        chips.push_back({key, when, scene.state.find.day.text == when, SayWhen{when}});
    }
    return chips;
}

// What else may be remembered.
std::vector<Chip> more_chips(const Scene& scene) {
    std::vector<Chip> chips;
    for (const auto& fact : more_facts()) {
        const auto is_it = [&](const auto& told) { return told.first == fact.fact; };
        if (std::ranges::none_of(scene.state.find.more, is_it))
            chips.push_back({std::string(fact.key) + ".chip", scene.words.say(std::string(fact.key) + ".chip"), false,
                             TellMore{fact.fact}, fact.icon});
    }
    return chips;
}

constexpr float above_chips = 10;

float room_for(Kit& kit, const std::vector<Chip>& chips, float width) {
    return chips.empty() ? 0 : above_chips + chip_flow_height(kit, chips, width);
}

Rect below_field(Rect room) {
    room.cut_top(above_chips);
    return room;
}

bool leads_to_a_customer(RecalledFact fact) {
    return fact == RecalledFact::phone || fact == RecalledFact::customer;
}

// What leads to a customer is covered once its field is left, so that the next one at the counter does not read it.
void cover_what_was_told(const Kit& kit, FindState& find) {
    std::optional<RecalledFact> now;
    for (const auto& [fact, field] : find.more) {
        if (!leads_to_a_customer(fact))
            continue;
        if (has_focus(kit, more_fact(fact).key))
            now = fact;
        else if (find.being_told == fact && !field.text.empty())
            find.covered.insert(fact);
    }
    find.being_told = now;
}

struct Cover {
    RecalledFact fact;
    std::string label;
    std::string effect;
};

std::optional<Cover> cover_of(const FieldOf& field, const Scene& scene) {
    const auto& find = scene.state.find;
    for (const auto& [fact, state] : find.more)
        if (&state == &field.state && find.covered.contains(fact))
            return Cover{
                fact,
                scene.words.say(std::string(field.key) + ".covered", {{"number", text::Code{masked(state.text)}}}),
                scene.words.say("find.uncover")};
    return std::nullopt;
}

struct Inputs {
    Taken taken;
    bool in_use = false;    // one of the fields has the focus
    bool wants_pad = false; // and it takes digits only
};

Inputs inputs(Kit& kit, Rect area, const Scene& scene) {
    const auto& words = scene.words;
    auto& find = scene.state.find;
    std::vector<FieldOf> fields = {
        {"find.number", "find.number_placeholder", find.number, FieldKind::text},
        {"find.item", "find.item_placeholder", find.item, FieldKind::text},
        {"find.day", "find.day_placeholder", find.day, FieldKind::text},
        {"find.about", "find.about_placeholder", find.about, FieldKind::digits},
        {"find.card", "", find.card, FieldKind::digits},
    };
    for (auto& [fact, field] : find.more)
        fields.push_back({more_fact(fact).key, "", field, more_fact(fact).kind});
    std::vector<std::vector<Chip>> below(fields.size());
    below[1] = item_chips(scene);
    below[2] = time_chips(scene);
    below.back() = more_chips(scene);
    const auto word = "shop.money." + find.unit;
    const std::string unit = words.knows(word) ? words.say(word) : find.unit;
    const auto hint = words.say("find.hint");
    const float width = area.width - Kit::scrollbar_room();
    const float hint_height = kit.text_height(hint, Style::secondary, width);
    float height = hint_height;
    const auto height_of = [&](const FieldOf& field) {
        const auto cover = cover_of(field, scene);
        return cover ? kit.button_height(Look::secondary, Icon::lock, cover->label, cover->effect, width)
                     : kit.field_height();
    };
    for (std::size_t i = 0; i < fields.size(); ++i)
        height += 12 + height_of(fields[i]) + room_for(kit, below[i], width);
    Rect content = kit.begin_scroll(area, "find.inputs", height);
    content.width = width;
    kit.text(content.cut_top(hint_height), "find.hint", hint, Style::secondary, Ink::secondary);
    Inputs told;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const auto& field = fields[i];
        content.cut_top(12);
        const Rect place = content.cut_top(height_of(field));
        if (const auto cover = cover_of(field, scene)) {
            if (kit.button(place, std::string(field.key) + ".uncover", Look::secondary, Icon::lock, cover->label,
                           cover->effect))
                told.taken = Uncover{cover->fact};
        } else if (kit.field(place, field.key, field.state, words.say(field.key, {{"unit", unit}}),
                             *field.placeholder ? words.say(field.placeholder) : std::string(), field.kind))
            told.taken = SearchPurchase{.while_typing = true};
        if (auto tapped = chip_flow(kit, below_field(content.cut_top(room_for(kit, below[i], width))), below[i])) {
            if (std::holds_alternative<TellAnotherItem>(*tapped))
                kit.layout() == Layout::compact ? kit.begin_typing("find.item", FieldKind::text)
                                                : kit.focus("find.item");
            told.taken = std::move(tapped);
        }
    }
    kit.end_scroll();
    if (std::exchange(find.begins_with_number, false))
        kit.layout() == Layout::compact ? kit.begin_typing("find.number", FieldKind::text) : kit.focus("find.number");
    if (const auto fact = std::exchange(find.begins_with, {})) {
        kit.begin_typing(more_fact(*fact).key, more_fact(*fact).kind);
        kit.reveal(more_fact(*fact).key);
    }
    cover_what_was_told(kit, find);
    for (const auto& field : fields)
        if (has_focus(kit, field.key)) {
            told.in_use = true;
            told.wants_pad = field.kind == FieldKind::digits;
        }
    return told;
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

constexpr float pane_gap = 32;
constexpr float narrowest_results = 400;

// Beside the fields stand the results as soon as there are any; before that and for digits the keypad, beside the
// results where there is room.
Taken find_screen(Kit& kit, Rect area, const Scene& scene) {
    const auto parts = parts_of(kit, area, scene.state.find);
    Taken taken;
    if (parts.bar.height > 0)
        taken = actions_of_find(kit, parts.bar, parts.inputs.height == 0, scene);
    Inputs told;
    if (parts.inputs.height > 0)
        told = inputs(kit, parts.inputs, scene);
    if (told.taken)
        taken = std::move(told.taken);
    if (parts.beside.height == 0)
        return taken;
    const bool has_results = scene.state.find.results.has_value();
    const bool has_room_for_both = parts.beside.width >= Kit::keypad_width() + pane_gap + narrowest_results;
    Rect beside = parts.beside;
    if (!has_results || told.wants_pad) {
        const Rect pad = has_results && has_room_for_both ? beside.cut_end(Kit::keypad_width()) : beside;
        keypad(kit, pad, told.in_use, scene);
        if (!has_results || !has_room_for_both)
            return taken;
        beside.cut_end(pane_gap);
    }
    const auto opened = results(kit, beside, scene);
    return opened ? opened : taken;
}

} // namespace makegood::ui
