#include "terminal/text/unicode.hpp"
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
    if (!state.devices.has_scanner)
        return "devices.scanner.not_set_up.1";
    if (!state.devices.has_printer)
        return "first.owner.no_badge_yet";
    return outcome == PrintOutcome::failed || outcome == PrintOutcome::unconfirmed ? "first.owner.not_printed"
                                                                                   : "first.owner.print_one";
}

// What each stage asks and explains.
std::vector<Sentence> sentences(const Scene& scene) {
    const auto& words = scene.words;
    const auto heading = [&](const char* key) { return Sentence{key, words.say(key), Style::title, Ink::ink}; };
    const auto because = [&](const char* key) { return Sentence{key, words.say(key)}; };
    switch (scene.state.enrolment.stage) {
    case Stage::badge:
        return {heading("first.owner.badge"), because("first.owner.why"), because(how_to_come_by_a_badge(scene.state))};
    case Stage::name:
        return {heading("first.owner.name_question")};
    case Stage::pin:
        return {heading("pin.choose"), because("pin.choose_how")};
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

float content_height(Kit& kit, float width, const Scene& scene) {
    float height = sentences_height(kit, width, scene) + 10;
    if (scene.state.enrolment.stage == Stage::badge)
        height +=
            kit.icon_size(badge_icon_height) + (scene.state.devices.has_printer ? print_height(kit, width, scene) : 0);
    else if (!asks_for_pin(scene))
        height += kit.field_height();
    return height;
}

Taken badge_to_scan(Kit& kit, Rect area, const Scene& scene) {
    kit.icon(area.cut_top(kit.icon_size(badge_icon_height)), Icon::badge, 96, Ink::primary);
    if (scene.state.devices.has_printer &&
        kit.button(area.cut_top(print_height(kit, area.width, scene)), "first.owner.print", Look::secondary,
                   Icon::print, scene.words.say("first.owner.print"), {}, can_print(scene)))
        return PrintBadge{};
    return std::nullopt;
}

Taken content(Kit& kit, Rect area, const Scene& scene) {
    for (const auto& one : sentences(scene)) {
        kit.text(area.cut_top(kit.text_height(one.text, one.style, area.width)), one.key, one.text, one.style, one.ink);
        area.cut_top(sentence_gap);
    }
    area.cut_top(10);
    auto& enrolment = scene.state.enrolment;
    if (enrolment.stage == Stage::badge)
        return badge_to_scan(kit, area, scene);
    if (asks_for_pin(scene))
        return std::nullopt;
    kit.field(area.cut_top(kit.field_height()), "first.owner.name", enrolment.name, scene.words.say("first.owner.name"),
              {}, FieldKind::text);
    if (std::exchange(enrolment.begins_with_name, false))
        kit.begin_typing("first.owner.name", FieldKind::text);
    return std::nullopt;
}

QuestionPage::Way onward(const Scene& scene) {
    const auto& words = scene.words;
    const auto& enrolment = scene.state.enrolment;
    if (enrolment.stage == Stage::badge)
        return {words.say("first.skip"), {}, GoToStep{}};
    if (enrolment.stage == Stage::name)
        return {words.say("first.next"),
                {!text::trimmed(enrolment.name.text).empty(), words.say("first.owner.name_first")},
                GoOnEnrolling{}};
    const auto label = words.say(enrolment.stage == Stage::pin ? "first.next" : "first.owner.enrol");
    if (enrolment.stage == Stage::enrolling)
        return {label, {false, words.say("manager.checking")}, GoOnEnrolling{}};
    return {label, {digits_typed(enrolment) >= shortest_pin, words.say("pin.digits_first")}, GoOnEnrolling{}};
}

} // namespace

Taken enrol_screen(Kit& kit, Rect area, const Scene& scene) {
    const auto& words = scene.words;
    const Enabled can_go_back{scene.state.enrolment.stage != Stage::enrolling, words.say("manager.checking")};
    return question_page(kit, area,
                         {.height = [&](float width) { return content_height(kit, width, scene); },
                          .ask = [&](Rect place) { return content(kit, place, scene); },
                          .pad = asks_for_pin(scene) ? std::optional(pad_of(scene)) : std::nullopt,
                          .back = {{words.say("button.back"), can_go_back, GoBackEnrolling{}}},
                          .next = onward(scene)},
                         scene);
}

} // namespace makegood::ui
