#include "terminal/text/unicode.hpp"
#include "terminal/ui/kiosk/kiosk.hpp"
#include "workflows/approval/pin_attempts.hpp"
#include "workflows/recovery/slip.hpp"

#include <algorithm>

// What a new kiosk asks, and what is done with the answers: the shop, and who its owner is.

namespace makegood::ui {

using Stage = Enrolment::Stage;

void Kiosk::perform(const GoToStep& action) {
    look_for_managers();
    const bool over = !action.step || (action.step == FirstStep::owner && state_.has_manager);
    state_.preferences.first_run = over ? std::nullopt : action.step;
    world_.keep(state_.preferences);
    over ? show(Screen::home) : show_step(*action.step);
}

// A kiosk that has a manager makes nobody else one: anybody might stand at the counter.
void Kiosk::show_step(FirstStep step) {
    look_for_managers();
    if (step == FirstStep::owner && state_.has_manager)
        return show(Screen::home);
    state_.first_step = step;
    show(Screen::first_run);
    state_.enrolment = {};
    if (step == FirstStep::owner)
        state_.printer_test.outcome.reset(); // of the page before
    if (step == FirstStep::scanner)
        perform(TestScanner{});
    if (step == FirstStep::shop)
        fill_shop_form();
}

// Where nobody can say, there may be one.
void Kiosk::look_for_managers() {
    const auto colleagues = looked(world_.colleagues());
    state_.has_manager = !colleagues || std::ranges::any_of(*colleagues, [](const StaffMember& one) {
        return looks_after_staff(one.role);
    });
}

// ---- the shop

void Kiosk::fill_shop_form() {
    const auto& name = world_.shop().name.in(state_.language);
    state_.shop.name = {.text = name, .caret = name.size(), .limit = 80};
    refresh_shop_form();
}

void Kiosk::refresh_shop_form() {
    state_.shop.placeholder = full_name(world_.shop()).in(state_.language);
    state_.shop.money = world_.money_unit();
}

// ---- the owner

void Kiosk::read_badge_to_enrol(const std::string& label) {
    if (state_.enrolment.stage != Stage::badge) {
        notify(words().say("notice.busy"), Tone::info, Icon::badge);
        return signal(Signal::attention);
    }
    state_.notice.reset();
    if (!is_badge_label(label)) {
        notify(words().say("first.owner.no_badge"), Tone::info, Icon::badge);
        return signal(Signal::not_found);
    }
    const auto owner = looked(world_.staff_of_badge(label));
    if (!owner)
        return;
    if (*owner) {
        notify(words().say("first.owner.badge_taken"), Tone::info, Icon::badge);
        return signal(Signal::attention);
    }
    state_.enrolment.badge = label;
    state_.enrolment.stage = Stage::name;
    state_.enrolment.begins_with_name = true;
    signal(Signal::accepted);
}

void Kiosk::perform(const OpenEnrolment&) {
    show_step(FirstStep::owner);
}

void Kiosk::perform(const PrintBadge&) {
    state_.printer_test = {true, std::nullopt};
    world_.print_badge(state_.language);
}

void Kiosk::perform(const GoOnEnrolling&) {
    auto& [stage, badge, name, begins_with_name, pin, pin_again] = state_.enrolment;
    state_.notice.reset();
    if (stage == Stage::name && !text::trimmed(name.text).empty()) {
        stage = Stage::pin;
    } else if (stage == Stage::pin && pin.size() >= shortest_pin) {
        if (!world_.is_good_pin(pin))
            return ask_pin_anew("pin.easy");
        stage = Stage::pin_again;
    } else if (stage == Stage::pin_again && pin_again.size() >= shortest_pin) {
        if (pin != pin_again)
            return ask_pin_anew("pin.differs");
        stage = Stage::enrolling;
        world_.enrol_owner(std::string(text::trimmed(name.text)), state_.language, badge, pin);
        forget_pin();
    }
}

void Kiosk::perform(const GoBackEnrolling&) {
    auto& stage = state_.enrolment.stage;
    state_.notice.reset();
    forget_pin();
    if (stage == Stage::badge && !state_.preferences.first_run)
        return show(Screen::home);
    if (stage == Stage::badge)
        return perform(GoToStep{FirstStep::shop});
    stage = stage == Stage::name ? Stage::badge : stage == Stage::pin ? Stage::name : Stage::pin;
}

void Kiosk::ask_pin_anew(std::string_view why) {
    forget_pin();
    state_.enrolment.stage = Stage::pin;
    notify(words().say(why), Tone::info, Icon::lock);
    signal(Signal::attention);
}

void Kiosk::enrolled(const Expected<StaffMember, std::string>& answer) {
    forget_pin(); // keys may have been pressed meanwhile
    if (!answer) {
        state_.enrolment.stage = Stage::badge;
        notify(words().say("first.owner.not_kept", {{"reason", answer.error()}}), Tone::bad, Icon::error);
        return signal(Signal::attention);
    }
    state_.enrolment = {};
    perform(GoToStep{});
    notify(words().say("first.owner.enrolled", {{"name", answer->name.in(state_.language)}}), Tone::ok, Icon::verified);
    signal(Signal::done);
}

} // namespace makegood::ui
