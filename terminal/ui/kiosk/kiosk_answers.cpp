#include "terminal/policy/refusal_words.hpp"
#include "terminal/ui/kiosk/kiosk.hpp"

#include <algorithm>

// What the desk, the vault, the printer and the storage answer.

namespace makegood::ui {

namespace {

bool withdraws_the_proposal(DeskRefusalReason reason) {
    return reason == DeskRefusalReason::proposal_expired || reason == DeskRefusalReason::already_made_good ||
           reason == DeskRefusalReason::already_came_back;
}

PrintOutcome told(drivers::Outcome outcome) {
    switch (outcome) {
    case drivers::Outcome::printed:
        return PrintOutcome::printed;
    case drivers::Outcome::processed:
        return PrintOutcome::processed;
    case drivers::Outcome::sent:
        return PrintOutcome::sent;
    case drivers::Outcome::unconfirmed:
        return PrintOutcome::unconfirmed;
    case drivers::Outcome::failed:
    case drivers::Outcome::cancelled:
        return PrintOutcome::failed;
    }
    return PrintOutcome::unconfirmed;
}

} // namespace

void Kiosk::answered(const RequestId& request, const Expected<CaseView, DeskRefusal>& answer) {
    const auto found = waiting_.find(request);
    if (found == waiting_.end())
        return;
    const auto [step, let_go] = found->second;
    waiting_.erase(found);
    if (step == Step::rate) { // on the customer's window; the cashier's screen goes on as it was
        if (answer && state_.customer.ended)
            state_.customer.ended = *answer;
        return;
    }
    if (step == Step::speak) // which the screen speaks already
        return;
    if (let_go && step != Step::record_print && step != Step::close)
        return came_late(answer);
    screen_request_ = world_.new_request();
    if (step == Step::count_pin)
        pin_counted(request, answer);
    else if (step == Step::drop)
        case_dropped(answer);
    else if (step == Step::close)
        case_closed(answer);
    else if (step == Step::record_print)
        print_recorded(answer);
    else
        case_moved(step, answer);
}

void Kiosk::case_closed(const Expected<CaseView, DeskRefusal>& answer) {
    if (answer && answer->state == CaseState::closed)
        spoken_.erase(answer->id);
    refresh_open_cases();
}

void Kiosk::pin_counted(const RequestId& pin_try, const Expected<CaseView, DeskRefusal>& answer) {
    if (answer) {
        pin_try_ = pin_try;
        world_.verify_pin(state_.manager.approver->id, state_.manager.pin, pin_try);
        return;
    }
    state_.manager.checking = state_.manager.declining = state_.manager.asking = false;
    forget_pin();
    tell(answer.error());
}

void Kiosk::case_dropped(const Expected<CaseView, DeskRefusal>& answer) {
    if (!answer)
        return tell(answer.error());
    state_.current.reset();
    state_.complaint.reset();
    if (state_.receipt) {
        state_.receipt->chosen.reset();
        state_.receipt->spoken = state_.customers_language;
    }
    show(answer->claim.told ? Screen::told : state_.receipt ? Screen::receipt : Screen::home);
    state_.undoable = {"toast.dropped", answer->claim, {}};
}

void Kiosk::print_recorded(const Expected<CaseView, DeskRefusal>& answer) {
    if (!answer)
        return;
    const bool in_hand = state_.current && state_.current->id == answer->id;
    if (in_hand) {
        state_.current = *answer;
        state_.done.leave_at_ms.reset();
    }
    if (!in_hand || state_.screen != Screen::done)
        close_if_finished(*answer, false);
    else if (answer->remedy && answer->remedy->slip.prints.back().outcome)
        signal(came_out(answer->remedy->slip.prints.back()) ? Signal::done : Signal::attention);
}

void Kiosk::case_moved(Step step, const Expected<CaseView, DeskRefusal>& answer) {
    if (!answer) {
        state_.manager.checking = state_.manager.declining = state_.manager.asking = false;
        if (answer.error().reason == DeskRefusalReason::pin_to_change)
            return set_approvers_pin();
        if (withdraws_the_proposal(answer.error().reason) && state_.current && state_.current->proposal) {
            state_.current->proposal.reset();
            state_.current->state = CaseState::claimed;
            show(Screen::decision);
        }
        tell(answer.error());
        return;
    }
    if (step == Step::take_back)
        return taken_back(*answer);
    if (step == Step::look_again)
        return looked_at();
    if (step == Step::tie || step == Step::untie)
        return tied(step, *answer);
    cancel_prints_of_the_past(*answer);
    hand_to_printer(*answer);
    show_case(*answer);
    if (step == Step::divide)
        notify(words().say("part.divided"), Tone::info, Icon::list);
    if (step == Step::divide_remedy)
        notify(words().say("part.rest_arranged"), Tone::ok, Icon::check);
    if (step == Step::withdraw)
        tell({.reason = DeskRefusalReason::proposal_expired});
    if (step == Step::give || step == Step::answer_proposal || step == Step::hand_over || step == Step::change_remedy ||
        step == Step::divide_remedy)
        signal(answer->remedy ? Signal::done : Signal::attention);
    else if (step == Step::claim && answer->decision.outcome != Outcome::give_now)
        signal(Signal::attention);
}

// The screen has gone on: what was given is printed all the same, and a case that is still open stands on Home.
void Kiosk::came_late(const Expected<CaseView, DeskRefusal>& answer) {
    if (answer) {
        cancel_prints_of_the_past(*answer);
        hand_to_printer(*answer);
    }
    if (state_.screen == Screen::home) {
        refresh_open_cases();
        if (!answer)
            tell(answer.error());
    }
}

// Slips of what was taken back, or was to be given before.
void Kiosk::cancel_prints_of_the_past(const CaseView& view) {
    const auto cancel = [&](const IssuedSlip& slip) {
        for (const auto& print : slip.prints)
            if (!print.outcome)
                world_.cancel_print(print.job);
    };
    for (const auto& gone : view.taken_back) {
        std::ranges::for_each(gone.remedy.earlier_slips, cancel);
        cancel(gone.remedy.slip);
    }
    if (view.remedy)
        std::ranges::for_each(view.remedy->earlier_slips, cancel);
}

void Kiosk::taken_back(const CaseView& view) {
    cancel_prints_of_the_past(view);
    hand_to_printer(view);
    const bool has_slip = !view.taken_back.empty() && view.taken_back.back().cancelling_slip;
    state_.receipt.reset(); // its lines tell what was made good
    show_case(view);
    notify(words().say(has_slip ? "notice.taken_back" : "notice.taken_back_before_slip"), Tone::info, Icon::undo);
    signal(Signal::accepted);
}

// The receipt as it stands now, with that line made good, or free of it again.
void Kiosk::tied(Step step, const CaseView& view) {
    if (!state_.receipt)
        return;
    const bool scanned = state_.receipt->scanned;
    auto found = looked(world_.receipt(state_.receipt->found.reference));
    if (!found || !*found)
        return;
    state_.receipt = ReceiptState{.found = std::move(**found), .scanned = scanned};
    const bool is_tied = step == Step::tie;
    screen_request_ = world_.new_request();
    notify(words().say(is_tied ? "notice.tied" : "notice.untied"), Tone::ok, is_tied ? Icon::check : Icon::undo);
    if (auto told = std::exchange(tying_, std::nullopt); told && is_tied)
        state_.undoable = {"toast.tied", TiedCase{view.id, std::move(*told)}, {}};
    signal(Signal::done);
}

void Kiosk::looked_at() {
    const bool countersigned = state_.current && waits_to_be_countersigned(*state_.current);
    state_.current.reset();
    show(Screen::home);
    notify(words().say(countersigned ? "notice.countersigned" : "notice.looked_at"), Tone::ok, Icon::check);
    signal(Signal::done);
}

void Kiosk::storage_failed(const RequestId& request, const std::string& reason) {
    const auto found = waiting_.find(request);
    const auto step = found == waiting_.end() ? std::nullopt : std::optional(found->second.step);
    const auto* key =
        step == Step::take_back       ? "notice.storage_still_given"
        : step == Step::enrol         ? "enrol.not_kept"
        : step == Step::replace_badge ? "staff.badge_not_kept"
        : step == Step::note_found || step == Step::undo_found || step == Step::move_entry || step == Step::move_back
            ? "left.notice.storage"
            : "notice.storage";
    waiting_.erase(request);
    state_.done.leave_at_ms.reset(); // time to read it
    state_.manager.checking = false;
    state_.pins.checking = false;
    if (step == Step::open_drawer)
        state_.drawer_test = {};
    if (step == Step::set_pin)
        state_.pins.stage = PinQuestions::Stage::chosen;
    if (step == Step::enrol)
        state_.enrolment.stage = Enrolment::Stage::pin;
    if (step == Step::replace_badge)
        state_.enrolment.stage = Enrolment::Stage::badge;
    forget_pin();
    notify(words().say(key, {{"reason", reason}}), Tone::bad, Icon::error);
    signal(Signal::attention);
}

void Kiosk::pin_verified(const RequestId& pin_try, bool right) {
    if (pin_try != pin_try_)
        return;
    pin_try_ = {};
    state_.pins.pin_try = pin_try;
    if (state_.screen == Screen::pins && state_.pins.by) {
        const auto request = world_.new_request();
        return post(Step::prove_pin, request, ProvePin{request, pin_try, state_.pins.by->id, right});
    }
    if (!state_.current || !state_.current->proposal || !state_.manager.approver)
        return;
    answer_proposal(pin_try, right);
}

void Kiosk::answer_proposal(const RequestId& pin_try, bool pin_was_right) {
    const auto request = world_.new_request();
    const auto& approver = state_.manager.approver->id;
    const auto& proposal = state_.current->proposal->id;
    const bool badge = state_.manager.badge_shown;
    if (const auto* decline = std::get_if<Decline>(&reply_))
        post(Step::answer_proposal, request,
             DeclineProposal{request, pin_try, approver, state_.current->id, proposal, pin_was_right,
                             std::string(decline->reason.value_or("")), badge});
    else if (const auto* question = std::get_if<Remark>(&reply_))
        post(Step::answer_proposal, request,
             QuestionProposal{request, pin_try, approver, state_.current->id, proposal, pin_was_right, *question,
                              badge});
    else
        post(Step::answer_proposal, request,
             ApproveProposal{request, pin_try, approver, state_.current->id, proposal, pin_was_right,
                             state_.to_customer(), badge});
}

void Kiosk::print_ended(const CaseId& case_id, const std::string& job, drivers::Outcome outcome) {
    const auto request = world_.new_request();
    post(Step::record_print, request, RecordPrint{request, case_id, job, told(outcome)});
}

void Kiosk::drawn(const SlipNumber& slip, PaperPicture picture) {
    const auto& shown = state_.current;
    if (state_.screen == Screen::done && shown && shown->remedy && shown->remedy->slip.number == slip)
        state_.done.slip = DrawnSlip{slip, std::move(picture)};
}

void Kiosk::test_page_ended(drivers::Outcome outcome) {
    state_.printer_test = {false, told(outcome)};
    signal(outcome == drivers::Outcome::failed || outcome == drivers::Outcome::unconfirmed ? Signal::attention
                                                                                           : Signal::done);
}

void Kiosk::not_kept(const std::string& reason) {
    notify(words().say("notice.settings_not_kept", {{"reason", reason}}), Tone::warn, Icon::settings);
    signal(Signal::attention);
}

void Kiosk::traffic_saved(const std::optional<std::string>& why_not) {
    if (why_not)
        notify(words().say("notice.storage", {{"reason", *why_not}}), Tone::bad, Icon::error);
    else
        notify(words().say("devices.log.saved", {{"file", text::Code{traffic_file}}}), Tone::ok, Icon::check);
    signal(why_not ? Signal::attention : Signal::done);
}

void Kiosk::fed(FeedState feed) {
    state_.feed = std::move(feed);
    if (state_.feed.last && state_.feed.last->receipts > 0)
        settle_refunds();
}

// A return among what the till told may be the refund that it was asked for; the desk knows, nobody waits for it.
void Kiosk::settle_refunds() {
    const auto owed = looked(world_.owed_refunds());
    for (const auto& id : owed.value_or(std::vector<CaseId>())) {
        const auto request = world_.new_request();
        waiting_.insert({request, {Step::close, true}});
        world_.post(SettleRefund{request, id});
    }
}

// The desk would refuse it now, so nobody has to type a PIN to learn that. Asked once: where it cannot be kept, the
// notice says so and the screen stays as it is.
void Kiosk::proposal_ran_out() {
    if (state_.screen != Screen::manager || holds_the_screen() || !state_.current || !state_.current->proposal ||
        state_.current->proposal->id == ran_out_ || world_.wall_ms() < state_.current->proposal->expires_wall_ms)
        return;
    ran_out_ = state_.current->proposal->id;
    forget_pin();
    const auto request = world_.new_request();
    post(Step::withdraw, request, WithdrawProposal{request, system_actor, state_.current->id});
}

void Kiosk::tell(const DeskRefusal& refusal) {
    if (refusal.reason == DeskRefusalReason::gift_too_large)
        state_.decision.manager_for_gift = true;
    const bool no_badge_helps = refusal.reason == DeskRefusalReason::pins_locked_here &&
                                state_.screen == Screen::manager && state_.manager.needed != ProofNeeded::either;
    notify(no_badge_helps ? words().say("refusal.pins_locked_here_pin_needed", {{"count", refusal.minutes_left}})
                          : refusal_in_words(refusal, words(), world_.now()),
           Tone::warn, Icon::info);
    signal(Signal::attention);
}

void Kiosk::tell_look_up_failed(const std::string& reason) {
    notify(words().say("notice.lookup", {{"reason", reason}}), Tone::bad, Icon::error);
    signal(Signal::attention);
}

} // namespace makegood::ui
