#include "terminal/ui/kiosk/care_parts.hpp"
#include "terminal/ui/kiosk/chip_flow.hpp"

#include <algorithm>

// The board: what waits for an answer, and what was answered.

namespace makegood::ui {

namespace {

struct CareListWords {
    CareList list;
    const char* key;
    const char* nothing; // when it is empty
};
constexpr CareListWords list_words[] = {
    {CareList::waiting, "care.list.waiting", "care.nothing"},
    {CareList::due_today, "care.list.due_today", "care.nothing_due"},
    {CareList::overdue, "care.list.overdue", "care.nothing_due"},
    {CareList::answered, "care.list.answered", "care.nothing_answered"},
    {CareList::without_cause, "care.list.without_cause", "care.nothing_unknown"},
};

struct UrgencyBadge {
    const char* word;
    Icon icon;
    Tone tone;
};

UrgencyBadge badge_of(const CareRecord& record, const Scene& scene) {
    if (record.stage == CareStage::closed)
        return {"care.badge.closed", Icon::check, Tone::neutral};
    if (record.stage == CareStage::answered)
        return {"care.badge.answered", Icon::check, Tone::ok};
    switch (urgency_of(record, scene.now, scene.state.care.terms.hours)) {
    case Urgency::escalated:
    case Urgency::overdue:
        return {"care.badge.overdue", Icon::warning, Tone::bad};
    case Urgency::today:
        return {"care.badge.today", Icon::schedule, Tone::warn};
    case Urgency::soon:
        return {"care.badge.soon", Icon::schedule, Tone::warn};
    case Urgency::in_time:
    case Urgency::none:
        break;
    }
    return {"care.badge.waiting", Icon::hourglass, Tone::neutral};
}

// Which list, and of a long one which page.
std::vector<Chip> list_chips(const Scene& scene) {
    std::vector<Chip> chips;
    const auto& care = scene.state.care;
    for (const auto& one : list_words) {
        const auto count = care.board.counts[static_cast<std::size_t>(one.list)];
        const bool more = count > 0 && count >= care.board.most_counted;
        chips.push_back({one.key,
                         scene.words.say(one.key, {{"count", count}, {"more", text::Choice{more ? "yes" : "no"}}}),
                         care.list == one.list, ChooseCareList{one.list}});
    }
    if (care.page > 0)
        chips.push_back({"care.page.before", scene.words.say("care.page.before"), false, TurnCarePage{-1}, Icon::back});
    if (care.board.goes_on)
        chips.push_back({"care.page.next", scene.words.say("care.page.next"), false, TurnCarePage{1}, Icon::forward});
    return chips;
}

std::string detail_of(const CareEntry& entry, const Scene& scene) {
    const text::Arguments told{
        {"kind", scene.words.say(std::string("care.kind.") + ui::words_of(entry.record.kind).name)},
        {"since", scene.words.age(entry.record.received_at, scene.now)},
        {"who", who_in_words(waits_for(entry.record, scene.now), scene)}};
    return scene.words.say(is_escalated(entry.record, scene.now) ? "care.row_escalated" : "care.row", told);
}

} // namespace

Taken care_list(Kit& kit, Rect area, const Scene& scene) {
    const auto& words = scene.words;
    const auto chips = list_chips(scene);
    const auto chosen = chip_flow(kit, area.cut_top(chip_flow_height(kit, chips, area.width)), chips);
    area.cut_top(12);
    const auto& entries = scene.state.care.board.entries;
    if (entries.empty()) {
        const auto& list = *std::ranges::find(list_words, scene.state.care.list, &CareListWords::list);
        kit.text(area, "care.nothing", words.say(list.nothing), Style::body, Ink::secondary);
        return chosen;
    }
    const auto item = [&](std::size_t i) {
        const auto& entry = entries[i];
        const auto& kind = words_of(entry.record.kind);
        const auto badge = badge_of(entry.record, scene);
        return ListItem{.key = "care.entry." + std::to_string(i + 1),
                        .row = {.icon = kind.icon,
                                .title = said_in_words(entry, words),
                                .detail = detail_of(entry, scene),
                                .badge_label = words.say(badge.word),
                                .badge_icon = badge.icon,
                                .badge_tone = badge.tone,
                                .leads_on = true}};
    };
    if (const auto tapped = kit.list(area, "care.entries", entries.size(), item))
        return OpenCareEntry{*tapped};
    return chosen;
}

} // namespace makegood::ui
