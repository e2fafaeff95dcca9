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
    state_.find = {.begins_with_number = action.by_number};
    show(Screen::find);
}

void Kiosk::perform(const OpenCaseAt& action) {
    if (action.index < state_.open_cases.size())
        show_case(CaseView(state_.open_cases[action.index].view));
}

void Kiosk::perform(const OpenSecondLook&) {
    if (!state_.second_looks.empty())
        show_case(CaseView(state_.second_looks.front().view));
}

void Kiosk::perform(const SayLookedAt&) {
    if (state_.current && somebody_works_here())
        post(Step::look_again, screen_request_, TakeSecondLook{screen_request_, state_.staff->id, state_.current->id});
}

void Kiosk::perform(const Uncover& action) {
    if (state_.find.covered.erase(action.fact) == 0)
        return;
    world_.record_shown({action.fact}, state_.staff ? state_.staff->id : system_actor);
    state_.find.begins_with = action.fact;
}

namespace {

const std::string* more_text(const FindState& find, RecalledFact fact) {
    for (const auto& [told, field] : find.more)
        if (told == fact)
            return &field.text;
    return nullptr;
}

// What stands in the fields; an item that was scanned stands as its code.
ToldTexts told_in(const FindState& find) {
    ToldTexts told{.around = find.day.text,
                   .products = find.items,
                   .total = find.about.text,
                   .last_four = find.card.text,
                   .number = find.number.text};
    if (!find.item.text.empty())
        told.products.push_back(find.item.text);
    for (const auto& fact : more_facts())
        if (const auto* text = more_text(find, fact.fact); text && !text->empty())
            fact.tell(told, *text);
    return told;
}

bool says_nothing(const ToldTexts& told) {
    const auto are_empty = [](std::initializer_list<const std::string*> texts) {
        return std::ranges::all_of(texts, [](const auto* text) { return text->empty(); });
    };
    return told.products.empty() && told.prices.empty() &&
           are_empty({&told.around, &told.near, &told.total, &told.last_four, &told.phone, &told.customer, &told.lane,
                      &told.staff, &told.items, &told.number, &told.reference});
}

std::string text_of(const FindState& find, NotUnderstood what) {
    for (const auto& fact : more_facts())
        if (fact.name == what)
            if (const auto* text = more_text(find, fact.fact))
                return *text;
    return what == "total" ? find.about.text : what == "last4" ? find.card.text : find.day.text;
}

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

std::span<const MoreFact> more_facts() {
    using Told = ToldTexts&;
    using Text = const std::string&;
    static constexpr MoreFact all[] = {
        {"find.hour", Icon::schedule, FieldKind::text, RecalledFact::hours, [](Told t, Text s) { t.near = s; }, "near"},
        {"find.price", Icon::price, FieldKind::text, RecalledFact::price, [](Told t, Text s) { t.prices = {s}; },
         "price"},
        {"find.count", Icon::basket, FieldKind::digits, RecalledFact::item_count, [](Told t, Text s) { t.items = s; },
         "items"},
        {"find.lane", Icon::place, FieldKind::text, RecalledFact::workstation, [](Told t, Text s) { t.lane = s; }, ""},
        {"find.staff", Icon::badge, FieldKind::text, RecalledFact::served_by, [](Told t, Text s) { t.staff = s; }, ""},
        {"find.phone", Icon::person, FieldKind::digits, RecalledFact::phone, [](Told t, Text s) { t.phone = s; }, ""},
        {"find.customer", Icon::person, FieldKind::text, RecalledFact::customer, [](Told t, Text s) { t.customer = s; },
         ""},
        {"find.reference", Icon::card, FieldKind::text, RecalledFact::payment_reference,
         [](Told t, Text s) { t.reference = s; }, ""},
    };
    return all;
}

// A number as it stands on paper needs no search.
bool Kiosk::open_by_number() {
    const auto number = text::with_latin_digits(state_.find.number.text);
    if (number.empty())
        return false;
    auto found = looked(world_.receipts_numbered(number));
    if (!found || found->size() != 1)
        return false;
    show_receipts(std::move(*found), HowFound::number);
    return true;
}

// Not kept, not searched for: its last four digits are enough. A receipt or a product may have such a number too.
bool Kiosk::forget_card_number(const std::vector<TextFieldState*>& fields) {
    for (auto* field : fields) {
        auto said = text::with_latin_digits(field->text);
        auto number = card_number_in(said);
        if (!number)
            continue;
        const auto receipts = looked(world_.receipts_numbered(said));
        const auto is_product = looked(world_.is_product(*number));
        const bool known = (receipts && !receipts->empty()) || (is_product && *is_product);
        std::ranges::fill(said, '\0');
        std::ranges::fill(*number, '\0');
        if (known)
            continue;
        std::ranges::fill(field->text, '\0');
        *field = {};
        notify(words().say("find.card_number"), Tone::info, Icon::card);
        return true;
    }
    return false;
}

void Kiosk::perform(const SearchPurchase& action) {
    auto& find = state_.find;
    state_.notice.reset();
    if (!action.while_typing && open_by_number())
        return;
    std::vector<TextFieldState*> fields = {&find.number, &find.item, &find.day, &find.about, &find.card};
    for (auto& [fact, field] : find.more)
        fields.push_back(&field);
    if (forget_card_number(fields)) {
        find.results.reset();
        return;
    }
    const auto told = told_in(find);
    const auto purchase = world_.understood(told);
    find.search = {};
    if (says_nothing(told) || !purchase) {
        find.results.reset();
        if (action.while_typing)
            return;
        notify(says_nothing(told) ? words().say("find.nothing_given")
                                  : words().say("find.not_understood", {{"text", text_of(find, purchase.error())}}),
               Tone::info, Icon::search);
        return;
    }
    if (names_a_customer(*purchase) && !tells_of_the_purchase(*purchase)) {
        find.results.reset();
        if (!action.while_typing)
            notify(words().say("find.customer_alone"), Tone::info, Icon::basket);
        return;
    }
    find.listing = find.listing || !action.while_typing;
    find.search = world_.new_request();
    world_.recall(*purchase, find.search);
}

void Kiosk::recalled(const RequestId& search, Expected<std::vector<RecalledReceipt>, std::string> answer) {
    if (search != state_.find.search)
        return;
    state_.find.search = {};
    if (auto found = looked(std::move(answer)))
        state_.find.results = std::move(*found);
}

void Kiosk::perform(const ChangeSearch&) {
    state_.notice.reset();
    state_.find.listing = false;
}

void Kiosk::perform(const SayWhen& action) {
    state_.find.day = {.text = action.when, .caret = action.when.size()};
    perform(SearchPurchase{.while_typing = true});
}

void Kiosk::perform(const TellAnotherItem&) {
    auto& find = state_.find;
    constexpr std::size_t most_items = 6;
    if (!find.item.text.empty() && find.items.size() < most_items)
        find.items.push_back(std::exchange(find.item, {}).text);
}

void Kiosk::perform(const TellMore& action) {
    state_.find.more.emplace_back(action.fact, TextFieldState{});
    state_.find.begins_with = action.fact;
}

void Kiosk::perform(const ForgetItem& action) {
    auto& items = state_.find.items;
    if (action.index >= items.size())
        return;
    items.erase(items.begin() + static_cast<std::ptrdiff_t>(action.index));
    perform(SearchPurchase{.while_typing = true});
}

// What was told of an item is told of its line, if it is only one.
void Kiosk::perform(const OpenResult& action) {
    if (!state_.find.results || action.index >= state_.find.results->size())
        return;
    const auto& result = (*state_.find.results)[action.index];
    std::set<LineNumber> told_lines;
    std::set<RecalledFact> told;
    for (const auto& reason : result.reasons) {
        told.insert(reason.fact);
        if (reason.line)
            told_lines.insert(*reason.line);
    }
    auto found = looked(world_.receipt(result.reference));
    if (!found || !*found)
        return;
    open_receipt(std::move(**found), HowFound::search, {told.begin(), told.end()});
    if (told_lines.size() == 1)
        perform(ChooseLine{*told_lines.begin()});
}

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
                   right_price, !receipt.scanned, std::move(told)});
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
             ChangeRemedy{screen_request_, state_.staff->id, state_.current->id, action.offer, state_.language});
    else
        post(Step::divide_remedy, screen_request_,
             DivideRemedy{screen_request_, state_.staff->id, state_.current->id, state_.done.here, action.offer,
                          state_.language});
}

bool Kiosk::somebody_works_here() {
    if (state_.staff)
        return true;
    notify(words().say("refusal.staff_unknown"), Tone::info, Icon::badge);
    signal(Signal::attention);
    return false;
}

void Kiosk::perform(const Give& action) {
    if (somebody_works_here())
        post(Step::give, screen_request_,
             GiveRemedy{screen_request_, state_.staff->id, state_.current->id, state_.decision.offer, state_.language,
                        action.to_countersign});
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
    if (claim.told)
        return post(Step::claim, screen_request_,
                    MakeToldClaim{screen_request_, state_.staff->id, *claim.told, claim.quantity, claim.complaint});
    post(Step::claim, screen_request_,
         MakeClaim{screen_request_, state_.staff->id, claim.receipt, claim.line, claim.quantity, claim.complaint,
                   claim.right_price, !(state_.receipt && state_.receipt->scanned), claim.more});
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
             WriteLetter{screen_request_, state_.staff->id, state_.current->id, state_.language});
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
