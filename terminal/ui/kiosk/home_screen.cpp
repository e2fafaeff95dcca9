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

// On a low screen without the number of the receipt, so that a row needs two lines.
Taken case_rows(Kit& kit, Rect area, bool low, const Scene& scene) {
    const auto& cases = scene.state.open_cases;
    const auto item = [&](std::size_t i) {
        const auto& open = cases[i];
        const auto badge = badge_of(open.view);
        const auto promised_for = open.view.remedy && open.view.state == CaseState::owed
                                      ? open.view.remedy->offer.promised_for
                                      : std::nullopt;
        const auto since = scene.words.age(open.view.opened_at, scene.now);
        const bool of_service = open.view.claim.complaint == Complaint::service;
        const auto state = promised_for ? promise_in_words(*promised_for, scene) : scene.words.say(badge.word);
        if (low)
            return ListItem{
                .key = "home.case." + std::to_string(i + 1),
                .row = {.icon = promised_for ? Icon::schedule : badge.icon,
                        .title = of_service ? scene.words.say("told.service") : title_of(open.goods, scene.words),
                        .detail = scene.words.say("home.case_in_short", {{"state", state}, {"since", since}}),
                        .leads_on = true}};
        return ListItem{
            .key = "home.case." + std::to_string(i + 1),
            .row = {.icon = badge.icon,
                    .title = of_service ? scene.words.say("told.service") : title_of(open.goods, scene.words),
                    .detail = open.view.claim.told
                                  ? scene.words.say("home.case_without_receipt", {{"since", since}})
                                  : scene.words.say("home.case_detail",
                                                    {{"number", text::Code{open.receipt_number}}, {"since", since}}),
                    .badge_label = state,
                    .badge_icon = promised_for ? Icon::schedule : badge.icon,
                    .badge_tone = promised_for && *promised_for < scene.today ? Tone::bad : badge.tone,
                    .leads_on = true}};
    };
    if (const auto tapped = kit.list(area, "home.cases", cases.size(), item))
        return OpenCaseAt{*tapped};
    return std::nullopt;
}

// Has room for the log's key beside the list, not above it.
bool is_low(Rect area) {
    constexpr float low = 420;
    return area.width >= area.height && area.height < low;
}

// The problems that are told most, in as many rows as leave the hero its room; where that is not all of the six, the
// last tile leads to all of them, or shows the one that was told there.
struct Tiles {
    std::vector<const ProblemWords*> shown{};
    bool leads_to_all = false;
    int columns = 1;
    float row_height = 0;

    static constexpr float gap = 12;
    int rows() const { return (static_cast<int>(shown.size()) + leads_to_all + columns - 1) / columns; }
    float height() const { return rows() == 0 ? 0 : static_cast<float>(rows()) * (row_height + gap) - gap; }
};

Tiles tiles_for(Kit& kit, Rect area, bool low, const Scene& scene) {
    const auto on_home = problems().first(6);
    Tiles tiles{.columns = low || kit.layout() != Layout::compact ? 3 : 2};
    const float width = area.column(0, tiles.columns, Tiles::gap).width;
    const auto make_room_for = [&](const char* word) {
        tiles.row_height = std::max(tiles.row_height, kit.tile_height(scene.words.say(word), width));
    };
    const auto show = [&](std::size_t count) {
        tiles.shown.clear();
        tiles.row_height = 0;
        for (const auto& one : on_home.first(count)) {
            tiles.shown.push_back(&one);
            make_room_for(one.word);
        }
    };
    show(on_home.size());
    constexpr float most_of_it = 0.58f;
    while (tiles.rows() > 1 && tiles.height() > area.height * most_of_it) {
        show(static_cast<std::size_t>((tiles.rows() - 1) * tiles.columns) - 1);
        tiles.leads_to_all = true;
        make_room_for("home.more");
    }
    const auto told_there = std::ranges::find_if(problems(), [&](const ProblemWords& one) {
        return scene.state.complaint == one.complaint && std::ranges::find(tiles.shown, &one) == tiles.shown.end();
    });
    if (told_there != problems().end()) {
        tiles.leads_to_all = false;
        tiles.shown.push_back(&*told_there);
        make_room_for(told_there->word);
    }
    return tiles;
}

Action telling(const ProblemWords& one, const KioskState& state) {
    if (one.complaint == Complaint::service)
        return OpenTold{.of_service = true};
    return TellComplaint{state.complaint == one.complaint ? std::nullopt : std::optional(one.complaint)};
}

// Whoever hears first what happened begins with it.
Taken draw(Kit& kit, Rect area, const Tiles& tiles, const Scene& scene) {
    Taken taken;
    int place = 0;
    const auto next_place = [&] {
        const int column = place % tiles.columns;
        if (column == 0 && place > 0)
            area.cut_top(tiles.row_height + Tiles::gap);
        ++place;
        const Rect row{area.start, area.top, area.width, tiles.row_height};
        return row.column(column, tiles.columns, Tiles::gap);
    };
    for (const auto* one : tiles.shown)
        if (kit.tile(next_place(), std::string("home.") + one->key, one->icon, scene.words.say(one->word),
                     scene.state.complaint == one->complaint))
            taken = telling(*one, scene.state);
    if (tiles.leads_to_all && kit.tile(next_place(), "home.more", Icon::more, scene.words.say("home.more")))
        taken = ShowProblems{true};
    return taken;
}

// Every problem that there is, in place of the rest of the screen.
Taken all_problems(Kit& kit, Rect area, const Scene& scene) {
    const auto back = scene.words.say("manager.back"), asks = scene.words.say("told.what_happened");
    const Rect way_back = area.cut_bottom(kit.button_height(Look::ghost, Icon::back, back, {}, area.width));
    Tiles tiles{.columns = area.width > area.height ? 4 : 2};
    const float width = area.width - Kit::scrollbar_room();
    const float tile_width = Rect{0, 0, width, 0}.column(0, tiles.columns, Tiles::gap).width;
    for (const auto& one : problems()) {
        tiles.shown.push_back(&one);
        tiles.row_height = std::max(tiles.row_height, kit.tile_height(scene.words.say(one.word), tile_width));
    }
    const float asks_height = kit.text_height(asks, Style::heading, width);
    Rect content = kit.begin_scroll(area, "home.problems", asks_height + Tiles::gap + tiles.height() + Tiles::gap);
    content.width = width;
    kit.text(content.cut_top(asks_height), "home.what_happened", asks, Style::heading);
    kit.mark_live("home.what_happened");
    content.cut_top(Tiles::gap);
    const Taken told = draw(kit, content, tiles, scene);
    kit.end_scroll();
    if (kit.button(way_back, "home.problems.back", Look::ghost, Icon::back, back))
        return ShowProblems{false};
    return told;
}

Taken begin(Kit& kit, Rect area, bool low, const Scene& scene) {
    const auto& words = scene.words;
    Tiles tiles = tiles_for(kit, area, low, scene);
    constexpr float hero_gap = 16;
    const auto scan = words.say("home.hero");
    const float over_tiles = area.height - tiles.height();
    // Under a long notice a low screen has room for what can be touched alone, and gives it all of that.
    if (over_tiles - hero_gap < kit.least_hero_height(scan, area.width)) {
        tiles.row_height += std::max(over_tiles, 0.0f) / static_cast<float>(tiles.rows());
        return draw(kit, area, tiles, scene);
    }
    kit.hero(area.cut_top(over_tiles - hero_gap), "home.hero", Icon::scan, scan,
             words.say(scene.state.staff ? "home.hero_detail" : "kiosk.sign_in"));
    area.cut_top(hero_gap);
    return draw(kit, area, tiles, scene);
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

struct HomeKey {
    const char* key;
    Icon icon;
    Action action;
    std::string effect = {};
};

Taken home_key(Kit& kit, Rect place, const HomeKey& one, const Scene& scene) {
    if (kit.button(place, one.key, Look::secondary, one.icon, scene.words.say(one.key), one.effect))
        return one.action;
    return std::nullopt;
}

float height_of(Kit& kit, const HomeKey& one, float width, const Scene& scene) {
    return kit.button_height(Look::secondary, one.icon, scene.words.say(one.key), one.effect, width);
}

HomeKey by_number() {
    return {"home.number", Icon::dialpad, OpenFind{.by_number = true}};
}

// With what waits for whoever works here.
HomeKey to_the_register(const Scene& scene) {
    const auto& counts = scene.state.care_waiting;
    HomeKey key{"home.care", counts.overdue > 0 ? Icon::warning : Icon::quote, OpenCare{}};
    const auto tell = [&](const char* word, std::int64_t count) {
        if (count > 0)
            key.effect += (key.effect.empty() ? "" : " · ") + scene.words.say(word, {{"count", count}});
    };
    tell("home.care_waiting", counts.waiting);
    tell("home.care_due_today", counts.due_today);
    tell("home.care_overdue", counts.overdue);
    return key;
}

Taken without_receipt(Kit& kit, Rect& area, const Scene& scene) {
    const auto without = scene.words.say("home.without");
    const float height = kit.button_height(Look::primary, Icon::search, without, {}, area.width);
    if (kit.button(area.cut_top(height), "home.without", Look::primary, Icon::search, without))
        return OpenFind{};
    return std::nullopt;
}

Taken open_cases(Kit& kit, Rect area, bool low, const Scene& scene) {
    const auto& words = scene.words;
    const Style style = low ? Style::caption : Style::heading;
    kit.text(area.cut_top(kit.line_height(style)), "home.open_cases", words.say("home.open_cases"), style);
    area.cut_top(low ? 0 : 12);
    if (!scene.state.open_cases.empty())
        return case_rows(kit, area, low, scene);
    const auto nothing = words.say("home.no_open_cases");
    const float width = area.width - Kit::scrollbar_room();
    Rect content = kit.begin_scroll(area, "home.cases", kit.text_height(nothing, Style::body, width));
    content.width = width;
    kit.text(content, "home.no_open_cases", nothing, Style::body, Ink::secondary);
    kit.end_scroll();
    return std::nullopt;
}

// So that a notice leaves the open cases in sight, too.
Taken low_home(Kit& kit, Rect area, const Scene& scene) {
    constexpr float gap = 8;
    Rect first = area.cut_start(area.width * 0.5f);
    area.cut_start(20);
    const Taken look = second_look_key(kit, first, scene);
    const Taken log = left_behind_key(kit, first, scene);
    first.cut_top(12);
    const Taken begun = begin(kit, first, true, scene);
    const Taken without = without_receipt(kit, area, scene);
    area.cut_top(gap);
    const float half = area.column(0, 2, 12).width;
    const Rect ways = area.cut_top(
        std::max(height_of(kit, by_number(), half, scene), height_of(kit, to_the_register(scene), half, scene)));
    const Taken number = home_key(kit, ways.column(0, 2, 12), by_number(), scene);
    const Taken care = home_key(kit, ways.column(1, 2, 12), to_the_register(scene), scene);
    area.cut_top(gap);
    const Taken opened = open_cases(kit, area, true, scene);
    for (const auto& taken : {opened, look, log, care, without, number})
        if (taken)
            return taken;
    return begun;
}

} // namespace

Taken home_screen(Kit& kit, Rect area, const Scene& scene) {
    if (scene.state.shows_problems)
        return all_problems(kit, area, scene);
    if (is_low(area))
        return low_home(kit, area, scene);
    const bool one_pane = kit.layout() == Layout::compact && area.height > area.width;
    const float share = kit.layout() == Layout::compact ? 0.45f : 0.56f;
    Rect first = one_pane ? area.cut_top(area.height * share) : area.cut_start(area.width * share);
    one_pane ? area.cut_top(20) : area.cut_start(20);
    const Taken begun = begin(kit, first, false, scene);
    const Taken without = without_receipt(kit, area, scene);
    area.cut_top(12);
    const Taken number =
        home_key(kit, area.cut_top(height_of(kit, by_number(), area.width, scene)), by_number(), scene);
    area.cut_top(12);
    const Taken look = second_look_key(kit, area, scene);
    const Taken log = left_behind_key(kit, area, scene);
    area.cut_top(12);
    const Taken care = home_key(kit, area.cut_top(height_of(kit, to_the_register(scene), area.width, scene)),
                                to_the_register(scene), scene);
    area.cut_top(one_pane ? 16 : 28);
    const Taken opened = open_cases(kit, area, false, scene);
    for (const auto& taken : {opened, look, log, care, without, number})
        if (taken)
            return taken;
    return begun;
}

} // namespace makegood::ui
