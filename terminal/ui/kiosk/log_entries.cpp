#include "terminal/text/place_words.hpp"
#include "terminal/text/unicode.hpp"
#include "terminal/ui/kiosk/chip_flow.hpp"
#include "terminal/ui/kiosk/left_behind_parts.hpp"

#include <algorithm>

// What is in the log, with what can be done with each.

namespace makegood::ui {

namespace {

constexpr float gap = 12;

struct EntryBadge {
    const char* word;
    Icon icon;
    Tone tone;
};

EntryBadge badge_of(LeftBehindState state) {
    switch (state) {
    case LeftBehindState::kept:
        return {"left.state.kept", Icon::inventory, Tone::neutral};
    case LeftBehindState::reserved:
        return {"left.state.reserved", Icon::person, Tone::info};
    case LeftBehindState::handed_over:
        return {"left.state.handed_over", Icon::check, Tone::ok};
    case LeftBehindState::put_back:
        return {"left.state.put_back", Icon::shop, Tone::neutral};
    case LeftBehindState::disposed_of:
        return {"left.state.disposed_of", Icon::remove, Tone::neutral};
    case LeftBehindState::brought_back:
        break;
    }
    return {"left.state.brought_back", Icon::replay, Tone::info};
}

EntryBadge badge_of(const LeftBehindEntry& entry, Date today) {
    if (is_in_shop(entry.state) && freshness_of(entry, today) == Freshness::spoiled)
        return {"left.spoiled", Icon::expired, Tone::bad};
    if (is_in_shop(entry.state) && freshness_of(entry, today) == Freshness::spoils_soon)
        return {entry.perishable_until == today ? "left.spoils_today" : "left.spoils_tomorrow", Icon::warning,
                Tone::warn};
    return badge_of(entry.state);
}

// By more than a minute, as far as the kiosk tells times.
bool was_noted_later(const LeftBehindEntry& entry) {
    const auto [happened, recorded] = is_in_shop(entry.state) ? std::pair(entry.found_at, entry.recorded_at)
                                                              : std::pair(entry.moved_at, entry.moved_recorded_at);
    return recorded.seconds - happened.seconds >= 60;
}

// When what is done with it happened, as far back as it lies where it is; none where that can only be now.
std::vector<Chip> times_of(const LeftBehindEntry& entry, const Scene& scene) {
    std::vector<Chip> row;
    for (const int hours : {0, 1, 24})
        if (entry.moved_at.seconds <= scene.now.seconds - hours * 60 * 60)
            row.push_back({"left.step_when." + std::to_string(hours),
                           scene.words.say("left.when." + std::to_string(hours)),
                           scene.state.log.step_hours_ago == hours, ChooseStepTime{hours}});
    return row.size() > 1 ? row : std::vector<Chip>();
}

// "Fridge · 2 hours ago · Lane 2 · in a blue bag".
std::string details_of(const LeftBehindEntry& entry, const Scene& scene) {
    const auto& words = scene.words;
    std::vector<std::string> parts;
    const bool is_here = is_in_shop(entry.state);
    if (is_here)
        parts.push_back(text::place_in_words(entry.place, words));
    parts.push_back(words.age(is_here ? entry.found_at : entry.moved_at, scene.now));
    if (was_noted_later(entry))
        parts.push_back(
            words.say("left.noted_later",
                      {{"when", words.age(is_here ? entry.recorded_at : entry.moved_recorded_at, scene.now)}}));
    if (!entry.lane.empty())
        parts.push_back(words.say("receipt.lane", {{"lane", text::Code{text::plain(entry.lane.text())}}}));
    if (!entry.note.empty())
        parts.push_back(entry.note);
    if (entry.state == LeftBehindState::reserved)
        parts.push_back(entry.reserved_for.empty() ? words.say("left.state.reserved")
                                                   : words.say("left.reserved", {{"note", entry.reserved_for}}));
    std::string all;
    for (const auto& part : parts)
        all += (all.empty() ? "" : " · ") + part;
    return all;
}

std::string title_of(const LeftBehindEntry& entry, const text::Words& words) {
    const auto name = entry.item.empty() ? entry.code.text() : entry.item;
    return entry.quantity == one_unit ? name : words.say("goods.one", {{"quantity", entry.quantity}, {"item", name}});
}

std::vector<Chip> steps_of(const LeftBehindEntry& entry, const Scene& scene) {
    struct Way {
        LeftBehindState to;
        const char* key;
        Icon icon;
    };
    static constexpr Way ways[] = {{LeftBehindState::handed_over, "left.hand_over", Icon::gift},
                                   {LeftBehindState::kept, "left.keep", Icon::undo},
                                   {LeftBehindState::brought_back, "left.bring_back", Icon::replay},
                                   {LeftBehindState::put_back, "left.put_back", Icon::shop},
                                   {LeftBehindState::disposed_of, "left.dispose_of", Icon::remove}};
    std::vector<Chip> row;
    for (const auto& way : ways)
        if (can_move(entry, way.to))
            row.push_back({way.key, scene.words.say(way.key), false, MoveChosenEntry{way.to}, way.icon});
    if (is_in_shop(entry.state) && !entry.label.empty())
        row.push_back(
            {"left.print_label", scene.words.say("left.print_label"), false, PrintLeftBehindLabel{}, Icon::print});
    return row;
}

Row row_of(const LoggedEntry::Likely& receipt, const Scene& scene) {
    return {.icon = Icon::receipt,
            .title = scene.words.say("find.result", {{"number", text::Code{receipt.number}}}),
            .detail = scene.words.show(receipt.bought_at),
            .leads_on = true};
}

// Unfolds below an entry: what can be done with it, whose it may be, and for whom it is kept.
class Unfolded {
  public:
    Unfolded(Kit& kit, const LoggedEntry& logged, float width, const Scene& scene)
        : kit_(kit), scene_(scene), logged_(logged), steps_(steps_of(logged.entry, scene)), width_(width) {
        if (!steps_.empty())
            times_ = times_of(logged.entry, scene);
        if (can_move(logged.entry, LeftBehindState::reserved))
            reserve_.push_back({"left.reserve", scene.words.say("left.reserve"), false,
                                MoveChosenEntry{LeftBehindState::reserved}, Icon::person});
    }

    float height() const {
        float height = gap;
        if (!times_.empty())
            height += chip_flow_height(kit_, times_, width_) + gap;
        if (!steps_.empty())
            height += chip_flow_height(kit_, steps_, width_) + gap;
        else
            height += kit_.text_height(settled(), Style::secondary, width_) + gap;
        if (is_in_shop(logged_.entry.state))
            height += kit_.text_height(heading(), Style::label, width_) + gap;
        for (const auto& receipt : logged_.likely)
            height += kit_.row_height(row_of(receipt, scene_), width_) + 8;
        if (!reserve_.empty())
            height += kit_.field_height() + 8 + chip_flow_height(kit_, reserve_, width_) + gap;
        return height;
    }

    Taken draw(Rect area) const {
        Taken taken;
        area.cut_top(gap);
        if (!times_.empty()) {
            if (auto tapped = chip_flow(kit_, area.cut_top(chip_flow_height(kit_, times_, width_)), times_))
                taken = std::move(tapped);
            area.cut_top(gap);
        }
        if (steps_.empty())
            kit_.text(area, "left.settled", settled(), Style::secondary, Ink::secondary);
        else if (auto tapped = chip_flow(kit_, area.cut_top(chip_flow_height(kit_, steps_, width_)), steps_))
            taken = std::move(tapped);
        area.cut_top(gap);
        if (is_in_shop(logged_.entry.state)) {
            kit_.text(area.cut_top(kit_.text_height(heading(), Style::label, width_)), "left.likely", heading(),
                      Style::label);
            area.cut_top(gap);
        }
        for (std::size_t i = 0; i < logged_.likely.size(); ++i) {
            const auto row = row_of(logged_.likely[i], scene_);
            if (kit_.row(area.cut_top(kit_.row_height(row, width_)), "left.likely." + std::to_string(i + 1), row))
                taken = OpenReceipt{logged_.likely[i].reference};
            area.cut_top(8);
        }
        if (!reserve_.empty()) {
            kit_.field(area.cut_top(kit_.field_height()), "left.reserved_for", scene_.state.log.reserved_for,
                       scene_.words.say("left.reserved_for"), scene_.words.say("left.reserved_for_placeholder"),
                       FieldKind::text);
            area.cut_top(8);
            if (auto tapped = chip_flow(kit_, area, reserve_))
                taken = std::move(tapped);
        }
        return taken;
    }

  private:
    std::string heading() const { return scene_.words.say(logged_.likely.empty() ? "left.unlikely" : "left.likely"); }
    std::string settled() const {
        return scene_.words.say(logged_.entry.made_good.empty() ? "left.gone" : "left.settled");
    }

    Kit& kit_;
    const Scene& scene_;
    const LoggedEntry& logged_;
    std::vector<Chip> times_;
    std::vector<Chip> steps_;
    std::vector<Chip> reserve_;
    float width_;
};

} // namespace

Taken log_entries(Kit& kit, Rect area, const Scene& scene) {
    Taken taken;
    const auto& words = scene.words;
    auto& log = scene.state.log;
    const auto heading = words.say("left.kept", {{"count", scene.state.left_behind.in_shop}});
    kit.text(area.cut_top(kit.text_height(heading, Style::heading, area.width)), "left.kept", heading, Style::heading);
    kit.mark_live("left.kept");
    area.cut_top(gap);

    const float width = area.width - Kit::scrollbar_room();
    const auto today = scene.today;
    const auto item = [&](std::size_t i) {
        const auto& entry = log.entries[i].entry;
        const auto badge = badge_of(entry, today);
        ListItem one{.key = "left.entry." + std::to_string(i + 1),
                     .row = {.icon = badge.icon,
                             .title = title_of(entry, words),
                             .detail = details_of(entry, scene),
                             .badge_label = words.say(badge.word),
                             .badge_icon = badge.icon,
                             .badge_tone = badge.tone,
                             .selected = log.chosen == entry.id}};
        if (log.chosen == entry.id)
            one.below = Unfolded(kit, log.entries[i], width, scene).height();
        return one;
    };
    const auto unfolded = [&](std::size_t i, Rect place) {
        if (auto done = Unfolded(kit, log.entries[i], place.width, scene).draw(place))
            taken = std::move(done);
    };
    if (const auto tapped = kit.list(area, "left.entries", log.entries.size(), item, unfolded))
        taken = ChooseEntry{*tapped};
    if (log.frames_to_reveal > 0) {
        kit.reveal("left.put_back");
        kit.ask_frame_at(kit.now_ms()); // shows where it went
        --log.frames_to_reveal;
    }
    return taken;
}

} // namespace makegood::ui
