#include "terminal/ui/kiosk/screens.hpp"

namespace makegood::ui {

namespace {

struct CaseBadge {
    const char* word;
    Icon icon;
    Tone tone;
};

CaseBadge badge_of(CaseState state) {
    switch (state) {
    case CaseState::claimed:
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

Taken open_cases(Kit& kit, Rect area, const Scene& scene) {
    const auto& cases = scene.state.open_cases;
    const auto item = [&](std::size_t i) {
        const auto& open = cases[i];
        const auto badge = badge_of(open.view.state);
        return ListItem{.key = "home.case." + std::to_string(i + 1),
                        .row = {.icon = badge.icon,
                                .title = open.item,
                                .detail = scene.words.say("home.case_detail",
                                                          {{"number", text::Code{open.receipt_number}},
                                                           {"since", scene.words.age(open.view.opened_at, scene.now)}}),
                                .badge_label = scene.words.say(badge.word),
                                .badge_icon = badge.icon,
                                .badge_tone = badge.tone,
                                .leads_on = true}};
    };
    if (const auto tapped = kit.list(area, "home.cases", cases.size(), item))
        return OpenCaseAt{*tapped};
    return std::nullopt;
}

} // namespace

Taken home_screen(Kit& kit, Rect area, const Scene& scene) {
    Taken taken;
    const auto& words = scene.words;
    const bool narrow = kit.layout() == Layout::compact;
    Rect hero = narrow ? area.cut_top(area.height * 0.4f) : area.cut_start(area.width * 0.56f);
    if (narrow)
        area.cut_top(20);
    else
        area.cut_start(20);
    kit.hero(hero, "home.hero", Icon::scan, words.say("home.hero"),
             words.say(scene.state.staff ? "home.hero_detail" : "kiosk.sign_in"));

    const auto without = words.say("home.without");
    const float height = kit.button_height(Look::primary, Icon::search, without, {}, area.width);
    if (kit.button(area.cut_top(height), "home.without", Look::primary, Icon::search, without))
        taken = OpenFind{};
    area.cut_top(28);
    kit.text(area.cut_top(kit.line_height(Style::heading)), "home.open_cases", words.say("home.open_cases"),
             Style::heading);
    area.cut_top(12);
    if (scene.state.open_cases.empty()) {
        kit.text(area, "home.no_open_cases", words.say("home.no_open_cases"), Style::body, Ink::secondary);
        return taken;
    }
    const auto opened = open_cases(kit, area, scene);
    return opened ? opened : taken;
}

} // namespace makegood::ui
