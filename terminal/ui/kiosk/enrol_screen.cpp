#include "terminal/text/unicode.hpp"
#include "terminal/ui/kiosk/people_list.hpp"
#include "terminal/ui/kiosk/question_page.hpp"
#include "workflows/approval/pin_attempts.hpp"

namespace makegood::ui {

namespace {

using Stage = Enrolment::Stage;

struct Sentence {
    std::string key;
    std::string text;
    Style style = Style::body;
    Ink ink = Ink::secondary;
};
constexpr float sentence_gap = 10;

const char* how_to_come_by_a_badge(const KioskState& state) {
    const auto& outcome = state.printer_test.outcome;
    if (!state.devices.can_scan())
        return "devices.scanner.not_set_up.1";
    if (!state.devices.has_printer)
        return state.enrolment.of   ? "staff.no_new_badge_yet"
               : state.enrolment.by ? "enrol.no_badge_yet"
                                    : "first.owner.no_badge_yet";
    return outcome == PrintOutcome::failed || outcome == PrintOutcome::unconfirmed ? "first.owner.not_printed"
                                                                                   : "first.owner.print_one";
}

const char* why_a_badge(const Enrolment& enrolment) {
    if (!enrolment.by)
        return "first.owner.why";
    return enrolment.role == StaffRole::cashier ? "enrol.badge_why" : "enrol.badge_why_confirms";
}

// What each stage asks and explains.
std::vector<Sentence> sentences(const Scene& scene) {
    const auto& words = scene.words;
    const auto& enrolment = scene.state.enrolment;
    const auto heading = [&](const char* key) { return Sentence{key, words.say(key), Style::title, Ink::ink}; };
    const auto because = [&](const char* key) { return Sentence{key, words.say(key)}; };
    switch (enrolment.stage) {
    case Stage::role:
        return {heading("enrol.role")};
    case Stage::language:
        return {};
    case Stage::badge:
        if (enrolment.of)
            return {{"enrol.badge",
                     words.say("staff.scan_new_badge", {{"name", name_of(*enrolment.of, scene.state.language)}}),
                     Style::title, Ink::ink},
                    because("staff.old_badges_end"),
                    because(how_to_come_by_a_badge(scene.state))};
        return {heading(enrolment.by ? "enrol.badge" : "first.owner.badge"), because(why_a_badge(enrolment)),
                because(how_to_come_by_a_badge(scene.state))};
    case Stage::name:
        return {heading(enrolment.by ? "enrol.name_question" : "first.owner.name_question")};
    case Stage::pin:
        return {enrolment.by ? Sentence{"pin.choose", words.say("enrol.pin", {{"name", enrolment.name.text}}),
                                        Style::title, Ink::ink}
                             : heading("pin.choose"),
                because("pin.choose_how")};
    case Stage::pin_again:
    case Stage::enrolling:
        break;
    }
    return {heading("pin.again")};
}

float sentences_height(Kit& kit, float width, const Scene& scene) {
    float height = 0;
    for (const auto& one : sentences(scene))
        height += kit.text_height(one.text, one.style, width) + sentence_gap;
    return height;
}

// ---- the role of a colleague

constexpr float role_gap = 8;

std::vector<StaffRole> roles_to_choose(const Enrolment& enrolment) {
    std::vector<StaffRole> roles{StaffRole::cashier, StaffRole::supervisor, StaffRole::manager, StaffRole::owner};
    std::erase_if(roles, [&](StaffRole role) { return !may_enrol(enrolment.by->role, role); });
    return roles;
}

Row role_row(StaffRole role, const Scene& scene) {
    const auto key = "enrol." + std::string(role_word(role));
    return {
        .icon = Icon::person, .title = scene.words.say(key), .detail = scene.words.say(key + ".may"), .leads_on = true};
}

float roles_height(Kit& kit, float width, const Scene& scene) {
    float height = 0;
    for (const auto role : roles_to_choose(scene.state.enrolment))
        height += kit.row_height(role_row(role, scene), width) + role_gap;
    return height;
}

Taken roles(Kit& kit, Rect area, const Scene& scene) {
    Taken taken;
    for (const auto role : roles_to_choose(scene.state.enrolment)) {
        const auto row = role_row(role, scene);
        if (kit.row(area.cut_top(kit.row_height(row, area.width)), "enrol." + std::string(role_word(role)), row))
            taken = ChooseRole{role};
        area.cut_top(role_gap);
    }
    return taken;
}

// ---- the badge, the name and the PIN

bool asks_for_pin(const Scene& scene) {
    return scene.state.enrolment.stage >= Stage::pin;
}

std::size_t digits_typed(const Enrolment& enrolment) {
    return (enrolment.stage == Stage::pin ? enrolment.pin : enrolment.pin_again).size();
}

PinPad pad_of(const Scene& scene) {
    return {"first.owner.dots", "first.owner.key", digits_typed(scene.state.enrolment)};
}

constexpr float badge_icon_height = 120; // at the usual size of the letters

Enabled can_print(const Scene& scene) {
    if (scene.state.printer_test.printing)
        return {false, scene.words.say("devices.printer.one_at_a_time")};
    return {scene.state.devices.printer_power != drivers::PowerState::absent, scene.words.say("devices.wait_for_it")};
}

float print_height(Kit& kit, float width, const Scene& scene) {
    return kit.button_height(Look::secondary, Icon::print, scene.words.say("first.owner.print"),
                             can_print(scene).reason, width);
}

Taken badge_to_scan(Kit& kit, Rect area, const Scene& scene) {
    kit.icon(area.cut_top(kit.icon_size(badge_icon_height)), Icon::badge, 96, Ink::primary);
    if (scene.state.devices.has_printer &&
        kit.button(area.cut_top(print_height(kit, area.width, scene)), "first.owner.print", Look::secondary,
                   Icon::print, scene.words.say("first.owner.print"), {}, can_print(scene)))
        return PrintBadge{};
    return std::nullopt;
}

float badge_height(Kit& kit, float width, const Scene& scene) {
    return kit.icon_size(badge_icon_height) + (scene.state.devices.has_printer ? print_height(kit, width, scene) : 0);
}

void name_field(Kit& kit, Rect area, const Scene& scene) {
    auto& enrolment = scene.state.enrolment;
    kit.field(area.cut_top(kit.field_height()), "first.owner.name", enrolment.name, scene.words.say("first.owner.name"),
              {}, FieldKind::text);
    if (std::exchange(enrolment.begins_with_name, false))
        kit.begin_typing("first.owner.name", FieldKind::text);
}

// ---- each stage

float content_height(Kit& kit, float width, const Scene& scene) {
    const float above = sentences_height(kit, width, scene) + 10;
    switch (scene.state.enrolment.stage) {
    case Stage::role:
        return above + roles_height(kit, width, scene);
    case Stage::language:
        return language_choice_height(kit, width, scene.words.say("enrol.language"));
    case Stage::badge:
        return above + badge_height(kit, width, scene);
    case Stage::name:
        return above + kit.field_height();
    case Stage::pin:
    case Stage::pin_again:
    case Stage::enrolling:
        break;
    }
    return above;
}

Taken content(Kit& kit, Rect area, Align align, const Scene& scene) {
    const auto stage = scene.state.enrolment.stage;
    if (stage == Stage::language) {
        const auto chosen = language_choice(kit, area, scene.words.say("enrol.language"), scene);
        return chosen ? Taken(ChooseTheirLanguage{*chosen}) : std::nullopt;
    }
    for (const auto& one : sentences(scene)) {
        kit.text(area.cut_top(kit.text_height(one.text, one.style, area.width)), one.key, one.text, one.style, one.ink,
                 align);
        area.cut_top(sentence_gap);
    }
    area.cut_top(10);
    if (stage == Stage::role)
        return roles(kit, area, scene);
    if (stage == Stage::badge)
        return badge_to_scan(kit, area, scene);
    if (stage == Stage::name)
        name_field(kit, area, scene);
    return std::nullopt;
}

std::optional<QuestionPage::Way> onward(const Scene& scene) {
    const auto& words = scene.words;
    const auto& enrolment = scene.state.enrolment;
    const auto with_pin = [&](const char* word) {
        return QuestionPage::Way{
            words.say(word), {digits_typed(enrolment) >= shortest_pin, words.say("pin.digits_first")}, GoOnEnrolling{}};
    };
    switch (enrolment.stage) {
    case Stage::role:
    case Stage::language:
        return std::nullopt;
    case Stage::badge:
        if (enrolment.of)
            return std::nullopt;
        return enrolment.by ? QuestionPage::Way{words.say("enrol.without_badge"), {}, EnrolWithoutBadge{}}
                            : QuestionPage::Way{words.say("first.skip"), {}, GoToStep{}};
    case Stage::name:
        return QuestionPage::Way{words.say("first.next"),
                                 {!text::trimmed(enrolment.name.text).empty(), words.say("first.owner.name_first")},
                                 GoOnEnrolling{}};
    case Stage::pin:
        return with_pin("first.next");
    case Stage::pin_again:
        return with_pin("first.owner.enrol");
    case Stage::enrolling:
        break;
    }
    return QuestionPage::Way{words.say("first.owner.enrol"), {false, words.say("manager.checking")}, GoOnEnrolling{}};
}

} // namespace

Taken enrol_screen(Kit& kit, Rect area, const Scene& scene) {
    const auto& words = scene.words;
    const Enabled can_go_back{scene.state.enrolment.stage != Stage::enrolling, words.say("manager.checking")};
    return question_page(kit, area,
                         {.height = [&](float width) { return content_height(kit, width, scene); },
                          .ask = [&](Rect place, Align align) { return content(kit, place, align, scene); },
                          .pad = asks_for_pin(scene) ? std::optional(pad_of(scene)) : std::nullopt,
                          .back = {{words.say("button.back"), can_go_back, GoBackEnrolling{}}},
                          .next = onward(scene)},
                         scene);
}

} // namespace makegood::ui
