#include "terminal/ui/kiosk/kiosk.hpp"
#include "workflows/approval/pin_attempts.hpp"

#include <algorithm>
#include <utility>

// Who works here: signing in and out, PINs, and what those who look after the staff do for them.

namespace makegood::ui {

using Purpose = PinQuestions::Purpose;
using PinStage = PinQuestions::Stage;

namespace {

bool is_about_colleague(Purpose purpose) {
    return purpose == Purpose::set_anew || purpose == Purpose::revoke || purpose == Purpose::enrol ||
           purpose == Purpose::new_badge;
}

} // namespace

// ---- signing in and out

void Kiosk::perform(const OpenSignIn&) {
    auto people = looked(world_.colleagues_with_pin());
    if (!people)
        return;
    std::erase_if(*people, [&](const StaffMember& one) { return state_.staff && one.id == state_.staff->id; });
    ask_pins({.purpose = Purpose::sign_in, .people = std::move(*people)});
}

void Kiosk::perform(const ChoosePerson& action) {
    auto& pins = state_.pins;
    if (action.index >= pins.people.size())
        return;
    state_.notice.reset();
    pins.by = pins.of = pins.people[action.index];
    pins.stage = PinStage::proof;
}

void Kiosk::perform(const SignOut&) {
    sign_out();
}

// With what somebody wanted to see before they were asked who they are.
void Kiosk::work_begins(const StaffMember& person) {
    sign_in(person);
    const auto then = std::exchange(after_sign_in_, nullptr);
    const auto told = state_.complaint;
    if (state_.screen == Screen::pins || state_.screen == Screen::staff) {
        show(Screen::home);
        state_.pins = {};
    }
    notify(words().say("kiosk.signed_in", {{"name", name_of(person, state_.language)}}), Tone::ok, Icon::person);
    if (!then)
        return;
    state_.complaint = told;
    then();
}

// What was in hand waits among the open cases.
void Kiosk::sign_out() {
    const auto left = std::exchange(state_.current, std::nullopt);
    if (left)
        close_if_finished(*left, false);
    state_.staff.reset();
    speak(state_.preferences.language);
    show(Screen::home);
}

bool Kiosk::is_away_too_long(std::int64_t now_ms) const {
    return state_.staff && sign_out_after_ms_ > 0 && now_ms - last_touch_ms_ >= sign_out_after_ms_ &&
           !holds_the_screen();
}

// A touch that comes too late finds nobody signed in: it may be a stranger's.
void Kiosk::sign_out_in_time(Kit& kit) {
    if (is_away_too_long(kit.now_ms())) {
        const bool in_hand = state_.current.has_value();
        sign_out();
        notify(words().say(in_hand ? "notice.signed_out_with_case" : "notice.signed_out"), Tone::info, Icon::person);
    }
    if (kit.touched())
        last_touch_ms_ = kit.now_ms();
    if (state_.staff && sign_out_after_ms_ > 0 && !holds_the_screen())
        kit.ask_frame_at(last_touch_ms_ + sign_out_after_ms_);
}

// ---- PINs, one after the other

void Kiosk::ask_pins(PinQuestions questions) {
    state_.pins = std::move(questions);
    show(Screen::pins);
}

void Kiosk::perform(const ChangeOwnPin&) {
    const auto people = looked(world_.colleagues_with_pin());
    if (!people || !somebody_works_here())
        return;
    if (std::ranges::find(*people, state_.staff->id, &StaffMember::id) == people->end())
        return notify(words().say("pin.none_yet"), Tone::info, Icon::lock);
    ask_pins({.purpose = Purpose::change_own, .stage = PinStage::proof, .by = state_.staff, .of = state_.staff});
}

void Kiosk::perform(const GoOnWithPin&) {
    auto& pins = state_.pins;
    if (!pins.by || !pins.of || pins.checking || pins.digits() < shortest_pin)
        return;
    state_.notice.reset();
    const auto request = world_.new_request();
    switch (pins.stage) {
    case PinStage::person:
        return;
    case PinStage::proof:
        pins.checking = true;
        return post(Step::try_pin, request, TryPin{request, pins.by->id});
    case PinStage::chosen:
        if (!world_.is_good_pin(pins.chosen))
            return choose_pin_anew("pin.easy");
        pins.stage = PinStage::again;
        return;
    case PinStage::again:
        if (pins.chosen != pins.again)
            return choose_pin_anew("pin.differs");
        pins.checking = true;
        waiting_.insert({request, {Step::set_pin}});
        world_.set_pin(SetPin{request, pins.pin_try, pins.by->id, pins.of->id}, pins.chosen);
        forget_pin();
    }
}

void Kiosk::choose_pin_anew(std::string_view why) {
    forget_pin();
    state_.pins.stage = PinStage::chosen;
    notify(words().say(why), Tone::info, Icon::lock);
    signal(Signal::attention);
}

void Kiosk::perform(const LeavePin&) {
    auto& pins = state_.pins;
    state_.notice.reset();
    forget_pin();
    if (pins.stage == PinStage::again)
        pins.stage = PinStage::chosen;
    else if (pins.stage == PinStage::proof && pins.purpose == Purpose::sign_in)
        pins.stage = PinStage::person;
    else
        leave_pins();
}

void Kiosk::leave_pins() {
    switch (std::exchange(state_.pins, {}).purpose) {
    case Purpose::sign_in:
        speak(state_.staff ? state_.staff->language : state_.preferences.language);
        return show(Screen::home);
    case Purpose::change_own:
        return show(Screen::settings);
    case Purpose::answer_proposal:
        return back_to_proposal();
    case Purpose::set_anew:
    case Purpose::revoke:
    case Purpose::enrol:
    case Purpose::new_badge:
        return perform(OpenStaff{});
    }
}

void Kiosk::staff_answered(const RequestId& request, const Expected<StaffMember, DeskRefusal>& answer) {
    const auto found = waiting_.find(request);
    if (found == waiting_.end())
        return;
    const auto [step, let_go] = found->second;
    waiting_.erase(found);
    if (step == Step::open_drawer) {
        if (!answer) {
            state_.drawer_test = {};
            return tell(answer.error());
        }
        return let_go ? world_.leave_drawer(request) : world_.open_drawer(request);
    }
    if (let_go)
        return;
    if (step == Step::try_pin && answer) {
        pin_try_ = request;
        return world_.verify_pin(state_.pins.by->id, state_.pins.proof, request);
    }
    state_.pins.checking = false;
    forget_pin();
    if (step == Step::set_pin && answer)
        pin_set(*answer);
    else if (step == Step::revoke && answer)
        revoked(*answer);
    else if (step == Step::enrol && answer)
        enrolled(*answer);
    else if (step == Step::replace_badge && answer)
        badge_replaced(*answer);
    else if (step == Step::prove_pin)
        pin_taken_in(answer);
    else
        not_done(step, answer.error());
}

void Kiosk::not_done(Step step, const DeskRefusal& refusal) {
    if (step == Step::enrol || step == Step::replace_badge)
        leave_enrolment();
    tell(refusal);
}

void Kiosk::pin_taken_in(const Expected<StaffMember, DeskRefusal>& answer) {
    auto& pins = state_.pins;
    if (answer)
        return pin_proved(*answer);
    if (answer.error().reason != DeskRefusalReason::pin_to_change)
        return tell(answer.error());
    if (is_about_colleague(pins.purpose)) // their own first
        pins = {.purpose = Purpose::change_own, .by = pins.by, .of = pins.by, .pin_try = pins.pin_try};
    if (pins.purpose == Purpose::sign_in)
        speak(pins.by->language);
    pins.stage = PinStage::chosen;
    notify(words().say("refusal.pin_to_change"), Tone::info, Icon::lock);
    signal(Signal::accepted);
}

void Kiosk::pin_proved(const StaffMember& person) {
    auto& pins = state_.pins;
    if (pins.purpose == Purpose::revoke) {
        pins.checking = true;
        const auto request = world_.new_request();
        return post(Step::revoke, request, RevokeStaff{request, pins.pin_try, pins.by->id, pins.of->id});
    }
    if (pins.purpose == Purpose::enrol || pins.purpose == Purpose::new_badge)
        return enrol_colleague();
    if (pins.purpose != Purpose::sign_in) {
        pins.stage = PinStage::chosen;
        return signal(Signal::accepted);
    }
    work_begins(person);
    signal(Signal::accepted);
}

void Kiosk::pin_set(const StaffMember& person) {
    const auto purpose = state_.pins.purpose;
    purpose == Purpose::sign_in ? work_begins(person) : leave_pins();
    if (purpose == Purpose::set_anew)
        notify(words().say("staff.pin_set", {{"name", name_of(person, state_.language)}}), Tone::ok, Icon::lock);
    else
        notify(words().say(purpose == Purpose::answer_proposal ? "pin.changed_confirm" : "pin.changed"), Tone::ok,
               Icon::lock);
    signal(Signal::done);
}

void Kiosk::revoked(const StaffMember& person) {
    leave_pins();
    notify(words().say("staff.revoked", {{"name", name_of(person, state_.language)}}), Tone::info, Icon::person);
    signal(Signal::done);
}

// ---- a PIN that somebody else chose, at a proposal

void Kiosk::set_approvers_pin() {
    const auto approver = state_.manager.approver;
    ask_pins({.purpose = Purpose::answer_proposal,
              .stage = PinStage::chosen,
              .by = approver,
              .of = approver,
              .pin_try = state_.pins.pin_try});
    notify(words().say("refusal.pin_to_change"), Tone::info, Icon::lock);
    signal(Signal::attention);
}

void Kiosk::back_to_proposal() {
    const auto manager = state_.manager;
    show_case(CaseView(*state_.current));
    state_.manager.approver = manager.approver;
    state_.manager.badge_shown = manager.badge_shown;
}

// ---- colleagues

void Kiosk::perform(const OpenStaff&) {
    auto people = looked(world_.colleagues());
    if (!people)
        return;
    state_.colleagues = {.people = std::move(*people), .chosen = {}};
    show(Screen::staff);
}

void Kiosk::perform(const ChooseColleague& action) {
    auto& colleagues = state_.colleagues;
    state_.notice.reset();
    colleagues.chosen.reset();
    if (action.index && *action.index < colleagues.people.size())
        colleagues.chosen = colleagues.people[*action.index];
}

void Kiosk::perform(const SetPinAnew&) {
    ask_about_colleague(Purpose::set_anew);
}

void Kiosk::perform(const GiveNewBadge&) {
    ask_about_colleague(Purpose::new_badge);
}

void Kiosk::perform(const RevokeChosen&) {
    ask_about_colleague(Purpose::revoke);
}

void Kiosk::perform(const EnrolColleague&) {
    if (somebody_works_here())
        ask_pins({.purpose = Purpose::enrol, .stage = PinStage::proof, .by = state_.staff, .of = state_.staff});
}

// By their own PIN those who look after the staff say that it is them.
void Kiosk::ask_about_colleague(PinQuestions::Purpose purpose) {
    if (state_.colleagues.chosen && somebody_works_here())
        ask_pins({.purpose = purpose, .stage = PinStage::proof, .by = state_.staff, .of = state_.colleagues.chosen});
}

} // namespace makegood::ui
