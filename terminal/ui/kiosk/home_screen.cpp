#include "terminal/ui/kiosk/screens.hpp"

#include <algorithm>

namespace makegood::ui {

namespace {

struct CaseBadge {
    const char* word;
    Icon icon;
    Tone tone;
};

CaseBadge badge_of(const CaseView& view) {
    switch (view.state) {
    case CaseState::claimed:
        if (open_question(view) != nullptr)
            return {"state.questioned", Icon::chat, Tone::info};
        return {"state.claimed", Icon::edit, Tone::neutral};
    case CaseState::awaiting_manager:
        return {"state.awaiting_manager", Icon::supervisor, Tone::warn};
    case CaseState::owed:
        return {"state.owed", Icon::basket, Tone::warn};
    case CaseState::handed_over:
        return {"state.handed_over", Icon::check, Tone::ok};
    case CaseState::declined:
        return {"state.declined", Icon::chat, Tone::info};
    case CaseState::closed:
        return {"state.closed", Icon::check, Tone::ok};
    }
    return {"state.closed", Icon::check, Tone::ok};
}

std::string promise_in_words(Date day, const Scene& scene) {
    const int days = day.days_since_1970 - scene.today.days_since_1970;
    if (days < 0)
        return scene.words.say("home.promise_late", {{"day", day}});
    return scene.words.say("home.promised", {{"count", days}});
}

std::string title_of(const std::vector<text::Goods>& goods, const text::Words& words) {
    return goods.size() == 1 ? goods.front().name : text::goods_in_words(goods, words);
}

Taken case_rows(Kit& kit, Rect area, const Scene& scene) {
    const auto& cases = scene.state.open_cases;
    const auto item = [&](std::size_t i) {
        const auto& open = cases[i];
        const auto badge = badge_of(open.view);
        const auto promised_for = open.view.remedy && open.view.state == CaseState::owed
                                      ? open.view.remedy->offer.promised_for
                                      : std::nullopt;
        const auto since = scene.words.age(open.view.opened_at, scene.now);
        const bool of_service = open.view.claim.complaint == Complaint::service;
        return ListItem{
            .key = "home.case." + std::to_string(i + 1),
            .row = {.icon = badge.icon,
                    .title = of_service ? scene.words.say("told.service") : title_of(open.goods, scene.words),
                    .detail = open.view.claim.told
                                  ? scene.words.say("home.case_without_receipt", {{"since", since}})
                                  : scene.words.say("home.case_detail",
                                                    {{"number", text::Code{open.receipt_number}}, {"since", since}}),
                    .badge_label = promised_for ? promise_in_words(*promised_for, scene) : scene.words.say(badge.word),
                    .badge_icon = promised_for ? Icon::schedule : badge.icon,
                    .badge_tone = promised_for && *promised_for < scene.today ? Tone::bad : badge.tone,
                    .leads_on = true}};
    };
    if (const auto tapped = kit.list(area, "home.cases", cases.size(), item))
        return OpenCaseAt{*tapped};
    return std::nullopt;
}

// The problems that are told most, in as many rows as leave the hero its room.
struct Tiles {
    std::span<const ProblemWords> shown;
    int columns = 1;
    float row_height = 0;

    static constexpr float gap = 12;
    int rows() const { return (static_cast<int>(shown.size()) + columns - 1) / columns; }
    float height() const { return shown.empty() ? 0 : static_cast<float>(rows()) * (row_height + gap) - gap; }
};

Tiles tiles_for(Kit& kit, Rect area, const text::Words& words) {
    Tiles tiles{problems().first(6), kit.layout() == Layout::compact ? 2 : 3};
    const float width =
        (area.width - static_cast<float>(tiles.columns - 1) * Tiles::gap) / static_cast<float>(tiles.columns);
    for (const auto& one : tiles.shown)
        tiles.row_height = std::max(tiles.row_height, kit.tile_height(words.say(one.word), width));
    constexpr float most_of_it = 0.58f;
    while (tiles.rows() > 1 && tiles.height() > area.height * most_of_it)
        tiles.shown = tiles.shown.first(tiles.shown.size() - static_cast<std::size_t>(tiles.columns));
    // On a low screen a notice and what waits for a manager may leave room for the hero's word alone.
    if (area.height - tiles.height() < kit.line_height(Style::title) + 2 * Tiles::gap)
        tiles.shown = {};
    return tiles;
}

// Whoever hears first what happened begins with it.
Taken draw(Kit& kit, Rect area, const Tiles& tiles, const Scene& scene) {
    Taken taken;
    for (std::size_t i = 0; i < tiles.shown.size(); ++i) {
        const auto& one = tiles.shown[i];
        const int column = static_cast<int>(i) % tiles.columns;
        if (column == 0 && i > 0)
            area.cut_top(tiles.row_height + Tiles::gap);
        const Rect row{area.start, area.top, area.width, tiles.row_height};
        const bool told = scene.state.complaint == one.complaint;
        if (kit.tile(row.column(column, tiles.columns, Tiles::gap), std::string("home.") + one.key, one.icon,
                     scene.words.say(one.word), told))
            taken = one.complaint == Complaint::service
                        ? Action(OpenTold{.of_service = true})
                        : Action(TellComplaint{told ? std::nullopt : std::optional(one.complaint)});
    }
    return taken;
}

Taken begin(Kit& kit, Rect area, const Scene& scene) {
    const auto& words = scene.words;
    const Tiles tiles = tiles_for(kit, area, words);
    const Rect low = area.cut_bottom(tiles.height());
    area.cut_bottom(16);
    kit.hero(area, "home.hero", Icon::scan, words.say("home.hero"),
             words.say(scene.state.staff ? "home.hero_detail" : "kiosk.sign_in"));
    return draw(kit, low, tiles, scene);
}

Taken left_behind_key(Kit& kit, Rect& area, const Scene& scene) {
    const auto& words = scene.words;
    const auto& counts = scene.state.left_behind;
    const auto label = words.say("home.left_behind");
    const bool warns = counts.spoiling > 0;
    auto effect = words.say("home.left_behind_count", {{"count", counts.in_shop}});
    if (warns)
        effect += " · " + words.say("home.left_behind_spoils", {{"count", counts.spoiling}});
    const Icon icon = warns ? Icon::warning : Icon::inventory;
    const float height = kit.button_height(Look::secondary, icon, label, effect, area.width);
    if (kit.button(area.cut_top(height), "home.left_behind", Look::secondary, icon, label, effect))
        return OpenLog{};
    return std::nullopt;
}

// What waits for whoever works here; empty where nothing does.
std::string care_waiting(const Scene& scene) {
    const auto& counts = scene.state.care_waiting;
    if (counts.waiting == 0)
        return {};
    auto waiting = scene.words.say("home.care_waiting", {{"count", counts.waiting}});
    if (counts.due_today > 0)
        waiting += " · " + scene.words.say("home.care_due_today", {{"count", counts.due_today}});
    if (counts.overdue > 0)
        waiting += " · " + scene.words.say("home.care_overdue", {{"count", counts.overdue}});
    return waiting;
}

Taken care_key(Kit& kit, Rect& area, const Scene& scene) {
    const auto label = scene.words.say("home.care");
    const auto effect = care_waiting(scene);
    const Icon icon = scene.state.care_waiting.overdue > 0 ? Icon::warning : Icon::quote;
    const float height = kit.button_height(Look::secondary, icon, label, effect, area.width);
    area.cut_top(12);
    if (kit.button(area.cut_top(height), "home.care", Look::secondary, icon, label, effect))
        return OpenCare{};
    return std::nullopt;
}

// Only where something waits, so that it takes no room otherwise; what is to be countersigned before what chance chose.
Taken second_look_key(Kit& kit, Rect& area, const Scene& scene) {
    const auto& looks = scene.state.second_looks;
    if (looks.empty())
        return std::nullopt;
    const auto& words = scene.words;
    const bool to_sign = waits_to_be_countersigned(looks.front().view);
    std::int64_t count = 0, late = 0;
    for (const auto& one : looks) {
        if (waits_to_be_countersigned(one.view) != to_sign)
            continue;
        ++count;
        late += std::ranges::any_of(one.view.looks, [&](const SecondLook& look) {
            return !look.looked_by && look.to_countersign == to_sign && look.due < scene.today;
        });
    }
    const std::string key = to_sign ? "home.countersign" : "home.second_look";
    const auto label = words.say(key);
    auto effect = words.say(key + "_count", {{"count", count}});
    if (late > 0)
        effect += " · " + words.say("home.second_look_late", {{"count", late}});
    const float height = kit.button_height(Look::secondary, Icon::supervisor, label, effect, area.width);
    Taken taken;
    if (kit.button(area.cut_top(height), key, Look::secondary, Icon::supervisor, label, effect))
        taken = OpenSecondLook{};
    area.cut_top(12);
    return taken;
}

Taken other_ways(Kit& kit, Rect& area, const Scene& scene) {
    Taken taken;
    const auto without = scene.words.say("home.without"), number = scene.words.say("home.number");
    const float without_height = kit.button_height(Look::primary, Icon::search, without, {}, area.width);
    const float number_height = kit.button_height(Look::secondary, Icon::dialpad, number, {}, area.width);
    if (kit.button(area.cut_top(without_height), "home.without", Look::primary, Icon::search, without))
        taken = OpenFind{};
    area.cut_top(12);
    if (kit.button(area.cut_top(number_height), "home.number", Look::secondary, Icon::dialpad, number))
        taken = OpenFind{.by_number = true};
    return taken;
}

Taken open_cases(Kit& kit, Rect area, const Scene& scene) {
    const auto& words = scene.words;
    kit.text(area.cut_top(kit.line_height(Style::heading)), "home.open_cases", words.say("home.open_cases"),
             Style::heading);
    area.cut_top(12);
    if (!scene.state.open_cases.empty())
        return case_rows(kit, area, scene);
    const auto nothing = words.say("home.no_open_cases");
    const float width = area.width - Kit::scrollbar_room();
    Rect content = kit.begin_scroll(area, "home.cases", kit.text_height(nothing, Style::body, width));
    content.width = width;
    kit.text(content, "home.no_open_cases", nothing, Style::body, Ink::secondary);
    kit.end_scroll();
    return std::nullopt;
}

} // namespace

Taken home_screen(Kit& kit, Rect area, const Scene& scene) {
    const bool one_pane = kit.layout() == Layout::compact && area.height > area.width;
    const float share = kit.layout() == Layout::compact ? 0.45f : 0.56f;
    Rect first = one_pane ? area.cut_top(area.height * share) : area.cut_start(area.width * share);
    one_pane ? area.cut_top(20) : area.cut_start(20);
    // A low screen has room for the log's key beside the list, not above it.
    constexpr float low = 420;
    const bool beside_list = !one_pane && area.height < low;
    Taken log, look;
    if (beside_list) {
        look = second_look_key(kit, first, scene);
        log = left_behind_key(kit, first, scene);
        first.cut_top(12);
    }
    const Taken begun = begin(kit, first, scene);
    const Taken way = other_ways(kit, area, scene);
    if (!beside_list) {
        area.cut_top(12);
        look = second_look_key(kit, area, scene);
        log = left_behind_key(kit, area, scene);
    }
    const Taken care = care_key(kit, area, scene);
    area.cut_top(one_pane ? 16 : 28);
    const Taken opened = open_cases(kit, area, scene);
    return opened ? opened : look ? look : log ? log : care ? care : way ? way : begun;
}

} // namespace makegood::ui
