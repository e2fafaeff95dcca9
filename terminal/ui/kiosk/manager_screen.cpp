#include "terminal/ui/kiosk/screens.hpp"

#include <algorithm>

namespace makegood::ui {

namespace {

// One dot for each digit; the digits themselves are never shown.
std::string dots(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
        text += "●";
    return text;
}

Taken who(Kit& kit, Rect area, const Scene& scene) {
    Taken taken;
    const auto sentence = scene.words.say("manager.who");
    kit.text(area.cut_top(kit.text_height(sentence, Style::heading, area.width)), "manager.who", sentence,
             Style::heading);
    area.cut_top(16);
    const auto& managers = scene.state.manager.managers;
    for (std::size_t i = 0; i < managers.size(); ++i) {
        const Row row{.icon = Icon::badge, .title = managers[i].name.in(scene.state.language), .leads_on = true};
        if (kit.row(area.cut_top(kit.row_height(row, area.width)), "manager.name." + std::to_string(i + 1), row))
            taken = ChooseApprover{i};
        area.cut_top(8);
    }
    return taken;
}

Taken pin(Kit& kit, Rect area, const Scene& scene) {
    Taken taken;
    const auto& words = scene.words;
    const auto& manager = scene.state.manager;
    const auto& view = *scene.state.current;
    const bool ready = manager.pin.size() >= shortest_pin && !manager.checking;
    const Enabled enabled{ready, words.say(manager.checking ? "manager.checking" : "manager.pin_first")};

    const auto decline_words = words.say("manager.decline"), other_words = words.say("manager.other_person");
    const std::string below = ready ? std::string() : enabled.reason;
    const float decline_width = (area.width - 12) * 0.66f;
    const float others =
        std::max(kit.button_height(Look::secondary, Icon::chat, decline_words, below, decline_width),
                 kit.button_height(Look::ghost, Icon::person, other_words, {}, area.width - 12 - decline_width));
    Rect bar = area.cut_bottom(76 + 12 + others);
    area.cut_bottom(12);
    if (kit.button(bar.cut_top(76), "manager.approve", Look::primary, Icon::verified, words.say("manager.approve"),
                   ready ? words.say("manager.approve_effect", {{"quantity", view.claim.quantity},
                                                                {"item", item_of(scene.state)},
                                                                {"value", view.value}})
                         : std::string(),
                   enabled))
        taken = Approve{};
    bar.cut_top(12);
    Rect decline = bar.cut_start(decline_width);
    bar.cut_start(12);
    if (kit.button(decline, "manager.decline", Look::secondary, Icon::chat, decline_words, {}, enabled))
        taken = Decline{};
    if (kit.button(bar, "manager.other", Look::ghost, Icon::person, other_words))
        taken = ChooseApprover{};

    const auto title = words.say("manager.pin", {{"name", manager.approver->name.in(scene.state.language)}});
    const float title_height = kit.text_height(title, Style::heading, area.width - Kit::scrollbar_room());
    area = kit.begin_scroll(area, "manager.keys",
                            title_height + 8 + kit.line_height(Style::title) + 8 + Kit::keypad_height(false));
    kit.text(area.cut_top(title_height), "manager.pin_of", title, Style::heading, Ink::ink, Align::center);
    area.cut_top(8);
    const auto shown = dots(manager.pin.size());
    kit.text(area.cut_top(kit.line_height(Style::title)), "manager.dots", shown.empty() ? "–" : shown, Style::title,
             Ink::primary, Align::center);
    kit.mark_live("manager.dots");
    kit.mark_secret("manager.dots", manager.pin.size());
    area.cut_top(8);
    const KeypadWords keypad{words.say("pin.clear"), words.say("pin.erase"), words.say("pin.done")};
    if (const auto key = kit.keypad(area, "manager.pin", false, keypad))
        taken = PressPinKey{*key};
    kit.end_scroll();
    return taken;
}

} // namespace

Taken manager_screen(Kit& kit, Rect area, const Scene& scene) {
    Taken taken;
    const auto& words = scene.words;
    const auto& view = *scene.state.current;

    Rect side = area.cut_start(area.width * 0.5f);
    area.cut_start(24);
    Rect back = side.cut_bottom(56);
    side.cut_bottom(16);
    if (kit.button(back, "manager.back", Look::ghost, Icon::back, words.say("manager.next_customer")))
        taken = ParkCase{};

    kit.card(side, Surface::surface);
    Rect inside = side.inset(24);
    const auto say = [&](std::string_view key, const std::string& sentence, Style style, Ink ink) {
        kit.text(inside.cut_top(kit.text_height(sentence, style, inside.width)), key, sentence, style, ink);
        inside.cut_top(8);
    };
    say("manager.question", words.say("manager.question"), Style::caption, Ink::secondary);
    say("manager.what", words.say("decision.what", {{"quantity", view.claim.quantity}, {"item", item_of(scene.state)}}),
        Style::title, Ink::ink);
    say("manager.value", words.show(view.value), Style::title, Ink::primary);
    say("manager.complaint",
        words.say(view.claim.complaint == Complaint::damaged ? "complaint.damaged" : "complaint.not_among_the_goods"),
        Style::body, Ink::ink);
    if (scene.state.staff)
        say("manager.asked_by",
            words.say("manager.asked_by", {{"name", scene.state.staff->name.in(scene.state.language)}}),
            Style::secondary, Ink::secondary);
    inside.cut_top(4);
    evidence_list(kit, inside, "manager.evidence", scene, view.decision);

    const auto other = scene.state.manager.approver ? pin(kit, area, scene) : who(kit, area, scene);
    return other ? other : taken;
}

} // namespace makegood::ui
