#include "terminal/ui/kiosk/care_parts.hpp"

namespace makegood::ui {

Taken care_list(Kit& kit, Rect area, const Scene& scene) {
    const auto& words = scene.words;
    const auto& entries = scene.state.care.entries;
    const auto heading = words.say("care.list");
    kit.text(area.cut_top(kit.text_height(heading, Style::heading, area.width)), "care.list", heading, Style::heading);
    area.cut_top(12);
    if (entries.empty()) {
        kit.text(area, "care.nothing", words.say("care.nothing"), Style::body, Ink::secondary);
        return std::nullopt;
    }
    const auto item = [&](std::size_t i) {
        const auto& entry = entries[i];
        const auto& kind = words_of(entry.record.kind);
        return ListItem{
            .key = "care.entry." + std::to_string(i + 1),
            .row = {.icon = kind.icon,
                    .title = said_in_words(entry, words),
                    .detail = words.say("care.row", {{"kind", words.say(std::string("care.kind.") + kind.name)},
                                                     {"since", words.age(entry.record.received_at, scene.now)}}),
                    .leads_on = true}};
    };
    if (const auto tapped = kit.list(area, "care.entries", entries.size(), item))
        return OpenCareEntry{*tapped};
    return std::nullopt;
}

} // namespace makegood::ui
