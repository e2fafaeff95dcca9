#include "terminal/text/unicode.hpp"
#include "terminal/ui/kiosk/kiosk.hpp"

#include <utility>

// A manager says who they are, and answers.

namespace makegood::ui {

void Kiosk::perform(const ChooseApprover& action) {
    forget_pin();
    state_.notice.reset();
    state_.manager.approver.reset();
    state_.manager.badge_shown = false;
    state_.manager.declining = state_.manager.asking = false;
    if (action.index && *action.index < state_.manager.managers.size())
        state_.manager.approver = state_.manager.managers[*action.index];
}

std::string& Kiosk::pin_in_hand() {
    auto& enrolment = state_.enrolment;
    if (state_.screen == Screen::manager)
        return state_.manager.pin;
    if (state_.screen == Screen::pins)
        return state_.pins.in_hand();
    return enrolment.stage == Enrolment::Stage::pin_again ? enrolment.pin_again : enrolment.pin;
}

void Kiosk::perform(const PressPinKey& action) {
    auto& pin = pin_in_hand();
    if (action.key == 'C')
        wipe(pin);
    else if (action.key == '<' && !pin.empty())
        pin.pop_back();
    else if (action.key >= '0' && action.key <= '9' && pin.size() < longest_pin)
        pin += action.key;
}

void Kiosk::perform(const Approve&) {
    answer(Approve{});
}
void Kiosk::perform(const Decline& action) {
    if (action.reason)
        answer(action);
    else
        state_.manager.declining = true;
}
void Kiosk::perform(const OpenQuestions&) {
    state_.manager.asking = true;
}
void Kiosk::perform(const AskBack& action) {
    auto& field = state_.manager.question;
    state_.notice.reset();
    if (!action.ready.empty())
        return answer(Remark{.ready = std::string(action.ready)});
    if (forget_card_number({&field}))
        return;
    const auto typed = std::string(text::trimmed(field.text));
    if (typed.empty())
        return notify(words().say("question.first"), Tone::info, Icon::help);
    answer(Remark{.words = typed});
}
void Kiosk::perform(const BackToAnswers&) {
    state_.notice.reset();
    state_.manager.declining = state_.manager.asking = false;
}

// A PIN that was typed is tried, also where the badge alone would do.
void Kiosk::answer(Reply reply) {
    auto& manager = state_.manager;
    if (!state_.current || !state_.current->proposal || !manager.approver || !can_answer(manager))
        return;
    state_.notice.reset();
    manager.checking = true;
    reply_ = std::move(reply);
    if (manager.pin.empty())
        return answer_proposal({}, false);
    const auto request = world_.new_request();
    post(Step::count_pin, request, CountPinTry{request, state_.manager.approver->id, state_.current->id});
}

} // namespace makegood::ui
