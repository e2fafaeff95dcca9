#include "terminal/ui/kiosk/people_list.hpp"

namespace makegood::ui {

namespace {

struct ColleagueWay {
    const char* key; // also in the catalogue
    Look look;
    Icon icon;
    Action action;
};

// What may be done for a colleague by who works here.
std::vector<ColleagueWay> ways_for(const StaffMember& colleague, const KioskState& state) {
    if (!state.staff)
        return {};
    if (colleague.id == state.staff->id)
        return {{"settings.change_pin", Look::secondary, Icon::lock, ChangeOwnPin{}},
                {"staff.new_badge", Look::secondary, Icon::badge, GiveNewBadge{}}};
    if (!may_enrol(state.staff->role, colleague.role))
        return {};
    return {{"staff.set_pin", Look::secondary, Icon::lock, SetPinAnew{}},
            {"staff.new_badge", Look::secondary, Icon::badge, GiveNewBadge{}},
            {"staff.revoke", Look::secondary, Icon::remove, RevokeChosen{}}};
}

Taken colleague_page(Kit& kit, Rect area, const StaffMember& colleague, const Scene& scene) {
    const auto& words = scene.words;
    const auto ways = ways_for(colleague, scene.state);
    const auto said = ways.empty() ? words.say("staff.owners_only") : std::string();
    const float width = area.width - Kit::scrollbar_room();
    const auto name = name_of(colleague, scene.state.language);
    const auto height_of = [&](const ColleagueWay& way) {
        return kit.button_height(way.look, way.icon, words.say(way.key), {}, width);
    };
    float height = kit.text_height(name, Style::title, width) + 2 * kit.line_height(Style::body) +
                   kit.text_height(said, Style::body, width);
    for (const auto& way : ways)
        height += height_of(way) + 12;
    Rect content = kit.begin_scroll(area, "staff.all", height);
    content.width = width;
    kit.text(content.cut_top(kit.text_height(name, Style::title, width)), "staff.name", name, Style::title);
    kit.text(content.cut_top(kit.line_height(Style::body)), "staff.role", words.say(role_word(colleague.role)),
             Style::body, Ink::secondary);
    content.cut_top(kit.line_height(Style::body));
    if (!said.empty())
        kit.text(content.cut_top(kit.text_height(said, Style::body, width)), "staff.owners_only", said, Style::body);
    Taken taken;
    for (const auto& way : ways) {
        if (kit.button(content.cut_top(height_of(way)), way.key, way.look, way.icon, words.say(way.key)))
            taken = way.action;
        content.cut_top(12);
    }
    kit.end_scroll();
    return taken;
}

} // namespace

Taken staff_screen(Kit& kit, Rect area, const Scene& scene) {
    const auto& [people, chosen] = scene.state.colleagues;
    const auto back = scene.words.say("button.back");
    const auto enrol = scene.words.say("staff.enrol");
    const bool enrols = !chosen && scene.state.staff && looks_after_staff(scene.state.staff->role);
    const float half = area.column(0, 2, 16).width;
    const Rect bar =
        area.cut_bottom(std::max(kit.button_height(Look::ghost, Icon::back, back, {}, half),
                                 enrols ? kit.button_height(Look::secondary, Icon::add, enrol, {}, half) : 0));
    area.cut_bottom(16);
    Taken taken;
    if (chosen)
        taken = colleague_page(kit, area, *chosen, scene);
    else if (const auto tapped = people_list(kit, area, "staff.person", people, scene))
        taken = ChooseColleague{*tapped};
    if (kit.button(enrols ? bar.column(0, 2, 16) : bar, "staff.back", Look::ghost, Icon::back, back))
        taken = chosen ? Taken(ChooseColleague{}) : Taken(OpenSettings{});
    if (enrols && kit.button(bar.column(1, 2, 16), "staff.enrol", Look::secondary, Icon::add, enrol))
        taken = EnrolColleague{};
    return taken;
}

} // namespace makegood::ui
