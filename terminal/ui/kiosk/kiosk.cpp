#include "terminal/ui/kiosk/kiosk.hpp"

#include "terminal/text/unicode.hpp"

#include <algorithm>
#include <utility>

namespace makegood::ui {

namespace {

using text::Code;

// The same label within this time is one scan: the cashier's hand was slow, not the customer's wish double.
constexpr std::int64_t repeated_label_ms = 2'000;
constexpr std::int64_t undoable_ms = 8'000;
constexpr std::int64_t done_stays_ms = 6'000;
constexpr std::int64_t rated_within_ms = 60'000;
constexpr std::int64_t resumed_within_s = 10 * 60;

std::string_view key_of(DeskRefusalReason reason) {
    switch (reason) {
    case DeskRefusalReason::receipt_unknown:
        return "refusal.receipt_unknown";
    case DeskRefusalReason::line_unknown:
        return "refusal.line_unknown";
    case DeskRefusalReason::line_is_not_goods:
        return "refusal.line_is_not_goods";
    case DeskRefusalReason::quantity_not_on_line:
        return "refusal.quantity_not_on_line";
    case DeskRefusalReason::already_made_good:
        return "refusal.already_made_good";
    case DeskRefusalReason::staff_unknown:
        return "refusal.staff_unknown";
    case DeskRefusalReason::case_unknown:
        return "refusal.case_unknown";
    case DeskRefusalReason::case_is_elsewhere:
        return "refusal.case_is_elsewhere";
    case DeskRefusalReason::needs_manager:
        return "refusal.needs_manager";
    case DeskRefusalReason::not_a_manager:
        return "refusal.not_a_manager";
    case DeskRefusalReason::own_request:
        return "refusal.own_request";
    case DeskRefusalReason::proposal_expired:
        return "refusal.proposal_expired";
    case DeskRefusalReason::proposal_differs:
        return "refusal.proposal_differs";
    case DeskRefusalReason::pin_wrong:
        return "refusal.pin_wrong";
    case DeskRefusalReason::pin_locked:
        return "refusal.pin_locked";
    case DeskRefusalReason::pin_disabled:
        return "refusal.pin_disabled";
    case DeskRefusalReason::pin_not_counted:
        return "refusal.pin_not_counted";
    case DeskRefusalReason::nothing_to_print:
        return "refusal.nothing_to_print";
    }
    return "refusal.case_unknown";
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
        return PrintOutcome::failed;
    }
    return PrintOutcome::unconfirmed;
}

Tone tone_of(Signal signal) {
    switch (signal) {
    case Signal::accepted:
        return Tone::info;
    case Signal::done:
        return Tone::ok;
    case Signal::not_found:
        return Tone::warn;
    case Signal::attention:
        break;
    }
    return Tone::bad;
}

bool came_out(const SlipPrint& print) {
    return print.outcome == PrintOutcome::printed || print.outcome == PrintOutcome::processed ||
           print.outcome == PrintOutcome::sent;
}

} // namespace

Kiosk::Kiosk(KioskWorld& world, Catalogues catalogues, const Start& start) : world_(world), catalogues_(catalogues) {
    state_.preferences = start.preferences;
    state_.language = start.preferences.language;
    state_.devices.has_scanner = start.has_scanner;
    state_.devices.has_printer = start.has_printer;
    show(Screen::home);
    if (start.first_run)
        show_step(*start.first_run);
    if (!start.unreadable_settings.empty())
        notify(words().say("notice.settings_unreadable", {{"reason", start.unreadable_settings}}), Tone::warn,
               Icon::settings);
}

const text::Words& Kiosk::words() const {
    return state_.language == Language::english ? catalogues_.english : catalogues_.persian;
}

void Kiosk::sign_in(const StaffMember& staff) {
    state_.staff = staff;
    state_.language = staff.language;
}

// A case is claimed and not decided only while it is on the screen.
void Kiosk::resume() {
    const auto in_hand = [&](const OpenCase& open) {
        return open.view.state == CaseState::claimed &&
               world_.now().seconds - open.view.opened_at.seconds < resumed_within_s;
    };
    const auto found = std::ranges::find_if(state_.open_cases, in_hand);
    if (found == state_.open_cases.end())
        return;
    show_case(CaseView(found->view));
    notify(words().say("notice.resumed"), Tone::info, Icon::history);
}

// ---- what comes from outside

void Kiosk::device_event(const drivers::DeviceEvent& event, std::int64_t now_ms) {
    if (const auto* data = std::get_if<drivers::DataEvent>(&event)) {
        scanned(data->scan, now_ms);
    } else if (const auto* status = std::get_if<drivers::StatusUpdateEvent>(&event)) {
        status_changed(*status);
    } else if (const auto* error = std::get_if<drivers::ErrorEvent>(&event)) {
        if (error->kind == drivers::ErrorKind::frame_unreadable || error->kind == drivers::ErrorKind::frame_too_long ||
            error->kind == drivers::ErrorKind::frame_unfinished)
            unreadable_scan();
    }
}

void Kiosk::unreadable_scan() {
    signal(Signal::not_found);
    if (state_.scanner_test.stage == ScannerTest::Stage::waiting)
        state_.scanner_test.stage = ScannerTest::Stage::unreadable;
    else
        notify(words().say("notice.unreadable"), Tone::warn, Icon::scan);
}

void Kiosk::status_changed(const drivers::StatusUpdateEvent& status) {
    auto& devices = state_.devices;
    const auto before = devices;
    if (status.device_id == "scanner") {
        devices.scanner = status.power;
        if (status.power == drivers::PowerState::online)
            devices.scanner_heard = world_.now();
    } else {
        if (status.power == drivers::PowerState::online || status.power == drivers::PowerState::offline)
            devices.printer_heard = world_.now();
        devices.printer_power = status.power;
        devices.printer = status.printer;
    }

    const auto tell_once = [&](const DeviceWords& why, Icon icon) {
        notify(words().say(why.key), why.tone, icon);
        state_.notice->of_device = true;
        signal(Signal::attention);
    };
    if (devices.scanner_is_away() && !before.scanner_is_away())
        tell_once({"notice.scanner_absent", Tone::warn}, Icon::scan);
    else if (devices.printer_waits_for_a_hand() && !before.printer_waits_for_a_hand())
        tell_once(*printer_words(devices), Icon::print);
    else if (!devices.scanner_is_away() && !devices.printer_waits_for_a_hand() && state_.notice &&
             state_.notice->of_device)
        state_.notice.reset();
}

void Kiosk::scanned(const drivers::ScanData& scan, std::int64_t now_ms) {
    state_.devices.scanner_heard = world_.now();
    if (state_.screen == Screen::first_run && state_.first_step == FirstStep::manager)
        return read_badge_to_enrol(scan.label);
    if (state_.scanner_test.stage == ScannerTest::Stage::waiting || state_.screen == Screen::first_run)
        return read_in_test(scan);
    if (busy()) {
        notify(words().say("notice.busy"), Tone::info, Icon::scan);
        return signal(Signal::attention);
    }
    const bool repeated = scan.label == last_label_ && now_ms - last_label_ms_ < repeated_label_ms;
    last_label_ = scan.label;
    last_label_ms_ = now_ms;
    if (repeated)
        return;
    state_.notice.reset();
    if (is_own_label(badge_label_kind, scan.label))
        signal(badge_scanned(scan.label));
    else if (is_own_label(slip_label_kind, scan.label))
        signal(slip_scanned(scan.label));
    else
        signal(label_scanned(scan.label));
}

void Kiosk::read_in_test(const drivers::ScanData& scan) {
    constexpr std::size_t most_letters = 40;
    state_.scanner_test = {ScannerTest::Stage::read, {}};
    signal(Signal::accepted);
    if (is_own_label(badge_label_kind, scan.label))
        return;
    const std::string plain = text::plain(scan.label);
    const auto letters = text::decode(plain);
    state_.scanner_test.label = plain.substr(0, letters.offsets[std::min(most_letters, letters.code_points.size())]);
    if (letters.code_points.size() > most_letters)
        state_.scanner_test.label += "…";
}

Signal Kiosk::badge_scanned(const std::string& label) {
    const auto staff = looked(world_.staff_of_badge(label));
    if (!staff)
        return Signal::attention;
    if (!*staff) {
        notify(words().say("notice.unknown_label", {{"label", Code{"…"}}}), Tone::warn, Icon::badge);
        return Signal::not_found;
    }
    if (state_.screen == Screen::manager) {
        if ((*staff)->role != StaffRole::manager) {
            notify(words().say("refusal.not_a_manager"), Tone::warn, Icon::badge);
            return Signal::attention;
        }
        forget_pin();
        state_.manager.approver = **staff;
        return Signal::accepted;
    }
    state_.staff = **staff;
    state_.language = (*staff)->language;
    notify(words().say("kiosk.signed_in", {{"name", (*staff)->name.in(state_.language)}}), Tone::ok, Icon::person);
    return Signal::accepted;
}

Signal Kiosk::slip_scanned(const std::string& label) {
    const auto found = looked(world_.case_of_slip(SlipNumber(label)));
    if (!found)
        return Signal::attention;
    if (!*found) {
        notify(words().say("notice.unknown_label", {{"label", Code{label}}}), Tone::warn, Icon::scan);
        return Signal::not_found;
    }
    show_case(**found);
    return Signal::accepted;
}

Signal Kiosk::label_scanned(const std::string& label) {
    const std::string shown = text::plain(label);
    auto found = looked(world_.receipts_numbered(label));
    if (!found)
        return Signal::attention;
    if (!found->empty()) {
        show_receipts(std::move(*found));
        return Signal::accepted;
    }
    const auto product = looked(world_.is_product(label));
    if (!product)
        return Signal::attention;
    if (*product) {
        if (state_.screen != Screen::find)
            show(Screen::find);
        state_.find.item = {.text = shown, .caret = shown.size()};
        if (!state_.find.day.text.empty())
            perform(SearchPurchase{});
        return Signal::accepted;
    }
    notify(words().say("notice.unknown_label", {{"label", Code{shown}}}), Tone::warn, Icon::scan);
    return Signal::not_found;
}

void Kiosk::answered(const RequestId& request, const Expected<CaseView, DeskRefusal>& answer) {
    const auto found = waiting_.find(request);
    if (found == waiting_.end())
        return;
    const Step step = found->second;
    waiting_.erase(found);
    if (step != Step::rate)
        screen_request_ = world_.new_request();

    if (step == Step::count_pin) {
        if (answer) {
            pin_try_ = request;
            world_.verify_pin(state_.manager.approver->id, state_.manager.pin, request);
            return;
        }
        state_.manager.checking = false;
        forget_pin();
        tell(answer.error());
        return;
    }
    if (step == Step::rate) {
        if (answer && state_.customer.ended)
            state_.customer.ended = *answer;
        return;
    }
    if (step == Step::close) {
        refresh_open_cases();
        return;
    }
    if (step == Step::record_print) {
        if (!answer)
            return;
        if (state_.current && state_.current->id == answer->id) {
            state_.current = *answer;
            state_.done.leave_at_ms.reset();
            if (state_.screen == Screen::done)
                signal(came_out(answer->remedy->prints.back()) ? Signal::done : Signal::attention);
        }
        if (state_.screen != Screen::done || !state_.current || state_.current->id != answer->id)
            close_if_finished(*answer, false);
        return;
    }
    if (!answer) {
        state_.manager.checking = false;
        if (answer.error().reason == DeskRefusalReason::proposal_expired && state_.current) {
            state_.current->proposal.reset();
            state_.current->state = CaseState::claimed;
            show(Screen::decision);
        }
        tell(answer.error());
        return;
    }
    if (answer->remedy)
        hand_to_printer(*answer);
    show_case(*answer);
    if (step == Step::withdraw)
        tell({.reason = DeskRefusalReason::proposal_expired});
    if (step == Step::give || step == Step::answer_proposal)
        signal(answer->remedy ? Signal::done : Signal::attention);
    else if (step == Step::claim && answer->decision.outcome != Outcome::give_now)
        signal(Signal::attention);
}

void Kiosk::storage_failed(const RequestId& request, const std::string& reason) {
    waiting_.erase(request);
    state_.manager.checking = false;
    forget_pin();
    notify(words().say("notice.storage", {{"reason", reason}}), Tone::bad, Icon::error);
    signal(Signal::attention);
}

void Kiosk::pin_verified(const RequestId& pin_try, bool right) {
    if (pin_try != pin_try_ || !state_.current || !state_.current->proposal || !state_.manager.approver)
        return;
    pin_try_ = {};
    const auto request = world_.new_request();
    const auto& approver = state_.manager.approver->id;
    const auto& proposal = state_.current->proposal->id;
    if (pin_approves_)
        post(Step::answer_proposal, request,
             ApproveProposal{request, pin_try, approver, state_.current->id, proposal, right, state_.language});
    else
        post(Step::answer_proposal, request,
             DeclineProposal{request, pin_try, approver, state_.current->id, proposal, right, "look_together"});
}

void Kiosk::print_ended(const CaseId& case_id, const std::string& job, drivers::Outcome outcome) {
    const auto request = world_.new_request();
    post(Step::record_print, request, RecordPrint{request, case_id, job, told(outcome)});
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

// ---- what is shown

std::string_view Kiosk::screen_name() const {
    static constexpr std::string_view names[] = {"home",    "find", "receipt",  "decision",
                                                 "manager", "done", "settings", "devices"};
    static constexpr std::string_view steps[] = {"first.language", "first.card", "first.scanner", "first.printer",
                                                 "first.shop"};
    static constexpr std::string_view stages[] = {"first.badge", "first.name", "first.pin", "first.pin_again",
                                                  "first.pin_again"};
    if (state_.screen == Screen::first_run && state_.first_step == FirstStep::manager)
        return stages[static_cast<std::size_t>(state_.enrolment.stage)];
    if (state_.screen == Screen::first_run)
        return steps[static_cast<std::size_t>(state_.first_step)];
    return names[static_cast<std::size_t>(state_.screen)];
}

void Kiosk::build(Kit& kit) {
    if (kit.key_pressed(Key::f8))
        turn_voice();
    if (const auto signal = std::exchange(unseen_, std::nullopt))
        kit.flash(tone_of(*signal));
    proposal_ran_out();
    if (auto& undoable = state_.undoable) {
        if (!undoable->until_ms)
            undoable->until_ms = kit.now_ms() + undoable_ms;
        if (kit.now_ms() >= *undoable->until_ms)
            undoable.reset();
    }
    kit.screen(screen_name());
    const Scene scene{state_, words(), world_.now(), world_.wall_ms()};
    const auto [area, gear, toast, offered] = frame(kit, scene);

    Taken taken;
    switch (state_.screen) {
    case Screen::home:
        taken = home_screen(kit, area, scene);
        if (const auto opened = settings_key(kit, gear, scene))
            taken = opened;
        if (offered)
            taken = offered;
        break;
    case Screen::find:
        taken = find_screen(kit, area, scene);
        break;
    case Screen::receipt:
        taken = receipt_screen(kit, area, scene);
        break;
    case Screen::decision:
        taken = decision_screen(kit, area, scene);
        break;
    case Screen::manager:
        taken = manager_screen(kit, area, scene);
        break;
    case Screen::done:
        taken = done_screen(kit, area, scene);
        break;
    case Screen::settings:
        taken = settings_screen(kit, area, scene);
        break;
    case Screen::devices:
        taken = devices_screen(kit, area, scene);
        break;
    case Screen::first_run:
        taken = first_run_screen(kit, area, scene);
        break;
    }
    if (const auto undone = undo_toast(kit, toast, scene))
        taken = undone;
    keyboard(kit, scene);

    if (state_.screen == Screen::done && state_.current && state_.current->remedy) {
        const auto& prints = state_.current->remedy->prints;
        if (!prints.empty() && came_out(prints.back())) {
            if (!state_.done.leave_at_ms)
                state_.done.leave_at_ms = kit.now_ms() + done_stays_ms;
            kit.ask_frame_at(*state_.done.leave_at_ms);
            if (!taken && kit.now_ms() >= *state_.done.leave_at_ms)
                taken = GoHome{};
        }
    }
    if (taken && !busy())
        std::visit([&](const auto& action) { perform(action); }, *taken);
}

void Kiosk::build_for_customer(Kit& kit) {
    auto& customer = state_.customer;
    if (customer.ended && customer.until_ms == 0)
        customer.until_ms = kit.now_ms() + rated_within_ms;
    if (customer.ended && kit.now_ms() >= customer.until_ms)
        customer = {};
    if (customer.ended)
        kit.ask_frame_at(customer.until_ms);
    const Scene scene{state_, words(), world_.now(), world_.wall_ms()};
    if (const auto taken = customer_screen(kit, scene, full_name(world_.shop()).in(state_.language)); taken && !busy())
        std::visit([&](const auto& action) { perform(action); }, *taken);
}

// ---- moving between screens

void Kiosk::show(Screen screen) {
    forget_pin();
    state_.notice.reset();
    state_.undoable.reset();
    state_.scanner_test = {};
    state_.screen = screen;
    screen_request_ = world_.new_request();
    if (screen != Screen::home && screen != Screen::done)
        state_.customer = {};
    if (screen == Screen::home) {
        state_.receipt.reset();
        state_.complaint.reset();
        state_.find = {};
        refresh_open_cases();
        look_for_managers();
    }
    if (screen == Screen::settings)
        fill_shop_form();
    if (screen == Screen::manager) {
        state_.manager = {};
        auto managers = looked(world_.managers());
        if (managers)
            state_.manager.managers = std::move(*managers);
        // Nobody confirms their own request, so they are not offered.
        std::erase_if(state_.manager.managers, [&](const StaffMember& manager) {
            return (state_.staff && manager.id == state_.staff->id) ||
                   (state_.current && manager.id == state_.current->opened_by);
        });
    }
}

void Kiosk::show_receipts(std::vector<FoundReceipt> found) {
    if (found.size() == 1) {
        state_.receipt = ReceiptState{std::move(found.front()), std::nullopt, 1};
        show(Screen::receipt);
        return;
    }
    state_.find = {};
    show(Screen::find);
    state_.find.results = std::move(found);
}

void Kiosk::show_case(CaseView view) {
    if (!state_.receipt || state_.receipt->found.reference != view.claim.receipt) {
        auto found = looked(world_.receipt(view.claim.receipt));
        if (found && *found)
            state_.receipt = ReceiptState{std::move(**found), std::nullopt, 1};
    }
    const auto notice = state_.notice;
    switch (view.state) {
    case CaseState::claimed:
        state_.current = std::move(view);
        show(Screen::decision);
        break;
    case CaseState::awaiting_manager:
        state_.current = std::move(view);
        show(Screen::manager);
        break;
    case CaseState::owed:
    case CaseState::handed_over:
    case CaseState::declined:
    case CaseState::closed:
        state_.done = {};
        if (view.remedy)
            state_.done.slip = world_.picture(view.remedy->document);
        if (view.declined_by)
            if (auto manager = looked(world_.staff(*view.declined_by)))
                state_.done.declined_by = std::move(*manager);
        state_.current = std::move(view);
        state_.customer = {*state_.current, item_of(state_)};
        show(Screen::done);
        break;
    }
}

void Kiosk::refresh_open_cases() {
    if (auto open = looked(world_.open_cases()))
        state_.open_cases = std::move(*open);
}

void Kiosk::close_if_finished(const CaseView& view, bool looked) {
    const auto* print = view.remedy && !view.remedy->prints.empty() ? &view.remedy->prints.back() : nullptr;
    const bool slip_is_settled = print && (came_out(*print) || (looked && print->outcome == PrintOutcome::unconfirmed));
    const bool finished =
        view.state == CaseState::declined || (view.state == CaseState::handed_over && slip_is_settled);
    if (!finished)
        return;
    const auto request = world_.new_request();
    post(Step::close, request, CloseCase{request, state_.staff ? state_.staff->id : system_actor, view.id});
}

// Only prints that were asked for in this run and have not been handed over yet: what an earlier run asked for may be
// on paper already.
void Kiosk::hand_to_printer(const CaseView& view) {
    for (const auto& print : view.remedy->prints) {
        if (print.outcome || std::ranges::find(handed_to_printer_, print.job) != handed_to_printer_.end())
            continue;
        handed_to_printer_.push_back(print.job);
        world_.print(view, print);
    }
}

// ---- small things

void Kiosk::post(Step step, const RequestId& request, const Command& command) {
    waiting_.insert({request, step});
    world_.post(command);
}

void Kiosk::signal(Signal signal) {
    unheard_ = std::max(unheard_, std::optional(signal));
    unseen_ = std::max(unseen_, std::optional(signal));
}

void Kiosk::turn_voice() {
    auto preferences = state_.preferences;
    preferences.reads_aloud = !preferences.reads_aloud;
    perform(Prefer{preferences});
    notify(words().say(preferences.reads_aloud ? "voice.on" : "voice.off"), Tone::info, Icon::info);
}

void Kiosk::notify(std::string text, Tone tone, Icon icon) {
    state_.notice = Notice{std::move(text), tone, icon};
}

void Kiosk::tell(const DeskRefusal& refusal) {
    text::Arguments arguments;
    if (refusal.when)
        arguments.push_back({"when", words().age(*refusal.when, world_.now())});
    else if (refusal.reason == DeskRefusalReason::already_made_good)
        arguments.push_back({"when", std::string()});
    if (refusal.reason == DeskRefusalReason::pin_wrong)
        arguments.push_back({"count", refusal.tries_left});
    if (refusal.reason == DeskRefusalReason::pin_locked)
        arguments.push_back({"count", refusal.minutes_left});
    notify(words().say(key_of(refusal.reason), arguments), Tone::warn, Icon::info);
    signal(Signal::attention);
}

// The desk would refuse it now, so nobody has to type a PIN to learn that.
void Kiosk::proposal_ran_out() {
    if (state_.screen != Screen::manager || busy() || !state_.current || !state_.current->proposal ||
        world_.wall_ms() < state_.current->proposal->expires_wall_ms)
        return;
    forget_pin();
    const auto request = world_.new_request();
    post(Step::withdraw, request, WithdrawProposal{request, system_actor, state_.current->id});
}

void Kiosk::tell_look_up_failed(const std::string& reason) {
    notify(words().say("notice.lookup", {{"reason", reason}}), Tone::bad, Icon::error);
    signal(Signal::attention);
}

void Kiosk::forget_pin() {
    for (auto* pin : {&state_.manager.pin, &state_.enrolment.pin, &state_.enrolment.pin_again}) {
        std::ranges::fill(*pin, '\0');
        pin->clear();
    }
}

} // namespace makegood::ui
