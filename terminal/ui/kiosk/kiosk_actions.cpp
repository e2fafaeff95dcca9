#include "terminal/text/numbers.hpp"
#include "terminal/text/unicode.hpp"
#include "terminal/ui/kiosk/kiosk.hpp"
#include "terminal/ui/kiosk/questions.hpp"
#include "workflows/privacy/card_number.hpp"
#include "workflows/privacy/customer_search.hpp"

#include <algorithm>
#include <set>
#include <utility>

// What a person did on a screen, carried out: each becomes a look-up, a command to the desk or another screen.

namespace makegood::ui {

void Kiosk::perform(const GoHome&) {
    const auto left = std::exchange(state_.current, std::nullopt);
    show(Screen::home);
    if (!left)
        return;
    close_if_finished(*left, true);
    go_on_with_the_rest(*left);
}

void Kiosk::perform(const OpenFind& action) {
    if (!knows_who_looks([=, this] { perform(action); }))
        return;
    state_.find = {.begins_with_number = action.by_number};
    show(Screen::find);
}

void Kiosk::perform(const OpenCaseAt& action) {
    if (action.index >= state_.open_cases.size())
        return;
    const auto view = state_.open_cases[action.index].view;
    if (knows_who_looks([=, this] { open_case(view, HowFound::open_case); }))
        open_case(view, HowFound::open_case);
}

void Kiosk::perform(const OpenSecondLook&) {
    if (!state_.second_looks.empty())
        open_case(state_.second_looks.front().view, HowFound::open_case);
}

void Kiosk::perform(const SayLookedAt&) {
    if (state_.current && somebody_works_here())
        post(Step::look_again, screen_request_, TakeSecondLook{screen_request_, state_.staff->id, state_.current->id});
}

namespace {

constexpr std::int64_t wanted_ms = 120'000;

Quantity quantity_of(const LineItem& line, int count) {
    return line.quantity.is_whole() ? Quantity::of_milli(count * 1000) : line.quantity;
}

void choose(ReceiptState& receipt, LineNumber line) {
    receipt.chosen = line;
    receipt.count = 1;
}

// A second tap leaves it out again.
void gather(ReceiptState& receipt, LineNumber number) {
    auto& gathered = receipt.gathered;
    if (std::erase_if(gathered, [&](const ClaimedLine& one) { return one.line == number; }) > 0)
        return;
    if (receipt.chosen != number) {
        const auto* line = receipt.chosen ? find_line(receipt.found.receipt, *receipt.chosen) : nullptr;
        if (line)
            gathered.push_back({line->number, quantity_of(*line, receipt.count)});
        return choose(receipt, number);
    }
    receipt.chosen.reset();
    if (gathered.empty())
        return;
    const auto last = gathered.back();
    gathered.pop_back();
    choose(receipt, last.line);
    receipt.count = static_cast<int>(std::max<std::int64_t>(1, last.quantity.milli() / 1000));
}

} // namespace

void Kiosk::perform(const ChooseLine& action) {
    auto& receipt = *state_.receipt;
    state_.notice.reset();
    if (receipt.gathers)
        gather(receipt, action.line);
    else
        choose(receipt, action.line);
    receipt.frames_to_reveal = 4;
    receipt.right_price.reset();
    screen_request_ = world_.new_request();
    // Where nobody has to say how many, what was told before is enough.
    const LineItem* line = find_line(receipt.found.receipt, action.line);
    if (!receipt.gathers && state_.complaint && line && !(line->quantity.is_whole() && line->quantity > one_unit))
        perform(ChooseComplaint{*state_.complaint});
}

void Kiosk::perform(const GatherLines&) {
    auto& receipt = *state_.receipt;
    receipt.gathers = !receipt.gathers;
    receipt.gathered.clear();
    receipt.right_price.reset();
}

void Kiosk::perform(const TellComplaint& action) {
    state_.complaint = action.complaint;
    state_.shows_problems = false;
}

void Kiosk::perform(const ShowProblems& action) {
    state_.notice.reset();
    state_.shows_problems = action.shown;
}

// A wrong price is claimed once the right one is told.
void Kiosk::perform(const ChooseComplaint& action) {
    auto& receipt = *state_.receipt;
    receipt.right_price.reset();
    if (action.complaint != Complaint::wrong_price)
        return claim(action.complaint, std::nullopt);
    receipt.right_price.emplace();
    receipt.price_unit = name(world_.money_unit());
    receipt.begins_with_price = true;
    receipt.frames_to_reveal = 4;
}

void Kiosk::perform(const TellRightPrice&) {
    state_.notice.reset();
    auto* price = state_.receipt && state_.receipt->right_price ? &*state_.receipt->right_price : nullptr;
    if (price && forget_card_number({price}))
        return;
    const auto told = price && !price->text.empty() ? world_.amount(price->text) : std::nullopt;
    if (!told)
        return notify(words().say("receipt.price_not_understood"), Tone::info, Icon::price);
    claim(Complaint::wrong_price, *told);
}

void Kiosk::claim(Complaint complaint, std::optional<Money> right_price) {
    if (!somebody_works_here())
        return;
    const auto& receipt = *state_.receipt;
    const LineItem* line = receipt.chosen ? find_line(receipt.found.receipt, *receipt.chosen) : nullptr;
    if (!line)
        return;
    auto told = receipt.gathered;
    told.push_back({line->number, quantity_of(*line, receipt.count)});
    const auto first = told.front();
    told.erase(told.begin());
    post(Step::claim, screen_request_,
         MakeClaim{screen_request_, state_.staff->id, receipt.found.reference, first.line, first.quantity, complaint,
                   right_price, !receipt.scanned, std::move(told), receipt.spoken});
}

// On the decision it is only chosen. What is still owed becomes it at once, when it says all that it has to.
void Kiosk::perform(const ChooseOffer& action) {
    if (state_.screen == Screen::decision) {
        state_.decision.offer = action.offer;
        state_.decision.manager_for_gift = false;
        return;
    }
    if (state_.screen == Screen::manager) {
        if (state_.current && action.offer != state_.decision.offer && somebody_works_here())
            post(Step::ask, screen_request_,
                 AskManager{screen_request_, state_.staff->id, state_.current->id, action.offer});
        return;
    }
    const bool waits_for_day = action.offer.promised_for && !(state_.done.instead && state_.done.instead->promised_for);
    const bool waits_for_goods = action.offer.remedy == Remedy::substitute && !action.offer.instead;
    if (waits_for_day || waits_for_goods) {
        state_.done.instead = action.offer;
        return;
    }
    state_.done.instead.reset();
    const bool is_new = state_.current && state_.current->remedy && action.offer != state_.current->remedy->offer;
    if (!is_new || !somebody_works_here())
        return;
    if (state_.done.here.empty())
        post(Step::change_remedy, screen_request_,
             ChangeRemedy{screen_request_, state_.staff->id, state_.current->id, action.offer, state_.to_customer()});
    else
        post(Step::divide_remedy, screen_request_,
             DivideRemedy{screen_request_, state_.staff->id, state_.current->id, state_.done.here, action.offer,
                          state_.to_customer()});
}

bool Kiosk::somebody_works_here() {
    if (state_.staff)
        return true;
    notify(words().say("refusal.staff_unknown"), Tone::info, Icon::badge);
    signal(Signal::attention);
    return false;
}

// Whoever signs in later is somebody else.
// Nor do the names of who works here stand on the screen for whoever comes by later.
void Kiosk::forget_what_was_wanted(Kit& kit) {
    const bool shows_names = state_.screen == Screen::pins && state_.pins.purpose == PinQuestions::Purpose::sign_in &&
                             !state_.staff && !holds_the_screen();
    if (shows_names && kit.now_ms() - last_touch_ms_ >= wanted_ms)
        return leave_pins();
    if (shows_names)
        kit.ask_frame_at(last_touch_ms_ + wanted_ms);
    if (!after_sign_in_)
        return;
    const auto left_ms = wanted_until_wall_ms_ - world_.wall_ms();
    if (left_ms <= 0 || left_ms > wanted_ms)
        after_sign_in_ = nullptr;
    else
        kit.ask_frame_at(kit.now_ms() + left_ms);
}

bool Kiosk::knows_who_looks(std::function<void()> then) {
    if (state_.staff)
        return true;
    perform(OpenSignIn{});
    after_sign_in_ = std::move(then);
    wanted_until_wall_ms_ = world_.wall_ms() + wanted_ms;
    notify(words().say("notice.sign_in_first"), Tone::info, Icon::badge);
    signal(Signal::attention);
    return false;
}

void Kiosk::perform(const Give& action) {
    if (somebody_works_here())
        post(Step::give, screen_request_,
             GiveRemedy{screen_request_, state_.staff->id, state_.current->id, state_.decision.offer,
                        state_.to_customer(), action.to_countersign});
}

void Kiosk::perform(const AskForManager&) {
    state_.notice.reset();
    if (!somebody_works_here())
        return;
    const auto* asked = open_question(*state_.current);
    const auto answer = asked != nullptr ? answer_to(*asked) : Remark();
    if (answer)
        post(Step::ask, screen_request_,
             AskManager{screen_request_, state_.staff->id, state_.current->id, state_.decision.offer, *answer});
}

void Kiosk::perform(const SpeakToCustomer& action) {
    state_.customers_language = action.language;
    if (!state_.current)
        return;
    spoken_[state_.current->id] = action.language;
    if (!state_.staff)
        return;
    const auto request = world_.new_request();
    waiting_.insert({request, {Step::speak, true}});
    world_.post(SpeakLanguage{request, state_.staff->id, state_.current->id, action.language});
}

void Kiosk::perform(const ShowRules& action) {
    constexpr int frames_until_seen = 3;
    state_.shows_rules = action.shown;
    state_.frames_to_reveal_rules = action.shown ? frames_until_seen : 0;
}

void Kiosk::perform(const AnswerQuestion& action) {
    auto& ready = state_.decision.ready_answer;
    ready = ready == action.ready ? std::string() : std::string(action.ready);
}

// Nothing, and a notice, while there is none.
std::optional<Remark> Kiosk::answer_to(const AskedBack& asked) {
    auto& decision = state_.decision;
    if (forget_card_number({&decision.answer}))
        return std::nullopt;
    Remark answer{decision.ready_answer, std::string(text::trimmed(decision.answer.text))};
    if (!answer.empty())
        return answer;
    notify(words().say("answer.first", {{"name", name_of(asker_of(state_, asked), state_.language)}}), Tone::info,
           Icon::chat);
    return std::nullopt;
}

void Kiosk::perform(const DropCase&) {
    if (state_.current && somebody_works_here())
        post(Step::drop, screen_request_, CloseCase{screen_request_, state_.staff->id, state_.current->id});
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
    if (const auto* moved = std::get_if<MovedEntry>(&what))
        return move_back(*moved);
    if (const auto* noted = std::get_if<NotedFound>(&what))
        return take_found_back(noted->entry);
    if (const auto* tied = std::get_if<TiedCase>(&what))
        return post(Step::untie, screen_request_, UntieClaim{screen_request_, state_.staff->id, tied->id, tied->told});
    const auto& claim = std::get<Claim>(what);
    if (claim.told)
        return post(Step::claim, screen_request_,
                    MakeToldClaim{.request = screen_request_,
                                  .requester = state_.staff->id,
                                  .told = *claim.told,
                                  .quantity = claim.quantity,
                                  .complaint = claim.complaint,
                                  .phone = state_.told.phone});
    post(Step::claim, screen_request_,
         MakeClaim{screen_request_, state_.staff->id, claim.receipt, claim.line, claim.quantity, claim.complaint,
                   claim.right_price, !(state_.receipt && state_.receipt->scanned), claim.more,
                   state_.receipt ? state_.receipt->spoken : std::nullopt});
}

void Kiosk::perform(const TakeBack&) {
    if (state_.current && somebody_works_here())
        post(Step::take_back, screen_request_, ReverseGrant{screen_request_, state_.staff->id, state_.current->id});
}

void Kiosk::perform(const SayHandedOver&) {
    if (state_.current && somebody_works_here())
        post(Step::hand_over, screen_request_, HandOver{screen_request_, state_.staff->id, state_.current->id});
}

void Kiosk::perform(const TakeVoucherIn&) {
    if (state_.current && somebody_works_here())
        post(Step::hand_over, screen_request_, RedeemVoucher{screen_request_, state_.staff->id, state_.current->id});
}

void Kiosk::perform(const GiveLetter&) {
    if (state_.current && somebody_works_here())
        post(Step::print, screen_request_,
             WriteLetter{screen_request_, state_.staff->id, state_.current->id, state_.to_customer()});
}

void Kiosk::perform(const PrintLetterAgain&) {
    if (state_.current && somebody_works_here())
        post(Step::print, screen_request_, PrintSlip{screen_request_, state_.staff->id, state_.current->id, true});
}

void Kiosk::perform(const PrintAgain&) {
    if (state_.current && somebody_works_here())
        post(Step::print, screen_request_, PrintSlip{screen_request_, state_.staff->id, state_.current->id});
}

void Kiosk::perform(const LetGo&) {
    for (auto& [request, waiting] : waiting_)
        waiting.let_go = true;
    state_.current.reset();
    state_.enrolment = {};
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

void Kiosk::perform(const SwitchPractice&) {
    state_.switches_over = true;
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
    const bool named_a_card = forget_card_number({&state_.shop.name});
    if (named_a_card)
        (state_.language == Language::english ? state_.preferences.shop.name.english
                                              : state_.preferences.shop.name.persian)
            .clear();
    world_.keep(state_.preferences);
    named_a_card ? fill_shop_form() : refresh_shop_form();
}

void Kiosk::perform(const TestScanner&) {
    state_.scanner_test = {ScannerTest::Stage::waiting, {}};
}

void Kiosk::perform(const TestPrinter&) {
    state_.printer_test = {true, std::nullopt};
    world_.print_test_page(state_.language);
}

void Kiosk::perform(const SaveTraffic&) {
    world_.save_traffic();
}

void Kiosk::perform(const TestDisplay&) {
    state_.display_test.asked = true;
}

void Kiosk::perform(const OpenTheDrawer&) {
    if (state_.drawer_test.opening || !somebody_works_here())
        return;
    state_.drawer_test = {true, std::nullopt};
    const auto request = world_.new_request();
    post(Step::open_drawer, request, OpenDrawer{request, state_.staff->id});
}

} // namespace makegood::ui
