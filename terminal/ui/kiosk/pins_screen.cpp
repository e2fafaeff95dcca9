#include "terminal/ui/kiosk/people_list.hpp"
#include "terminal/ui/kiosk/question_page.hpp"
#include "workflows/approval/pin_attempts.hpp"

namespace makegood::ui {

namespace {

using Purpose = PinQuestions::Purpose;
using PinStage = PinQuestions::Stage;

constexpr float explained_gap = 10;

// Who wants to sign in; whoever works here may also sign out.
Taken who_signs_in(Kit& kit, Rect area, const Scene& scene) {
    const auto& words = scene.words;
    const auto& staff = scene.state.staff;
    const auto& people = scene.state.pins.people;
    const auto back = words.say("button.back");
    const auto out = staff ? words.say("kiosk.sign_out", {{"name", name_of(*staff, scene.state.language)}}) : "";
    const float half = area.column(0, 2, 16).width;
    const Rect bar = area.cut_bottom(std::max(kit.button_height(Look::ghost, Icon::back, back, {}, half),
                                              kit.button_height(Look::secondary, Icon::person, out, {}, half)));
    area.cut_bottom(16);
    Taken taken;
    const auto question = words.say(people.empty() ? "pin.nobody_has_one" : "pin.who");
    kit.text(area.cut_top(kit.text_height(question, Style::heading, area.width)), "pins.who", question, Style::heading);
    area.cut_top(16);
    if (const auto chosen = people_list(kit, area, "pins.person", people, scene))
        taken = ChoosePerson{*chosen};
    if (kit.button(bar.column(0, 2, 16), "pins.back", Look::ghost, Icon::back, back))
        taken = LeavePin{};
    if (staff && kit.button(bar.column(1, 2, 16), "pins.sign_out", Look::secondary, Icon::person, out))
        taken = SignOut{};
    return taken;
}

struct PinQuestion {
    std::string heading;
    std::string explained; // empty: nothing is
    std::string onward;
};

// In the catalogues; none where the heading says it all.
const char* what_a_proof_opens(Purpose purpose) {
    switch (purpose) {
    case Purpose::set_anew:
        return "staff.set_pin_how";
    case Purpose::revoke:
        return "staff.revoke_how";
    case Purpose::enrol:
        return "staff.enrol_how";
    case Purpose::new_badge:
        return "staff.new_badge_how";
    case Purpose::sign_in:
    case Purpose::change_own:
    case Purpose::answer_proposal:
        break;
    }
    return nullptr;
}

PinQuestion pin_question(const Scene& scene) {
    const auto& words = scene.words;
    const auto& pins = scene.state.pins;
    const auto name = [&](const StaffMember& one) { return name_of(one, scene.state.language); };
    if (pins.stage == PinStage::proof) {
        const auto* onward = pins.purpose == Purpose::sign_in  ? "kiosk.sign_in_key"
                             : pins.purpose == Purpose::revoke ? "staff.revoke"
                                                               : "first.next";
        const auto* how = what_a_proof_opens(pins.purpose);
        return {words.say("manager.pin", {{"name", name(*pins.by)}}),
                how != nullptr ? words.say(how, {{"name", name(*pins.of)}}) : std::string(), words.say(onward)};
    }
    if (pins.stage == PinStage::again)
        return {words.say("pin.again"), {}, words.say("button.save")};
    if (pins.purpose == Purpose::set_anew)
        return {words.say("staff.choose_pin", {{"name", name(*pins.of)}}), words.say("staff.choose_pin_how"),
                words.say("first.next")};
    return {words.say("pin.choose"), words.say("pin.choose_how"), words.say("first.next")};
}

} // namespace

Taken pins_screen(Kit& kit, Rect area, const Scene& scene) {
    const auto& words = scene.words;
    const auto& pins = scene.state.pins;
    if (pins.stage == PinStage::person)
        return who_signs_in(kit, area, scene);
    const auto said = pin_question(scene);
    const auto height = [&](float width) {
        const float explained =
            said.explained.empty() ? 0 : explained_gap + kit.text_height(said.explained, Style::body, width);
        return kit.text_height(said.heading, Style::title, width) + explained;
    };
    const auto ask = [&](Rect place, Align align) -> Taken {
        kit.text(place.cut_top(kit.text_height(said.heading, Style::title, place.width)), "pins.asked", said.heading,
                 Style::title, Ink::ink, align);
        if (said.explained.empty())
            return std::nullopt;
        place.cut_top(explained_gap);
        kit.text(place.cut_top(kit.text_height(said.explained, Style::body, place.width)), "pins.explained",
                 said.explained, Style::body, Ink::secondary, align);
        return std::nullopt;
    };
    const Enabled can_go_back{!pins.checking, words.say("manager.checking")};
    const Enabled ready{!pins.checking && pins.digits() >= shortest_pin,
                        words.say(pins.checking ? "manager.checking" : "pin.digits_first")};
    return question_page(kit, area,
                         {.height = height,
                          .ask = ask,
                          .pad = PinPad{"pins.dots", "pins.key", pins.digits()},
                          .back = {{words.say("button.back"), can_go_back, LeavePin{}}},
                          .next = {{said.onward, ready, GoOnWithPin{}}}},
                         scene);
}

} // namespace makegood::ui
