#include "terminal/ui/kiosk/care_parts.hpp"
#include "terminal/ui/kiosk/form_column.hpp"

#include <algorithm>

// What a customer says, taken down while they stand there: a tap for what it is about, one for the words that fit.

namespace makegood::ui {

namespace {

// Where there is little room, the one that was tapped stays alone; a second tap brings the others back.
std::vector<Chip> kinds(bool chosen_alone, const Scene& scene) {
    std::vector<Chip> chips;
    const auto& chosen = scene.state.care.kind;
    for (const auto& one : care_kinds())
        if (one.kind != CareKind::goods && (!chosen_alone || !chosen || *chosen == one.kind))
            chips.push_back({std::string("care.kind.") + one.name,
                             scene.words.say(std::string("care.kind.") + one.name), chosen == one.kind,
                             ChooseCareKind{one.kind}, one.icon});
    return chips;
}

std::vector<Chip> phrases(CareKind kind, const Scene& scene) {
    std::vector<Chip> chips;
    const auto& said = scene.state.care.said;
    for (const auto phrase : ready_phrases(kind)) {
        const auto key = "care.said." + std::string(phrase);
        chips.push_back({key, scene.words.say(key), std::ranges::find(said, phrase) != said.end(), SayReady{phrase}});
    }
    return chips;
}

} // namespace

Taken care_form(Kit& kit, Rect area, const Scene& scene) {
    Taken taken;
    const auto& words = scene.words;
    auto& care = scene.state.care;
    FormColumn column(kit, area.width - Kit::scrollbar_room());
    const auto field = [&](const char* key, TextFieldState& state, const char* placeholder, FieldKind kind) {
        column.add(kit.field_height(), [&kit, &words, &state, key, placeholder, kind](Rect place) {
            kit.field(place, key, state, words.say(key), words.say(placeholder), kind);
        });
    };
    column.add_chips("care.kind", scene, kinds(kit.layout() == Layout::compact, scene), taken);
    if (care.kind)
        column.add_chips("care.said", scene, phrases(*care.kind, scene), taken);
    field("care.words", care.words, "care.words_placeholder", FieldKind::text);
    field("care.phone", care.phone, "care.phone_placeholder", FieldKind::digits);
    column.draw(area, "care.form");
    if (care.frames_to_reveal > 0) {
        kit.reveal("care.kind");
        kit.ask_frame_at(kit.now_ms()); // shows where it went
        --care.frames_to_reveal;
    }
    return taken;
}

} // namespace makegood::ui
