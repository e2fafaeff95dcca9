#include "terminal/text/unicode.hpp"
#include "terminal/ui/kiosk/kiosk.hpp"
#include "workflows/approval/pin_attempts.hpp"
#include "workflows/recovery/slip.hpp"

// Who is enrolled on the kiosk: its owner, and later their colleagues, who choose their PINs themselves.

namespace makegood::ui {

using Stage = Enrolment::Stage;

// After a PIN has proved who does it.
void Kiosk::enrol_colleague() {
    const auto pins = std::exchange(state_.pins, {});
    show(Screen::enrol);
    state_.enrolment = {.stage = Stage::role, .by = pins.by, .pin_try = pins.pin_try, .language = state_.language};
    if (pins.purpose == PinQuestions::Purpose::new_badge) {
        state_.enrolment.stage = Stage::badge;
        state_.enrolment.of = pins.of;
    }
    state_.printer_test.outcome.reset(); // of the page before
    signal(Signal::accepted);
}

// From the PIN on it is the newcomer who stands at the screen.
void Kiosk::go_to(Stage stage) {
    auto& enrolment = state_.enrolment;
    state_.notice.reset();
    enrolment.begins_with_name = stage == Stage::name && enrolment.stage == Stage::badge;
    enrolment.stage = stage;
    if (enrolment.by)
        speak(stage >= Stage::pin ? enrolment.language : enrolment.by->language);
}

void Kiosk::perform(const ChooseRole& action) {
    state_.enrolment.role = action.role;
    go_to(Stage::language);
}

void Kiosk::perform(const ChooseTheirLanguage& action) {
    state_.enrolment.language = action.language;
    go_to(Stage::badge);
}

void Kiosk::perform(const PrintBadge&) {
    state_.printer_test = {true, std::nullopt};
    world_.print_badge(state_.enrolment.language);
}

void Kiosk::read_badge_to_enrol(const std::string& label) {
    auto& enrolment = state_.enrolment;
    if (enrolment.stage != Stage::badge) {
        notify(words().say("notice.busy"), Tone::info, Icon::badge);
        return signal(Signal::attention);
    }
    state_.notice.reset();
    if (!is_badge_label(label)) {
        notify(words().say(enrolment.by ? "enrol.no_badge" : "first.owner.no_badge"), Tone::info, Icon::badge);
        return signal(Signal::not_found);
    }
    const auto owner = looked(world_.staff_of_badge(label));
    if (!owner)
        return;
    if (*owner) {
        notify(words().say("first.owner.badge_taken"), Tone::info, Icon::badge);
        return signal(Signal::attention);
    }
    if (enrolment.of)
        return replace_badge(label);
    enrolment.badge = label;
    go_to(Stage::name);
    signal(Signal::accepted);
}

void Kiosk::replace_badge(const std::string& label) {
    auto& enrolment = state_.enrolment;
    enrolment.stage = Stage::enrolling;
    const auto request = world_.new_request();
    waiting_.insert({request, {Step::replace_badge}});
    world_.replace_badge({request, enrolment.pin_try, enrolment.by->id, enrolment.of->id}, label);
    signal(Signal::accepted);
}

void Kiosk::badge_replaced(const StaffMember& person) {
    state_.enrolment = {};
    perform(OpenStaff{});
    notify(words().say("staff.badge_replaced", {{"name", name_of(person, state_.language)}}), Tone::ok, Icon::badge);
    signal(Signal::done);
}

void Kiosk::perform(const EnrolWithoutBadge&) {
    state_.enrolment.badge.clear();
    go_to(Stage::name);
}

void Kiosk::perform(const GoOnEnrolling&) {
    auto& enrolment = state_.enrolment;
    state_.notice.reset();
    if (enrolment.stage == Stage::name && forget_card_number({&enrolment.name}))
        return;
    if (enrolment.stage == Stage::name && !text::trimmed(enrolment.name.text).empty()) {
        go_to(Stage::pin);
    } else if (enrolment.stage == Stage::pin && enrolment.pin.size() >= shortest_pin) {
        if (!world_.is_good_pin(enrolment.pin))
            return ask_pin_anew("pin.easy");
        go_to(Stage::pin_again);
    } else if (enrolment.stage == Stage::pin_again && enrolment.pin_again.size() >= shortest_pin) {
        if (enrolment.pin != enrolment.pin_again)
            return ask_pin_anew("pin.differs");
        enrol();
    }
}

void Kiosk::ask_pin_anew(std::string_view why) {
    forget_pin();
    state_.enrolment.stage = Stage::pin;
    notify(words().say(why), Tone::info, Icon::lock);
    signal(Signal::attention);
}

void Kiosk::perform(const GoBackEnrolling&) {
    const auto& enrolment = state_.enrolment;
    forget_pin();
    if (enrolment.of || enrolment.stage == (enrolment.by ? Stage::role : Stage::badge))
        return leave_enrolment();
    go_to(static_cast<Stage>(static_cast<int>(enrolment.stage) - 1));
}

void Kiosk::leave_enrolment() {
    if (std::exchange(state_.enrolment, {}).by)
        perform(OpenStaff{});
    else if (state_.preferences.first_run)
        perform(GoToStep{FirstStep::shop});
    else
        show(Screen::home);
}

void Kiosk::enrol() {
    const auto number = looked(world_.free_staff_number());
    if (!number)
        return;
    auto& enrolment = state_.enrolment;
    enrolment.stage = Stage::enrolling;
    const std::string name(text::trimmed(enrolment.name.text));
    const auto request = world_.new_request();
    waiting_.insert({request, {Step::enrol}});
    world_.enrol({.request = request,
                  .pin_try = enrolment.pin_try,
                  .by = enrolment.by ? enrolment.by->id : *number,
                  .member = {*number, {name, name}, enrolment.role, enrolment.language}},
                 enrolment.badge, enrolment.pin);
    forget_pin();
}

void Kiosk::enrolled(const StaffMember& newcomer) {
    const auto by = std::exchange(state_.enrolment, {}).by;
    if (by) {
        speak(by->language);
        perform(OpenStaff{});
    } else {
        perform(GoToStep{});
    }
    notify(words().say(by ? "enrol.done" : "first.owner.enrolled",
                       {{"name", newcomer.name.in(state_.language)}, {"number", text::Code{newcomer.id.text()}}}),
           Tone::ok, Icon::verified);
    signal(Signal::done);
}

} // namespace makegood::ui
