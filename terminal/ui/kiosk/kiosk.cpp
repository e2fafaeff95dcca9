#include "terminal/ui/kiosk/kiosk.hpp"

#include <algorithm>
#include <utility>

// How the kiosk begins, what it shows, and how it moves between screens.

namespace makegood::ui {

namespace {

constexpr std::int64_t undoable_ms = 8'000;
constexpr std::int64_t done_stays_ms = 6'000;
constexpr std::int64_t rated_within_ms = 60'000;
constexpr std::int64_t goodbye_ms = 10'000;
constexpr std::int64_t display_test_ms = 8'000;
constexpr std::int64_t resumed_within_s = 10 * 60;

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

} // namespace

bool is_asked_to_look(const CaseView& view, const StaffMember& person, const ApprovalTerms& terms) {
    return std::ranges::any_of(view.looks, [&](const SecondLook& look) {
        return may_take(look, view, person, terms) && (look.to_countersign || looks_after_staff(person.role));
    });
}

Kiosk::Kiosk(KioskWorld& world, Catalogues catalogues, const Start& start)
    : world_(world), catalogues_(catalogues), sign_out_after_ms_(start.sign_out_after_ms),
      display_welcome_(start.display_welcome), scales_(start.scales) {
    state_.preferences = start.preferences;
    state_.language = start.preferences.language;
    state_.devices.scanners = start.scanners;
    state_.devices.has_wedge = start.has_wedge;
    state_.devices.has_printer = start.has_printer;
    state_.devices.has_drawer = start.has_drawer;
    state_.devices.drawer_open_level = start.drawer_open_level;
    state_.devices.has_display = start.has_display;
    state_.devices.display_has_own_port = start.display_has_own_port;
    state_.feed.is_watched = start.has_feed;
    state_.practice = start.practice;
    state_.approval = world.approval_terms();
    state_.budget = world.budget();
    show(Screen::home);
    if (start.first_run)
        show_step(*start.first_run);
    if (!start.unreadable_settings.empty())
        notify(words().say("notice.settings_unreadable", {{"reason", start.unreadable_settings}}), Tone::warn,
               Icon::settings);
}

const text::Words& Kiosk::words_in(Language language) const {
    return language == Language::english ? catalogues_.english : catalogues_.persian;
}

const text::Words& Kiosk::words() const {
    return words_in(state_.language);
}

void Kiosk::sign_in(const StaffMember& staff) {
    state_.staff = staff;
    speak(staff.language);
    if (state_.screen == Screen::home) {
        refresh_open_cases();
        count_care_waiting();
    }
}

void Kiosk::speak(Language language) {
    state_.language = language;
    if (state_.screen == Screen::settings)
        fill_shop_form();
}

// A case is claimed and not decided only while it is on the screen.
void Kiosk::resume() {
    settle_refunds();
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

// ---- what is shown

namespace {

constexpr std::string_view main_screens[] = {"home", "find",     "receipt", "decision", "manager",
                                             "done", "settings", "devices", "first",    "left",
                                             "pins", "staff",    "enrol",   "told",     "care"};
static_assert(std::size(main_screens) == static_cast<std::size_t>(Screen::care) + 1);
constexpr std::string_view first_steps[] = {"first.language", "first.card", "first.scanner", "first.printer",
                                            "first.shop"};
constexpr std::string_view enrolment_stages[] = {"enrol.role", "enrol.language",  "first.badge",    "first.name",
                                                 "first.pin",  "first.pin_again", "first.pin_again"};
constexpr std::string_view pin_stages[] = {"pins.person", "pins.proof", "pins.chosen", "pins.again"};

} // namespace

std::set<std::string_view> Kiosk::screen_names() {
    std::set<std::string_view> all{"staff.one", "home.problems", "other", "part", "weight"};
    all.insert(std::begin(main_screens), std::end(main_screens));
    for (const auto* in_steps : {"first", "pins", "enrol"})
        all.erase(in_steps);
    all.insert(std::begin(first_steps), std::end(first_steps));
    all.insert(std::begin(enrolment_stages), std::end(enrolment_stages));
    all.insert(std::begin(pin_stages), std::end(pin_stages));
    return all;
}

std::string_view Kiosk::screen_name() const {
    if (state_.screen == Screen::pins)
        return pin_stages[static_cast<std::size_t>(state_.pins.stage)];
    if (state_.screen == Screen::staff && state_.colleagues.chosen)
        return "staff.one";
    if (enrols_somebody())
        return enrolment_stages[static_cast<std::size_t>(state_.enrolment.stage)];
    if (state_.screen == Screen::first_run)
        return first_steps[static_cast<std::size_t>(state_.first_step)];
    if (state_.shows_problems)
        return "home.problems";
    if (is_to_name_other_goods(state_))
        return "other";
    if (state_.part)
        return "part";
    if (state_.weight)
        return "weight";
    return main_screens[static_cast<std::size_t>(state_.screen)];
}

void Kiosk::build(Kit& kit) {
    if (kit.key_pressed(Key::f8))
        turn_voice();
    if (const auto signal = std::exchange(unseen_, std::nullopt))
        kit.flash(tone_of(*signal));
    sign_out_in_time(kit);
    tell_display(kit);
    proposal_ran_out();
    forget_what_was_wanted(kit);
    if (auto& undoable = state_.undoable) {
        if (!undoable->until_ms)
            undoable->until_ms = kit.now_ms() + undoable_ms;
        if (kit.now_ms() >= *undoable->until_ms)
            undoable.reset();
    }
    const auto wait = wait_shown(kit);
    kit.screen(wait == WaitShown::nothing ? screen_name() : "wait");
    const Scene scene{state_, words(), world_.now(), world_.today(), world_.wall_ms(), customers_words()};
    const auto frame = ui::frame(kit, scene);
    if (wait != WaitShown::nothing) {
        if (wait_screen(kit, frame.area, wait == WaitShown::words, scene))
            perform(LetGo{});
        return;
    }
    auto taken = screen_in_hand(kit, frame, scene);
    if (const auto undone = undo_toast(kit, frame.toast, scene))
        taken = undone;
    keyboard(kit, scene);
    if (!taken)
        taken = leave_done_in_time(kit);
    if (taken && !holds_the_screen())
        std::visit([&](const auto& action) { perform(action); }, *taken);
}

Taken Kiosk::screen_in_hand(Kit& kit, const Frame& frame, const Scene& scene) {
    switch (state_.screen) {
    case Screen::home: {
        const auto taken = home_screen(kit, frame.area, scene);
        const auto opened = header_keys(kit, frame, scene);
        return frame.taken ? frame.taken : opened ? opened : taken;
    }
    case Screen::find:
        return find_screen(kit, frame.area, scene);
    case Screen::receipt:
        return receipt_screen(kit, frame.area, scene);
    case Screen::decision:
        return decision_screen(kit, frame.area, scene);
    case Screen::manager:
        return manager_screen(kit, frame.area, scene);
    case Screen::done:
        return done_screen(kit, frame.area, scene);
    case Screen::settings:
        return settings_screen(kit, frame.area, scene);
    case Screen::devices:
        return devices_screen(kit, frame.area, scene);
    case Screen::first_run:
        return first_run_screen(kit, frame.area, scene);
    case Screen::left_behind:
        return left_behind_screen(kit, frame.area, scene);
    case Screen::pins:
        return pins_screen(kit, frame.area, scene);
    case Screen::staff:
        return staff_screen(kit, frame.area, scene);
    case Screen::enrol:
        return enrol_screen(kit, frame.area, scene);
    case Screen::told:
        return told_screen(kit, frame.area, scene);
    case Screen::care:
        return care_screen(kit, frame.area, scene);
    }
    return std::nullopt;
}

// The next customer may come as soon as the slip is out.
Taken Kiosk::leave_done_in_time(Kit& kit) {
    if (state_.screen != Screen::done || !state_.current || !state_.current->remedy ||
        state_.current->state == CaseState::owed)
        return std::nullopt;
    const auto& remedy = *state_.current->remedy;
    const auto is_out = [](const IssuedSlip& paper) { return !paper.prints.empty() && came_out(paper.prints.back()); };
    if (!is_out(remedy.slip) || (remedy.letter && !is_out(*remedy.letter)))
        return std::nullopt;
    auto& leave_at_ms = state_.done.leave_at_ms;
    if (!leave_at_ms)
        leave_at_ms = kit.now_ms() + done_stays_ms;
    kit.ask_frame_at(*leave_at_ms);
    return kit.now_ms() >= *leave_at_ms ? Taken(GoHome{}) : std::nullopt;
}

bool Kiosk::awaits_the_desk() const {
    // The customer's rating keeps nobody waiting.
    return std::ranges::any_of(waiting_,
                               [](const auto& one) { return !one.second.let_go && one.second.step != Step::rate; });
}

WaitShown Kiosk::wait_shown(Kit& kit) {
    if (!awaits_the_desk()) {
        waiting_since_ms_.reset();
        return WaitShown::nothing;
    }
    const bool leads_on = std::ranges::any_of(
        waiting_, [](const auto& one) { return !one.second.let_go && leads_to_a_screen(one.second.step); });
    if (!waiting_since_ms_)
        waiting_since_ms_ = kit.now_ms();
    const auto waited_ms = kit.now_ms() - *waiting_since_ms_;
    if (const auto change = wait_changes_at(waited_ms, leads_on))
        kit.ask_frame_at(*waiting_since_ms_ + *change);
    return wait_shown_after(waited_ms, leads_on);
}

void Kiosk::build_for_customer(Kit& kit) {
    auto& customer = state_.customer;
    if (customer.ended && customer.until_ms == 0)
        customer.until_ms = kit.now_ms() + rated_within_ms;
    if (customer.ended && kit.now_ms() >= customer.until_ms)
        forget_customer();
    if (customer.ended)
        kit.ask_frame_at(customer.until_ms);
    const Scene scene{state_, customers_words(), world_.now(), world_.today(), world_.wall_ms(), customers_words()};
    if (const auto taken = customer_screen(kit, scene, full_name(world_.shop()).in(state_.to_customer())))
        std::visit([&](const auto& action) { perform(action); }, *taken);
}

// The customer's display of two lines shows what is in hand; goodbyes and tests end by themselves.
void Kiosk::tell_display(Kit& kit) {
    if (!state_.devices.has_display)
        return;
    const auto now_ms = kit.now_ms();
    auto& test = state_.display_test;
    if (std::exchange(test.asked, false))
        test.until_ms = now_ms + display_test_ms;
    if (test.until_ms && now_ms >= *test.until_ms)
        test.until_ms.reset();
    const bool has_left = state_.screen == Screen::home && state_.customer.ended;
    if (!has_left)
        goodbye_until_ms_.reset();
    else if (!goodbye_until_ms_)
        goodbye_until_ms_ = now_ms + goodbye_ms;
    const bool says_goodbye = goodbye_until_ms_ && now_ms < *goodbye_until_ms_;
    if (test.until_ms)
        kit.ask_frame_at(*test.until_ms);
    if (says_goodbye)
        kit.ask_frame_at(*goodbye_until_ms_);
    const DisplayedShop shop{display_welcome_, full_name(world_.shop()).in(state_.to_customer()),
                             world_.money_unit().rials};
    const auto text = test.until_ms  ? display_test(customers_words())
                      : says_goodbye ? display_goodbye(state_, customers_words())
                                     : display_text(state_, customers_words(), shop);
    if (text == displayed_)
        return;
    displayed_ = text;
    world_.show_on_display(text);
}

// ---- moving between screens

void Kiosk::show(Screen screen) {
    const bool same_request = screen == Screen::manager && state_.screen == Screen::manager;
    if (!same_request)
        forget_pin();
    state_.notice.reset();
    state_.undoable.reset();
    state_.scanner_test = {};
    state_.other_goods = {};
    state_.part.reset();
    state_.weight.reset();
    state_.shows_rules = false;
    state_.shows_problems = false;
    if (state_.screen == Screen::find && screen != Screen::find)
        note_listed(false);
    if (screen != Screen::pins)
        after_sign_in_ = nullptr;
    state_.screen = screen;
    screen_request_ = world_.new_request();
    if (screen != Screen::home && screen != Screen::done)
        state_.customer = {};
    if (screen == Screen::find || screen == Screen::receipt || screen == Screen::told ||
        (screen == Screen::home && !state_.customer.ended))
        state_.customers_language.reset();
    if (screen == Screen::home) {
        state_.receipt.reset();
        state_.complaint.reset();
        state_.find = {};
        state_.log = {};
        state_.told = {};
        state_.care = {};
        refresh_open_cases();
        count_left_behind();
        count_care_waiting();
        look_for_managers();
    }
    if (screen == Screen::find)
        state_.find.unit = name(world_.money_unit());
    if (screen == Screen::settings)
        fill_shop_form();
    if (screen == Screen::manager) {
        if (!same_request) // else the manager would rather give something else
            state_.manager = {};
        look_for_approvers();
    }
}

// Nobody confirms their own request, or what their role may not, so they are not offered.
void Kiosk::look_for_approvers() {
    auto& manager = state_.manager;
    if (auto colleagues = looked(world_.colleagues()))
        manager.managers = std::move(*colleagues);
    manager.requester.reset();
    if (!state_.current || !state_.current->proposal)
        return;
    const auto& view = *state_.current;
    const auto requester = looked(world_.staff(view.proposal->requester));
    manager.requester = requester && *requester ? **requester : StaffMember{.id = view.proposal->requester};
    if (manager.approver && is_own_request(view, manager.approver->id))
        manager.approver.reset();
    std::erase_if(manager.managers, [&](const StaffMember& one) {
        return is_own_request(view, one.id) || !may_approve(one.role, state_.approval, judged_value(view));
    });
}

void Kiosk::open_receipt(FoundReceipt found, HowFound how, std::vector<RecalledFact> told) {
    if (!knows_who_looks([=, this] { open_receipt(found, how, told); }))
        return;
    world_.record_seen({found.reference, how, std::move(told)}, state_.staff->id);
    state_.receipt = ReceiptState{.found = std::move(found), .scanned = how == HowFound::scan};
    show(Screen::receipt);
}

void Kiosk::show_receipts(std::vector<FoundReceipt> found, HowFound how) {
    if (found.size() == 1)
        return open_receipt(std::move(found.front()), how);
    if (!knows_who_looks([=, this] { show_receipts(found, how); }))
        return;
    note_listed(false);
    state_.find = {.listing = true};
    show(Screen::find);
    std::vector<RecalledReceipt> results;
    for (auto& one : found)
        results.push_back({one.reference, std::move(one.receipt)});
    list(std::move(results));
    note_listed(true);
}

void Kiosk::forget_customer() {
    state_.customer = {};
    if (state_.screen == Screen::home)
        state_.customers_language.reset();
}

// As it was chosen, or else as this customer's last slip was written, as far as the case and its receipt tell.
Language Kiosk::language_for(const CaseView& view) {
    if (const auto spoken = spoken_.find(view.id); spoken != spoken_.end())
        return spoken->second;
    if (const auto spoken = spoken_in(view))
        return *spoken;
    const auto& told = view.claim.told;
    if (state_.receipt && state_.receipt->spoken && state_.receipt->found.reference == view.claim.receipt)
        return spoken_[view.id] = *state_.receipt->spoken;
    const auto* receipt = !told ? &view.claim.receipt : told->beside ? &told->beside->receipt : nullptr;
    const auto of_receipt =
        receipt ? looked(world_.language_of_customer(*receipt)).value_or(std::nullopt) : std::nullopt;
    return of_receipt.value_or(state_.preferences.language);
}

void Kiosk::open_case(CaseView view, HowFound how) {
    const auto& told = view.claim.told;
    const auto* receipt = !told ? &view.claim.receipt : told->beside ? &told->beside->receipt : nullptr;
    if (receipt && state_.staff)
        world_.record_seen({*receipt, how}, state_.staff->id);
    show_case(std::move(view));
}

void Kiosk::show_case(CaseView view) {
    if (!state_.current || state_.current->id != view.id || !state_.customers_language)
        state_.customers_language = language_for(view);
    if (view.claim.told) {
        state_.receipt = shown_as_told(view.claim);
    } else if (!state_.receipt || state_.receipt->found.reference != view.claim.receipt) {
        auto found = looked(world_.receipt(view.claim.receipt));
        if (found && *found)
            state_.receipt = ReceiptState{std::move(**found), std::nullopt, 1};
    }
    switch (view.state) {
    case CaseState::claimed: {
        const bool same_offer = open_question(view) != nullptr && state_.current && state_.current->id == view.id &&
                                state_.screen == Screen::manager;
        state_.decision = {same_offer ? state_.decision.offer : usual_offer_for(view)};
        state_.current = std::move(view);
        look_for_askers();
        show(Screen::decision);
        break;
    }
    case CaseState::awaiting_manager:
        if (view.proposal)
            state_.decision = {view.proposal->offer};
        state_.current = std::move(view);
        look_for_askers();
        show(Screen::manager);
        state_.manager.needed = proof_needed(state_.approval, judged_value(*state_.current));
        break;
    case CaseState::owed:
    case CaseState::handed_over:
    case CaseState::declined:
    case CaseState::closed:
        // What is drawn already stays until it is drawn anew.
        state_.done = {.slip = std::move(state_.done.slip)};
        state_.complaint.reset();
        if (view.remedy)
            world_.draw(view.remedy->slip.number, view.remedy->slip.document);
        if (view.declined_by)
            if (auto manager = looked(world_.staff(*view.declined_by)))
                state_.done.declined_by = std::move(*manager);
        state_.current = std::move(view);
        state_.customer = {*state_.current, given_goods_in_words(state_, customers_words())};
        show(Screen::done);
        break;
    }
}

// What was left behind lies here, whatever the shop sells today.
Offer Kiosk::usual_offer_for(const CaseView& view) {
    const auto is_gone = [&](const Claim& part) {
        const auto* line = state_.receipt ? find_line(state_.receipt->found.receipt, part.line) : nullptr;
        const auto product = line ? looked(world_.product(line->code)) : std::nullopt;
        return product && *product && !(*product)->still_sold;
    };
    const bool lies_here = view.decision.failure == Failure::left_behind;
    return usual_offer(view.claim, lies_here || std::ranges::none_of(by_line(view.claim), is_gone));
}

void Kiosk::look_for_askers() {
    state_.askers.clear();
    for (const auto& asked : state_.current->questions) {
        auto known = looked(world_.staff(asked.by));
        state_.askers.push_back(known && *known ? std::move(**known) : StaffMember{.id = asked.by});
    }
}

void Kiosk::refresh_open_cases() {
    if (auto open = looked(world_.open_cases()))
        state_.open_cases = std::move(*open);
    state_.second_looks.clear();
    if (!state_.staff || state_.staff->role == StaffRole::cashier)
        return;
    if (auto looks = looked(world_.second_looks()))
        state_.second_looks = std::move(*looks);
    std::erase_if(state_.second_looks,
                  [&](const OpenCase& one) { return !is_asked_to_look(one.view, *state_.staff, state_.approval); });
    std::ranges::stable_partition(state_.second_looks,
                                  [](const OpenCase& one) { return waits_to_be_countersigned(one.view); });
}

void Kiosk::close_if_finished(const CaseView& view, bool looked) {
    const auto* print = view.remedy && !view.remedy->slip.prints.empty() ? &view.remedy->slip.prints.back() : nullptr;
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
    const auto hand = [&](const IssuedSlip& slip) {
        for (const auto& print : slip.prints) {
            if (print.outcome || std::ranges::find(handed_to_printer_, print.job) != handed_to_printer_.end())
                continue;
            handed_to_printer_.push_back(print.job);
            world_.print(view.id, slip.document, print);
        }
    };
    for (const auto& gone : view.taken_back)
        if (gone.cancelling_slip)
            hand(*gone.cancelling_slip);
    if (view.remedy)
        hand(view.remedy->slip);
    if (view.remedy && view.remedy->letter)
        hand(*view.remedy->letter);
    for (const auto& rest : view.rests)
        if (const auto found = looked(world_.find_case(rest)); found && *found)
            hand_to_printer(**found);
}

// ---- small things

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

void Kiosk::forget_pin() {
    for (auto* pin : {&state_.manager.pin, &state_.enrolment.pin, &state_.enrolment.pin_again, &state_.pins.proof,
                      &state_.pins.chosen, &state_.pins.again})
        wipe(*pin);
}

void Kiosk::wipe(std::string& pin) {
    std::ranges::fill(pin, '\0');
    pin.clear();
}

} // namespace makegood::ui
