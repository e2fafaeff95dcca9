#include "workflows/recovery/desk.hpp"

#include "workflows/recovery/returns.hpp"

#include <algorithm>
#include <cassert>

namespace makegood {

namespace {

using Reason = DeskRefusalReason;

tl::unexpected<DeskRefusal> no(Reason reason) {
    return refused(DeskRefusal{.reason = reason});
}

// Why no more is left of a line: the later of what was given here and what came back to a till.
DeskRefusal nothing_left(const ReceiptHistory& history, Quantity left) {
    if (history.last_came_back_on_line > history.last_made_good_on_line)
        return {.reason = Reason::already_came_back, .when = history.last_came_back_on_line, .left = left};
    return {.reason = Reason::already_made_good, .when = history.last_made_good_on_line, .left = left};
}

// A price is put right once for each unit, and only for those that the customer still has.
Quantity left_to_claim(Complaint complaint, const LineItem& line, const ReceiptHistory& history) {
    const auto put_right = add(history.made_good_on_line, history.repriced_on_line).value_or(line.quantity);
    return left_of(line, complaint == Complaint::wrong_price ? put_right : history.made_good_on_line,
                   history.came_back_on_line);
}

Money at_least_nothing(const Expected<Money, MoneyRefusal>& money, Currency currency) {
    return money && !money->is_negative() ? *money : Money(0, currency);
}

// The worth of the next `quantity` of a line of which some was made good before: the rounded share of all of it, less
// what was given, so that the worths of all grants on a line never add up to more than was paid for it. What was paid
// too much and given back was not paid for the goods. What was given can be a unit more than its own share, where a
// smaller one was taken back.
Money worth(const LineItem& line, const ReceiptHistory& history, Quantity quantity) {
    const auto currency = line.amount.currency();
    const Money too_much(history.worth_repriced_on_line, currency);
    const Money given(history.worth_made_good_on_line - history.worth_repriced_on_line, currency);
    const Money paid = at_least_nothing(subtract(line.amount, too_much), currency);
    const auto all = add(history.made_good_on_line, quantity);
    const auto upper = all && !line.quantity.is_zero() ? share(paid, *all, line.quantity) : paid;
    return at_least_nothing(subtract(upper.value_or(paid), given), currency);
}

Money smaller(Money a, Money b) {
    return a.minor_units() < b.minor_units() ? a : b;
}

// What was paid for the quantity beyond its right price; nothing where that cannot be told.
std::optional<Money> paid_too_much(const LineItem& line, const Claim& claim) {
    if (!claim.right_price || claim.right_price->is_negative() || line.quantity.is_zero())
        return std::nullopt;
    const auto paid = share(line.amount, claim.quantity, line.quantity);
    const auto right = share(*claim.right_price, claim.quantity, one_unit);
    const auto difference = paid && right ? subtract(*paid, *right) : paid;
    return difference && right ? std::optional(*difference) : std::nullopt;
}

// What putting it right costs; nothing where a wrong price is claimed and the right one is not lower.
std::optional<Money> value_of(const LineItem& line, const ReceiptHistory& history, const Claim& claim) {
    if (claim.complaint != Complaint::wrong_price)
        return worth(line, history, claim.quantity);
    const auto currency = line.amount.currency();
    const Money most =
        at_least_nothing(subtract(line.amount, Money(history.worth_made_good_on_line, currency)), currency);
    const auto difference = paid_too_much(line, claim);
    if (!difference || difference->is_zero() || difference->is_negative())
        return std::nullopt;
    return smaller(most, *difference);
}

const SlipPrint* find_print(const CaseView& found, std::string_view job) {
    for (const auto* slip : slips_of(found)) {
        const auto print = std::ranges::find(slip->prints, job, &SlipPrint::job);
        if (print != slip->prints.end())
            return &*print;
    }
    return nullptr;
}

constexpr std::int64_t seconds_per_day = 24 * 60 * 60;

struct TimeSpan {
    CivilTime from;
    CivilTime until;
};

// The business day around `now`, when one ends so many minutes after midnight.
TimeSpan business_day_of(CivilTime now, int ends_minute) {
    const CivilTime shifted{now.seconds - ends_minute * 60};
    const CivilTime begins{shifted.date().days_since_1970 * seconds_per_day + ends_minute * 60};
    return {begins, {begins.seconds + seconds_per_day}};
}

// Those that a customer may hold in the hand.
std::vector<SlipNumber> slips_on_paper(const GrantedRemedy& remedy) {
    std::vector<SlipNumber> numbers;
    const auto add_if_out = [&](const IssuedSlip& slip) {
        if (std::ranges::any_of(slip.prints, may_be_out))
            numbers.push_back(slip.number);
    };
    std::ranges::for_each(remedy.earlier_slips, add_if_out);
    add_if_out(remedy.slip);
    return numbers;
}

int minutes(std::int64_t ms) {
    return static_cast<int>((ms + 59'999) / 60'000);
}

} // namespace

Expected<CaseView, DeskRefusal> Desk::handle(const Command& command) {
    return std::visit(
        [&](const auto& particular) -> Answer {
            if (const auto earlier = world_.ledger.handled(particular.request))
                return view(*earlier);
            return perform(particular);
        },
        command);
}

Desk::Answer Desk::perform(const MakeClaim& command) {
    if (!world_.ledger.staff(command.requester))
        return no(Reason::staff_unknown);
    const auto receipt = world_.ledger.receipt(command.receipt);
    if (!receipt)
        return no(Reason::receipt_unknown);
    const LineItem* line = find_line(*receipt, command.line);
    if (!line)
        return no(Reason::line_unknown);
    if (!is_goods(*receipt, *line))
        return no(Reason::line_is_not_goods);
    if (command.quantity <= Quantity{} || command.quantity > line->quantity)
        return no(Reason::quantity_not_on_line);

    const auto history = world_.ledger.history(command.receipt.key, command.line);
    const Quantity left = left_to_claim(command.complaint, *line, history);
    if (command.quantity > left)
        return refused(nothing_left(history, left));
    const bool tells_a_price = command.complaint == Complaint::wrong_price;
    if (command.right_price && command.right_price->currency() != line->amount.currency())
        return no(Reason::price_was_not_higher);

    const CaseId case_id(new_id());
    const Claim claim{ClaimId(new_id()), command.receipt,   command.line,
                      command.quantity,  command.complaint, tells_a_price ? command.right_price : std::nullopt};
    const auto value = value_of(*line, history, claim);
    if (!value)
        return no(Reason::price_was_not_higher);
    const Author author{command.requester, command.request};
    world_.ledger.append(ClaimRequested{case_id, claim, *value}, author);
    world_.ledger.append(
        DecisionMade{case_id, decide_claim(*receipt, *line, history, claim, *value, command.requester)}, author);
    return view(case_id);
}

Desk::Answer Desk::perform(const GiveRemedy& command) {
    const auto found = case_for(command.requester, command.case_id);
    if (!found)
        return found;
    if (found->state != CaseState::claimed)
        return no(Reason::case_is_elsewhere);
    if (!fits(command.remedy, found->claim.complaint))
        return no(Reason::remedy_does_not_fit);

    // Asked again, because days may have passed and others may have claimed since.
    const auto sold = sold_line(found->claim);
    if (!sold)
        return no(Reason::receipt_unknown);
    const auto history = world_.ledger.history(found->claim.receipt.key, found->claim.line);
    const Decision again =
        decide_claim(sold->receipt, *sold->line, history, found->claim, found->value, command.requester);
    if (found->decision.outcome != Outcome::give_now)
        return no(Reason::needs_manager);
    const Author author{command.requester, command.request};
    if (again.outcome != Outcome::give_now) {
        world_.ledger.append(DecisionMade{found->id, again}, author);
        return view(found->id);
    }
    const auto grantable = still_grantable(*found);
    if (!grantable)
        return refused(grantable.error());
    return grant(*found, *grantable, author, RuleAuthority{again.deciding_rule, again.policy_version}, command.remedy,
                 command.at_hand, command.slip_language);
}

Desk::Answer Desk::perform(const AskManager& command) {
    const auto found = case_for(command.requester, command.case_id);
    if (!found)
        return found;
    if (!after(found->state, CaseStep::manager_asked))
        return no(Reason::case_is_elsewhere);
    if (!fits(command.remedy, found->claim.complaint))
        return no(Reason::remedy_does_not_fit);

    const Author author{command.requester, command.request};
    if (found->proposal)
        world_.ledger.append(ApprovalWithdrawn{found->id, found->proposal->id}, author);
    const Proposal proposal{.id = ProposalId(new_id()),
                            .case_id = found->id,
                            .claim = found->claim,
                            .remedy = command.remedy,
                            .at_hand = command.at_hand,
                            .value = found->value,
                            .policy_version = found->decision.policy_version,
                            .terminal = world_.terminal,
                            .requester = command.requester,
                            .nonce = new_letters(26),
                            .expires_wall_ms = world_.clock.wall_ms() + proposal_lifetime_ms};
    world_.ledger.append(ApprovalAsked{proposal, world_.cryptography.sha256(canonical_text(proposal))}, author);
    return view(found->id);
}

Desk::Answer Desk::perform(const CountPinTry& command) {
    const auto approver = world_.ledger.staff(command.approver);
    if (!approver)
        return no(Reason::staff_unknown);
    if (!world_.ledger.find_case(command.case_id))
        return no(Reason::case_unknown);
    if (world_.ledger.pin_tried_by(command.request))
        return view(command.case_id);
    const MonotonicTime now = world_.clock.monotonic();
    if (const auto lock = pin_lock(world_.ledger.pin_attempts(command.approver), now)) {
        if (lock->disabled)
            return no(Reason::pin_disabled);
        return refused(DeskRefusal{.reason = Reason::pin_locked, .minutes_left = minutes(lock->remaining_ms)});
    }
    world_.ledger.append(PinTried{command.approver, now}, {command.approver, command.request});
    return view(command.case_id);
}

// In the order that tells a stranger least: the PIN first, then the person, then the proposal.
template <class AnswerProposal>
std::optional<DeskRefusal> Desk::check_approver(const AnswerProposal& command, const CaseView& found) {
    const Author author{command.approver, command.request};
    if (world_.ledger.pin_tried_by(command.pin_try) != command.approver)
        return DeskRefusal{.reason = Reason::pin_not_counted};
    if (!command.pin_was_right) {
        const int failures = world_.ledger.pin_attempts(command.approver).failures_in_a_row;
        return DeskRefusal{.reason = Reason::pin_wrong,
                           .tries_left = (failures_until_lock - failures % failures_until_lock) % failures_until_lock};
    }
    world_.ledger.append(PinAccepted{command.approver}, author);

    const auto approver = world_.ledger.staff(command.approver);
    if (!approver || approver->role != StaffRole::manager)
        return DeskRefusal{.reason = Reason::not_a_manager};
    if (found.state != CaseState::awaiting_manager || !found.proposal)
        return DeskRefusal{.reason = Reason::case_is_elsewhere};
    if (found.proposal->id != command.proposal)
        return DeskRefusal{.reason = Reason::proposal_differs};
    if (found.proposal->requester == command.approver || found.opened_by == command.approver)
        return DeskRefusal{.reason = Reason::own_request};
    const std::int64_t left_ms = found.proposal->expires_wall_ms - world_.clock.wall_ms();
    if (left_ms <= 0 || left_ms > proposal_lifetime_ms) {
        world_.ledger.append(ApprovalWithdrawn{found.id, found.proposal->id}, {system_actor, command.request});
        return DeskRefusal{.reason = Reason::proposal_expired};
    }
    return std::nullopt;
}

Desk::Answer Desk::perform(const ApproveProposal& command) {
    const auto found = world_.ledger.find_case(command.case_id);
    if (!found)
        return no(Reason::case_unknown);
    if (auto refusal = check_approver(command, *found))
        return refused(*refusal);

    const Author author{command.approver, command.request};
    const auto grantable = still_grantable(*found);
    if (!grantable) {
        world_.ledger.append(ApprovalWithdrawn{found->id, command.proposal}, author);
        return refused(grantable.error());
    }
    world_.ledger.append(ApprovalGiven{found->id, command.proposal,
                                       world_.cryptography.sha256(canonical_text(*found->proposal)), command.approver},
                         author);
    return grant(*found, *grantable, author, ManagerAuthority{command.proposal, command.approver},
                 found->proposal->remedy, found->proposal->at_hand, command.slip_language);
}

Desk::Answer Desk::perform(const DeclineProposal& command) {
    const auto found = world_.ledger.find_case(command.case_id);
    if (!found)
        return no(Reason::case_unknown);
    if (auto refusal = check_approver(command, *found))
        return refused(*refusal);
    world_.ledger.append(ApprovalDeclined{found->id, command.proposal, command.approver, command.reason},
                         {command.approver, command.request});
    return view(found->id);
}

Desk::Answer Desk::perform(const WithdrawProposal& command) {
    const auto found = world_.ledger.find_case(command.case_id);
    if (!found)
        return no(Reason::case_unknown);
    if (!after(found->state, CaseStep::proposal_withdrawn) || !found->proposal)
        return no(Reason::case_is_elsewhere);
    world_.ledger.append(ApprovalWithdrawn{found->id, found->proposal->id}, {command.requester, command.request});
    return view(found->id);
}

// Whoever allowed the one allowed what it is worth; the other is worth no more.
Desk::Answer Desk::perform(const ChangeRemedy& command) {
    const auto found = case_for(command.requester, command.case_id);
    if (!found)
        return found;
    if (found->state != CaseState::owed || !found->remedy)
        return no(Reason::case_is_elsewhere);
    if (!fits(command.remedy, found->claim.complaint) || command.remedy == found->remedy->remedy)
        return no(Reason::remedy_does_not_fit);
    const auto sold = sold_line(found->claim);
    if (!sold)
        return no(Reason::receipt_unknown);
    if (const auto refusal = settled_elsewhere(*found))
        return refused(*refusal);

    const Author author{command.requester, command.request};
    auto content = slip_content(*found, found->remedy->authority, *sold, command.slip_language);
    content.remedy = command.remedy;
    content.value = found->remedy->value;
    content.is_owed = true;
    content.replaces = slips_on_paper(*found->remedy);
    const auto returned = world_.ledger.history(found->claim.receipt.key, found->claim.line).returned_on_line;
    world_.ledger.append(RemedyChanged{found->id, found->remedy->grant, command.remedy, content.number,
                                       world_.slip_writer.write(content), returned},
                         author);
    world_.ledger.append(SlipPrintAsked{content.number, new_id(), 0}, author);
    return view(found->id);
}

Desk::Answer Desk::perform(const HandOver& command) {
    const auto found = case_for(command.requester, command.case_id);
    if (!found)
        return found;
    if (!after(found->state, CaseStep::handed_over) || !found->remedy)
        return no(Reason::case_is_elsewhere);
    if (const auto refusal = settled_elsewhere(*found); refusal && !is_money(found->remedy->remedy))
        return refused(*refusal);
    const Author author{command.requester, command.request};
    if (is_money(found->remedy->remedy))
        world_.ledger.append(MoneyPaidOut{found->id, found->remedy->grant}, author);
    else {
        world_.ledger.append(GoodsHandedOver{found->id, found->remedy->grant}, author);
        hand_over_what_was_left_behind(*found, author);
    }
    return view(found->id);
}

Desk::Answer Desk::perform(const SettleRefund& command) {
    const auto found = world_.ledger.find_case(command.case_id);
    if (!found)
        return no(Reason::case_unknown);
    if (!after(found->state, CaseStep::handed_over) || !found->remedy)
        return no(Reason::case_is_elsewhere);
    const auto paid = world_.ledger.history(found->claim.receipt.key, found->claim.line).refunds_paid;
    if (std::ranges::find(paid, found->remedy->grant) != paid.end()) {
        world_.ledger.append(MoneyPaidOut{found->id, found->remedy->grant, true}, {system_actor, command.request});
        world_.ledger.append(CaseClosed{found->id}, {system_actor, command.request});
    }
    return view(found->id);
}

// The policy is asked anew at once, so that the screen shows what may happen now.
Desk::Answer Desk::perform(const ReverseGrant& command) {
    const auto found = case_for(command.requester, command.case_id);
    if (!found)
        return found;
    if (!after(found->state, CaseStep::grant_reversed) || !found->remedy)
        return no(Reason::case_is_elsewhere);
    if (found->state == CaseState::handed_over && is_money(found->remedy->remedy))
        return no(Reason::money_is_out);
    if (const auto refusal = settled_elsewhere(*found); refusal && refusal->reason == Reason::money_is_out)
        return refused(*refusal);
    const auto sold = sold_line(found->claim);
    if (!sold)
        return no(Reason::receipt_unknown);

    const Author author{command.requester, command.request};
    world_.ledger.append(GrantReversed{found->id, found->remedy->grant}, author);
    keep_again_what_was_left_behind(*found, author);
    const auto history = world_.ledger.history(found->claim.receipt.key, found->claim.line);
    world_.ledger.append(DecisionMade{found->id, decide_claim(sold->receipt, *sold->line, history, found->claim,
                                                              found->value, command.requester)},
                         author);
    if (!slips_on_paper(*found->remedy).empty())
        cancel_on_paper(*found, *sold, author);
    return view(found->id);
}

Desk::Answer Desk::perform(const PrintSlip& command) {
    const auto found = world_.ledger.find_case(command.case_id);
    if (!found)
        return no(Reason::case_unknown);
    if (!found->remedy)
        return no(Reason::nothing_to_print);
    const auto& slip = found->remedy->slip;
    world_.ledger.append(SlipPrintAsked{slip.number, new_id(), static_cast<int>(slip.prints.size())},
                         {command.requester, command.request});
    return view(found->id);
}

Desk::Answer Desk::perform(const RecordPrint& command) {
    const auto found = world_.ledger.find_case(command.case_id);
    if (!found)
        return no(Reason::case_unknown);
    const SlipPrint* print = find_print(*found, command.job);
    if (!print)
        return no(Reason::nothing_to_print);
    if (!print->outcome)
        world_.ledger.append(SlipPrintEnded{command.job, command.outcome}, {system_actor, command.request});
    return view(found->id);
}

Desk::Answer Desk::perform(const CloseCase& command) {
    const auto found = world_.ledger.find_case(command.case_id);
    if (!found)
        return no(Reason::case_unknown);
    if (!after(found->state, CaseStep::case_closed))
        return no(Reason::case_is_elsewhere);
    world_.ledger.append(CaseClosed{found->id}, {command.requester, command.request});
    return view(found->id);
}

Desk::Answer Desk::perform(const RateService& command) {
    assert(command.faces >= 1 && command.faces <= 5);
    const auto found = world_.ledger.find_case(command.case_id);
    if (!found)
        return no(Reason::case_unknown);
    if (found->state == CaseState::claimed || found->state == CaseState::awaiting_manager)
        return no(Reason::case_is_elsewhere);
    world_.ledger.append(ServiceRated{found->id, command.faces}, {customer_actor, command.request});
    return view(found->id);
}

Decision Desk::decide_claim(const RetailTransaction& receipt, const LineItem& line, const ReceiptHistory& history,
                            const Claim& claim, Money value, const StaffId& asker) const {
    const CivilTime now = world_.clock.now();
    const auto member = world_.ledger.staff(asker);
    assert(member);
    const auto [day_begins, day_ends] = business_day_of(now, world_.business_day_ends_minute);
    const CivilTime year_ago{now.seconds - customer_year_days * seconds_per_day};
    const Question question{
        .value = value,
        .age_days = now.date().days_since_1970 - receipt.begun_at.date().days_since_1970,
        .made_good_before = history.made_good_before,
        .evidence = weigh(receipt, line, history, claim.complaint, now.date(), world_.policy.window_days),
        .taken_back = history.taken_back_on_line,
        .lane = receipt.key.workstation,
        .circumstances = Circumstances{
            .at = now,
            .staff = asker,
            .role = member->role,
            .given_alone_today = world_.ledger.given_alone(asker, value.currency(), day_begins, day_ends),
            .customer = world_.ledger.customer_standing(claim.receipt, year_ago, asker, value.currency())}};
    Decision decision = decide(world_.policy, question, claim.complaint);
    decision.changes = what_would_change(world_.policy, question, claim.complaint);
    return decision;
}

// The last look before anything is given: whatever was decided or approved, no unit is made good twice.
Expected<Desk::Grantable, DeskRefusal> Desk::still_grantable(const CaseView& found) const {
    auto sold = sold_line(found.claim);
    if (!sold)
        return no(Reason::receipt_unknown);
    const auto history = world_.ledger.history(found.claim.receipt.key, found.claim.line);
    const Quantity left = left_to_claim(found.claim.complaint, *sold->line, history);
    if (found.claim.quantity > left)
        return refused(nothing_left(history, left));
    const auto value = value_of(*sold->line, history, found.claim);
    if (!value)
        return refused(nothing_left(history, left));
    return Grantable{std::move(*sold), smaller(found.value, *value), history.returned_on_line};
}

Desk::Answer Desk::grant(const CaseView& found, const Grantable& grantable, const Author& author, Authority authority,
                         Remedy remedy, bool at_hand, Language slip_language) {
    const GrantId grant_id(new_id());
    const bool is_owed = is_money(remedy) || !at_hand;
    auto content = slip_content(found, authority, grantable.sold, slip_language);
    content.remedy = remedy;
    content.value = grantable.value;
    content.is_owed = is_owed;
    world_.ledger.append(GrantGiven{grant_id, found.id, found.claim, content.value, std::move(authority),
                                    content.number, world_.slip_writer.write(content), remedy,
                                    grantable.came_back_before},
                         author);
    if (!is_owed)
        world_.ledger.append(GoodsHandedOver{found.id, grant_id}, author);
    tie_what_was_left_behind(found, !is_owed, author);
    world_.ledger.append(SlipPrintAsked{content.number, new_id(), 0}, author);
    return view(found.id);
}

// Under a number of its own.
SlipContent Desk::slip_content(const CaseView& found, const Authority& authority, const SoldLine& sold,
                               Language language) {
    const auto* manager = std::get_if<ManagerAuthority>(&authority);
    return {.number = SlipNumber(own_label(slip_label_kind, new_letters(8))),
            .language = language,
            .shop = world_.shop.in(language),
            .code = sold.line->code,
            .item = sold.line->name.empty() ? sold.line->code.text() : sold.line->name,
            .quantity = found.claim.quantity,
            .unit = sold.line->unit,
            .value = found.value,
            .right_price = found.claim.right_price,
            .receipt_number = sold.receipt.number,
            .bought_at = sold.receipt.begun_at,
            .given_at = world_.clock.now(),
            .complaint = found.claim.complaint,
            .given_by = found.opened_by,
            .confirmed_by = manager != nullptr ? manager->approver : StaffId()};
}

std::optional<DeskRefusal> Desk::settled_elsewhere(const CaseView& found) const {
    const auto history = world_.ledger.history(found.claim.receipt.key, found.claim.line);
    if (std::ranges::find(history.refunds_paid, found.remedy->grant) != history.refunds_paid.end())
        return DeskRefusal{.reason = Reason::money_is_out};
    const auto sold = sold_line(found.claim);
    const auto used_up = add(history.made_good_on_line, history.came_back_on_line);
    if (sold && used_up && *used_up > sold->line->quantity)
        return DeskRefusal{.reason = Reason::already_came_back, .when = history.last_came_back_on_line};
    return std::nullopt;
}

void Desk::cancel_on_paper(const CaseView& found, const SoldLine& sold, const Author& author) {
    auto content = slip_content(found, found.remedy->authority, sold, found.remedy->slip.document.language);
    content.remedy = found.remedy->remedy;
    content.value = found.remedy->value;
    content.given_by = author.actor;
    content.confirmed_by = {};
    content.cancels = slips_on_paper(*found.remedy);
    world_.ledger.append(
        SlipCancelled{found.id, found.remedy->grant, content.number, world_.slip_writer.write(content)}, author);
    world_.ledger.append(SlipPrintAsked{content.number, new_id(), 0}, author);
}

Desk::Answer Desk::case_for(const StaffId& requester, const CaseId& id) const {
    if (!world_.ledger.staff(requester))
        return no(Reason::staff_unknown);
    auto found = world_.ledger.find_case(id);
    if (!found)
        return no(Reason::case_unknown);
    return std::move(*found);
}

std::optional<Desk::SoldLine> Desk::sold_line(const Claim& claim) const {
    auto receipt = world_.ledger.receipt(claim.receipt);
    if (!receipt)
        return std::nullopt;
    SoldLine sold{std::move(*receipt)};
    sold.line = find_line(sold.receipt, claim.line);
    return sold.line ? std::optional(std::move(sold)) : std::nullopt;
}

// What was kept for this buyer is what they get, now or when it was fetched; where money was given, or the goods are
// gone from where they were kept, it stays as it is. Either way it is no fact for another claim.
void Desk::tie_what_was_left_behind(const CaseView& found, bool goods_go, const Author& author) {
    if (found.claim.complaint != Complaint::not_among_the_goods)
        return;
    const auto entry = world_.ledger.left_behind_of(found.claim.receipt.key, found.claim.line);
    if (!entry)
        return;
    const auto to = goods_go && is_in_shop(entry->state) ? LeftBehindState::handed_over : entry->state;
    world_.ledger.append(
        LeftBehindMoved{entry->id, to, entry->place, entry->reserved_for, world_.clock.now(), found.id}, author);
}

void Desk::hand_over_what_was_left_behind(const CaseView& found, const Author& author) {
    for (const auto& entry : world_.ledger.left_behind_given_by(found.id))
        if (is_in_shop(entry.state))
            world_.ledger.append(LeftBehindMoved{entry.id, LeftBehindState::handed_over, entry.place,
                                                 entry.reserved_for, world_.clock.now(), found.id},
                                 author);
}

void Desk::keep_again_what_was_left_behind(const CaseView& found, const Author& author) {
    for (const auto& entry : world_.ledger.left_behind_given_by(found.id)) {
        const auto to = entry.state == LeftBehindState::handed_over ? LeftBehindState::kept : entry.state;
        world_.ledger.append(LeftBehindMoved{entry.id, to, entry.place, {}, world_.clock.now(), {}}, author);
    }
}

// A ULID: 48 bits of time, 80 of chance, in Crockford's base 32, so that ids sort by the time they were made.
std::string Desk::new_id() {
    static constexpr std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    const auto time = static_cast<std::uint64_t>(world_.clock.wall_ms());
    std::string id;
    for (int shift = 45; shift >= 0; shift -= 5)
        id += letters[(time >> shift) & 31];
    return id + new_letters(16);
}

std::string Desk::new_letters(int count) {
    static constexpr std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    std::string text;
    std::uint64_t bits = 0;
    for (int i = 0; i < count; ++i) {
        if (i % 12 == 0)
            bits = world_.randomness.next();
        text += letters[bits & 31];
        bits >>= 5;
    }
    return text;
}

CaseView Desk::view(const CaseId& id) const {
    auto found = world_.ledger.find_case(id);
    assert(found);
    return std::move(*found);
}

} // namespace makegood
