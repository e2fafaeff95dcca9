#include "terminal/ui/kiosk/care_parts.hpp"
#include "terminal/ui/kiosk/form_column.hpp"

#include <algorithm>

// One record of the register: the customer's words first.

namespace makegood::ui {

namespace {

void add_phone(FormColumn& column, const CareEntry& entry, const Scene& scene, Taken& taken) {
    const auto& in_full = scene.state.care.phone_in_full;
    if (entry.phone.empty())
        return column.add_text("care.no_phone", scene.words.say("care.no_phone"), Style::body, Ink::secondary);
    const text::Code shown{in_full.empty() ? entry.phone : in_full};
    column.add_text("care.reach", scene.words.say("care.reach", {{"phone", shown}}), Style::body, Ink::ink);
    if (in_full.empty())
        column.add_chips("care.call_back", scene,
                         {{"care.uncover", scene.words.say("care.uncover"), false, UncoverCarePhone{}, Icon::person}},
                         taken);
}

} // namespace

Taken care_page(Kit& kit, Rect area, const CareEntry& entry, const Scene& scene) {
    Taken taken;
    const auto& words = scene.words;
    if (!kit.keyboard_up()) {
        const auto back = words.say("manager.back");
        if (kit.button(area.cut_bottom(56).cut_start(std::min(area.width, 240.0f)), "care.leave", Look::ghost,
                       Icon::back, back))
            taken = LeaveCareEntry{};
        area.cut_bottom(12);
    }
    FormColumn column(kit, std::min(area.width, 720.0f) - Kit::scrollbar_room());
    const auto& kind = words_of(entry.record.kind);
    column.add_text("care.page.kind", words.say(std::string("care.kind.") + kind.name), Style::label, Ink::secondary);
    column.add_text("care.page.words", said_in_words(entry, words), Style::heading, Ink::ink);
    column.add_text("care.page.received", words.say("care.received", {{"when", words.show(entry.record.received_at)}}),
                    Style::body, Ink::secondary);
    add_phone(column, entry, scene, taken);
    column.draw(area, "care.page");
    return taken;
}

} // namespace makegood::ui
