#include "terminal/text/numbers.hpp"
#include "terminal/ui/kiosk/kiosk.hpp"

#include <algorithm>
#include <utility>

// What a person did on a screen, carried out: each becomes a look-up, a command to the desk or another screen.

namespace makegood::ui {

void Kiosk::perform(const GoHome&) {
    const auto left = std::exchange(state_.current, std::nullopt);
    show(Screen::home);
    if (left)
        close_if_finished(*left, true);
}

void Kiosk::perform(const OpenFind& action) {
    state_.find = {.begins_with_number = action.by_number};
    show(Screen::find);
}

void Kiosk::perform(const OpenCaseAt& action) {
    if (action.index < state_.open_cases.size())
        show_case(CaseView(state_.open_cases[action.index].view));
}

void Kiosk::perform(const SearchPurchase&) {
    auto& find = state_.find;
    state_.notice.reset();
    find.results.reset();
    if (!find.number.text.empty()) {
        auto found = looked(world_.receipts_numbered(text::with_latin_digits(find.number.text)));
        if (found && found->size() == 1)
            show_receipts(std::move(*found));
        else if (found)
            find.results = std::move(found);
        return;
    }
    if (find.day.text.empty() || (find.item.text.empty() && find.about.text.empty())) {
        notify(words().say("find.nothing_given"), Tone::info, Icon::search);
        return;
    }
    ToldTexts told{.around = find.day.text, .total = find.about.text};
    if (!find.item.text.empty())
        told.products.push_back(find.item.text);
    const auto purchase = world_.understood(told);
    if (!purchase) {
        notify(words().say("find.day_not_understood"), Tone::info, Icon::search);
        return;
    }
    auto recalled = looked(world_.receipts_recalled(*purchase));
    if (!recalled)
        return;
    find.results.emplace();
    for (auto& one : *recalled)
        find.results->push_back(std::move(one.found));
}

void Kiosk::perform(const ChangeSearch&) {
    state_.notice.reset();
    state_.find.results.reset();
}

void Kiosk::perform(const OpenResult& action) {
    if (!state_.find.results || action.index >= state_.find.results->size())
        return;
    state_.receipt = ReceiptState{(*state_.find.results)[action.index], std::nullopt, 1};
    show(Screen::receipt);
}

void Kiosk::perform(const ChooseLine& action) {
    state_.notice.reset();
    state_.receipt->chosen = action.line;
    state_.receipt->count = 1;
    state_.receipt->frames_to_reveal = 2;
    screen_request_ = world_.new_request();
    // Where nobody has to say how many, what was told before is enough.
    const LineItem* line = find_line(state_.receipt->found.receipt, action.line);
    if (state_.complaint && line && !(line->quantity.is_whole() && line->quantity > one_unit))
        perform(ChooseComplaint{*state_.complaint});
}

void Kiosk::perform(const TellComplaint& action) {
    state_.complaint = action.complaint;
}

void Kiosk::perform(const ChooseComplaint& action) {
    if (!somebody_works_here())
        return;
    const auto& [found, chosen, count, frames_to_reveal] = *state_.receipt;
    const LineItem* line = chosen ? find_line(found.receipt, *chosen) : nullptr;
    if (!line)
        return;
    const Quantity quantity = line->quantity.is_whole() ? Quantity::of_milli(count * 1000) : line->quantity;
    post(Step::claim, screen_request_,
         MakeClaim{screen_request_, state_.staff->id, found.reference, *chosen, quantity, action.complaint});
}

bool Kiosk::somebody_works_here() {
    if (state_.staff)
        return true;
    notify(words().say("refusal.staff_unknown"), Tone::info, Icon::badge);
    signal(Signal::attention);
    return false;
}

void Kiosk::perform(const Give&) {
    if (state_.current && somebody_works_here())
        post(Step::give, screen_request_,
             GiveReplacement{screen_request_, state_.staff->id, state_.current->id, state_.language});
}

void Kiosk::perform(const AskForManager&) {
    if (state_.current && somebody_works_here())
        post(Step::ask, screen_request_, AskManager{screen_request_, state_.staff->id, state_.current->id});
}

void Kiosk::perform(const DropCase&) {
    if (state_.current && somebody_works_here())
        post(Step::drop, screen_request_, CloseCase{screen_request_, state_.staff->id, state_.current->id});
}

void Kiosk::perform(const ChooseApprover& action) {
    forget_pin();
    state_.notice.reset();
    state_.manager.approver.reset();
    if (action.index && *action.index < state_.manager.managers.size())
        state_.manager.approver = state_.manager.managers[*action.index];
}

void Kiosk::perform(const PressPinKey& action) {
    auto& enrolment = state_.enrolment;
    auto& pin = state_.screen == Screen::manager                 ? state_.manager.pin
                : enrolment.stage == Enrolment::Stage::pin_again ? enrolment.pin_again
                                                                 : enrolment.pin;
    if (action.key == 'C')
        forget_pin();
    else if (action.key == '<' && !pin.empty())
        pin.pop_back();
    else if (action.key >= '0' && action.key <= '9' && pin.size() < longest_pin)
        pin += action.key;
}

void Kiosk::perform(const Approve&) {
    count_pin_try(true);
}
void Kiosk::perform(const Decline&) {
    count_pin_try(false);
}

void Kiosk::count_pin_try(bool approve) {
    if (!state_.current || !state_.manager.approver || state_.manager.pin.size() < shortest_pin)
        return;
    state_.notice.reset();
    state_.manager.checking = true;
    pin_approves_ = approve;
    const auto request = world_.new_request();
    post(Step::count_pin, request, CountPinTry{request, state_.manager.approver->id, state_.current->id});
}

void Kiosk::perform(const ParkCase&) {
    const auto parked = std::exchange(state_.current, std::nullopt);
    show(Screen::home);
    if (parked)
        state_.undoable = {"toast.parked", parked->id, {}};
}

void Kiosk::perform(const Undo&) {
    if (!state_.undoable || !somebody_works_here())
        return;
    const auto what = std::exchange(state_.undoable, std::nullopt)->what;
    if (const auto* parked = std::get_if<CaseId>(&what)) {
        const auto open =
            std::ranges::find(state_.open_cases, *parked, [](const OpenCase& one) { return one.view.id; });
        if (open != state_.open_cases.end())
            show_case(CaseView(open->view));
        return;
    }
    const auto& claim = std::get<Claim>(what);
    post(Step::claim, screen_request_,
         MakeClaim{screen_request_, state_.staff->id, claim.receipt, claim.line, claim.quantity, claim.complaint});
}

void Kiosk::perform(const TakeBack&) {
    if (state_.current && somebody_works_here())
        post(Step::take_back, screen_request_, ReverseGrant{screen_request_, state_.staff->id, state_.current->id});
}

void Kiosk::perform(const PrintAgain&) {
    if (state_.current && somebody_works_here())
        post(Step::print, screen_request_, PrintSlip{screen_request_, state_.staff->id, state_.current->id});
}

void Kiosk::perform(const LetGo&) {
    for (auto& [request, waiting] : waiting_)
        waiting.let_go = true;
    state_.current.reset();
    show(Screen::home);
    notify(words().say("wait.let_go_of"), Tone::info, Icon::hourglass);
}

void Kiosk::perform(const RateFaces& action) {
    const auto request = world_.new_request();
    if (state_.customer.ended)
        post(Step::rate, request, RateService{request, state_.customer.ended->id, action.faces});
}

void Kiosk::perform(const OpenSettings&) {
    show(Screen::settings);
}

void Kiosk::perform(const OpenDevices&) {
    show(Screen::devices);
}

void Kiosk::perform(const ChooseLanguage& action) {
    speak(action.language);
    auto preferences = state_.preferences;
    preferences.language = action.language;
    perform(Prefer{preferences});
    if (state_.screen == Screen::first_run)
        perform(GoToStep{FirstStep::card});
    else
        fill_shop_form();
}

void Kiosk::perform(const Prefer& action) {
    state_.notice.reset();
    if (action.preferences.sound_volume != state_.preferences.sound_volume)
        signal(Signal::accepted); // so loud it is
    state_.preferences = action.preferences;
    world_.keep(state_.preferences);
    refresh_shop_form();
}

void Kiosk::perform(const TestScanner&) {
    state_.scanner_test = {ScannerTest::Stage::waiting, {}};
}

void Kiosk::perform(const TestPrinter&) {
    state_.printer_test = {true, std::nullopt};
    world_.print_test_page(state_.language);
}

} // namespace makegood::ui
