#include "terminal/ui/kiosk/kiosk.hpp"

#include <algorithm>

// What a new kiosk asks, and what is done with the answers. Who its owner is: kiosk_enrolment.cpp.

namespace makegood::ui {

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
    state_.enrolment = {.language = state_.language};
    if (step == FirstStep::owner)
        state_.printer_test.outcome.reset(); // of the page before
    if (step == FirstStep::scanner)
        perform(TestScanner{});
    if (step == FirstStep::shop)
        fill_shop_form();
}

void Kiosk::perform(const OpenEnrolment&) {
    show_step(FirstStep::owner);
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

} // namespace makegood::ui
