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
constexpr CareListWords care_lists[] = {
    {CareList::waiting, "care.list.waiting", "care.nothing"},
    {CareList::due_today, "care.list.due_today", "care.nothing_due"},
    {CareList::overdue, "care.list.overdue", "care.nothing_due"},
    {CareList::answered, "care.list.answered", "care.nothing_answered"},
    {CareList::without_cause, "care.list.without_cause", "care.nothing_unknown"},
};

bool is_due_today(Urgency urgency) {
    return urgency == Urgency::today;
}

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

std::vector<Chip> list_chips(const Scene& scene) {
    std::vector<Chip> chips;
    const auto& care = scene.state.care;
    for (const auto& one : care_lists) {
        const auto count = static_cast<std::int64_t>(entries_in(care, one.list, scene.now).size());
        chips.push_back(
            {one.key, scene.words.say(one.key, {{"count", count}}), care.list == one.list, ChooseCareList{one.list}});
    }
    return chips;
}

} // namespace

std::vector<const CareEntry*> entries_in(const CareState& care, CareList list, CivilTime now) {
    const auto& board = care.board;
    std::vector<const CareEntry*> shown;
    const auto add = [&](const std::vector<CareEntry>& entries, bool (*wanted)(Urgency)) {
        for (const auto& entry : entries)
            if (!wanted || wanted(urgency_of(entry.record, now, care.terms.hours)))
                shown.push_back(&entry);
    };
    switch (list) {
    case CareList::waiting:
        add(board.unanswered, nullptr);
        break;
    case CareList::due_today:
        add(board.unanswered, is_due_today);
        break;
    case CareList::overdue:
        add(board.unanswered, is_overdue);
        break;
    case CareList::answered:
        add(board.answered, nullptr);
        break;
    case CareList::without_cause:
        add(board.without_cause, nullptr);
        break;
    }
    return shown;
}

Taken care_list(Kit& kit, Rect area, const Scene& scene) {
    const auto& words = scene.words;
    const auto chips = list_chips(scene);
    const auto chosen = chip_flow(kit, area.cut_top(chip_flow_height(kit, chips, area.width)), chips);
    area.cut_top(12);
    const auto entries = entries_in(scene.state.care, scene.state.care.list, scene.now);
    if (entries.empty()) {
        const auto& list = *std::ranges::find(care_lists, scene.state.care.list, &CareListWords::list);
        kit.text(area, "care.nothing", words.say(list.nothing), Style::body, Ink::secondary);
        return chosen;
    }
    const auto item = [&](std::size_t i) {
        const auto& entry = *entries[i];
        const auto& kind = words_of(entry.record.kind);
        const auto badge = badge_of(entry.record, scene);
        return ListItem{
            .key = "care.entry." + std::to_string(i + 1),
            .row = {.icon = kind.icon,
                    .title = said_in_words(entry, words),
                    .detail = words.say("care.row", {{"kind", words.say(std::string("care.kind.") + kind.name)},
                                                     {"since", words.age(entry.record.received_at, scene.now)}}),
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
