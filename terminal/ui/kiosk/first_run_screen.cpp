#include "terminal/text/unicode.hpp"
#include "terminal/ui/kiosk/question_page.hpp"

namespace makegood::ui {

namespace {

FirstStep step_after(FirstStep step) {
    return static_cast<FirstStep>(static_cast<int>(step) + 1);
}

FirstStep step_before(FirstStep step) {
    return static_cast<FirstStep>(static_cast<int>(step) - 1);
}

// Nothing is left to do on this step.
bool is_done(const KioskState& state) {
    switch (state.first_step) {
    case FirstStep::language:
        return true;
    case FirstStep::card:
        return state.preferences.ppi != 0;
    case FirstStep::scanner:
        return !state.devices.has_scanner() || state.scanner_test.stage == ScannerTest::Stage::read;
    case FirstStep::printer:
        return !state.devices.has_printer || state.printer_test.outcome.has_value();
    case FirstStep::shop:
        return !text::trimmed(state.shop.name.text).empty();
    case FirstStep::owner:
        break;
    }
    return false;
}

float language_height(Kit& kit, float width, const Scene& scene) {
    return language_choice_height(kit, width, scene.words.say("first.language"));
}

Taken language(Kit& kit, Rect area, const Scene& scene) {
    if (const auto chosen = language_choice(kit, area, scene.words.say("first.language"), scene))
        return ChooseLanguage{*chosen};
    return std::nullopt;
}

template <Device device>
float device_height(Kit& kit, float width, const Scene& scene) {
    return device_card_height(kit, width, device, scene);
}

template <Device device>
Taken device_step(Kit& kit, Rect area, const Scene& scene) {
    return device_card(kit, area, device, scene);
}

struct Step {
    float (*height)(Kit&, float, const Scene&);
    Taken (*draw)(Kit&, Rect, const Scene&);
};

Taken card(Kit& kit, Rect area, const Scene& scene) {
    return card_ruler(kit, area, "first.card", scene);
}

Step content_of(FirstStep step) {
    switch (step) {
    case FirstStep::language:
        return {language_height, language};
    case FirstStep::card:
        return {card_ruler_height, card};
    case FirstStep::scanner:
        return {device_height<Device::scanner>, device_step<Device::scanner>};
    case FirstStep::printer:
        return {device_height<Device::printer>, device_step<Device::printer>};
    case FirstStep::shop:
    case FirstStep::owner:
        break;
    }
    return {shop_form_height, shop_form};
}

} // namespace

Taken first_run_screen(Kit& kit, Rect area, const Scene& scene) {
    const auto step = scene.state.first_step;
    if (step == FirstStep::owner)
        return enrol_screen(kit, area, scene);
    const auto& words = scene.words;
    const auto content = content_of(step);
    QuestionPage page{
        .height = [&](float width) { return content.height(kit, width, scene); },
        .ask = [&](Rect place, Align) { return content.draw(kit, place, scene); },
        .next = {{words.say(is_done(scene.state) ? "first.next" : "first.skip"), {}, GoToStep{step_after(step)}}}};
    if (step != FirstStep::language)
        page.back = {words.say("button.back"), {}, GoToStep{step_before(step)}};
    return question_page(kit, area, page, scene);
}

} // namespace makegood::ui
