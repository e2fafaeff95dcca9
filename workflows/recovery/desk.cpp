#include "workflows/recovery/desk.hpp"

#include "workflows/business_day.hpp"
#include "workflows/fresh_ids.hpp"
#include "workflows/recovery/desk_refusals.hpp"
#include "workflows/recovery/worth.hpp"

#include <algorithm>
#include <cassert>

namespace makegood {

namespace {

using namespace desk_refusals;

const SlipPrint* find_print(const CaseView& found, std::string_view job) {
    for (const auto* slip : slips_of(found)) {
        const auto print = std::ranges::find(slip->prints, job, &SlipPrint::job);
        if (print != slip->prints.end())
            return &*print;
    }
    return nullptr;
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

// Tills and people put zeros in front of a number or leave them out.
bool is_same_number(const OperatorId& till, const StaffId& person) {
    const auto without_zeros = [](std::string_view number) {
        number.remove_prefix(std::min(number.find_first_not_of('0'), number.size()));
        return number;
    };
    const auto number = without_zeros(till.text());
    return !number.empty() && number == without_zeros(person.text());
}

bool was_without_paper(const CaseView& found) {
    return found.decision.circumstances && found.decision.circumstances->without_paper;
}

bool goes_over_the_counter_now(const Offer& offer) {
    return is_goods(offer.remedy) && offer.at_hand;
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
    if (!is_goods(*receipt, *line) || command.complaint == Complaint::service)
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

    const Claim claim{ClaimId(fresh_id(world_.clock, world_.randomness)),
                      command.receipt,
                      command.line,
                      command.quantity,
                      command.complaint,
                      tells_a_price ? command.right_price : std::nullopt};
    const auto value = worth_of(claim, *line, history);
    if (!value)
        return no(Reason::price_was_not_higher);
    return open_case(*receipt, *line, history, claim, *value, command.without_paper,
                     {command.requester, command.request});
}

Desk::Answer Desk::perform(const MakeToldClaim& command) {
    if (!world_.ledger.staff(command.requester))
        return no(Reason::staff_unknown);
    const auto& item = command.told.item;
    if (command.complaint == Complaint::wrong_price || command.complaint == Complaint::rung_up_twice ||
        item.has_value() == (command.complaint == Complaint::service))
        return no(Reason::needs_a_receipt);
    if (command.quantity <= Quantity{} || (!item && command.quantity != one_unit))
        return no(Reason::quantity_not_on_line);
    Claim claim{.id = ClaimId(fresh_id(world_.clock, world_.randomness)),
                .receipt = {},
                .line = LineNumber(1),
                .quantity = command.quantity,
                .complaint = command.complaint,
                .told = command.told};
    if (const auto listed = item ? world_.ledger.product(item->code) : std::nullopt)
        claim.told->price = listed->price;
    if (claim.told->price.is_negative() || (item && claim.told->price.is_zero()))
        return no(Reason::price_not_told);
    const auto receipt = as_told(claim);
    return open_case(receipt, receipt.lines.front(), {}, claim, receipt.total, true,
                     {command.requester, command.request});
}

Desk::Answer Desk::open_case(const RetailTransaction& receipt, const LineItem& line, const ReceiptHistory& history,
                             const Claim& claim, Money value, bool without_paper, const Author& author) {
    const CaseId case_id(fresh_id(world_.clock, world_.randomness));
    world_.ledger.append(ClaimRequested{case_id, claim, value}, author);
    world_.ledger.append(
        DecisionMade{case_id, decide_claim(receipt, line, history, claim, value, author.actor, without_paper)}, author);
    return view(case_id);
}

ReceiptHistory Desk::history_of(const Claim& claim) const {
    return claim.told ? ReceiptHistory{} : world_.ledger.history(claim.receipt.key, claim.line);
}

Desk::Answer Desk::perform(const GiveRemedy& command) {
    const auto found = case_for(command.requester, command.case_id);
    if (!found)
        return found;
    if (found->state != CaseState::claimed)
        return no(Reason::case_is_elsewhere);
    if (!fits_now(command.offer, *found))
        return no(Reason::remedy_does_not_fit);

    // Asked again, because days may have passed and others may have claimed since.
    const auto sold = sold_line(found->claim);
    if (!sold)
        return no(Reason::receipt_unknown);
    const auto history = history_of(found->claim);
    const Decision again = decide_claim(sold->receipt, *sold->line, history, found->claim, found->value,
                                        command.requester, was_without_paper(*found));
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
    return grant(*found, *grantable, author, RuleAuthority{again.deciding_rule, again.policy_version}, command.offer,
                 command.slip_language);
}

// Whoever allowed the one allowed what it is worth; the other is worth no more.
Desk::Answer Desk::perform(const ChangeRemedy& command) {
    const auto found = case_for(command.requester, command.case_id);
    if (!found)
        return found;
    if (found->state != CaseState::owed || !found->remedy)
        return no(Reason::case_is_elsewhere);
    if (!fits_now(command.offer, *found) || command.offer == found->remedy->offer)
        return no(Reason::remedy_does_not_fit);
    const auto sold = sold_line(found->claim);
    if (!sold)
        return no(Reason::receipt_unknown);
    if (const auto refusal = settled_elsewhere(*found))
        return refused(*refusal);

    const Author author{command.requester, command.request};
    auto content = slip_content(*found, found->remedy->authority, *sold, command.offer, command.slip_language);
    content.value = found->remedy->value;
    content.replaces = slips_on_paper(*found->remedy);
    const auto returned = history_of(found->claim).returned_on_line;
    world_.ledger.append(RemedyChanged{found->id, found->remedy->grant, command.offer, content.number,
                                       world_.slip_writer.write(content), returned},
                         author);
    if (goes_over_the_counter_now(command.offer))
        world_.ledger.append(GoodsHandedOver{found->id, found->remedy->grant}, author);
    if (!is_owed_at_first(command.offer))
        move_stock(*found, found->remedy->grant, command.offer, author);
    world_.ledger.append(SlipPrintAsked{content.number, fresh_id(world_.clock, world_.randomness), 0}, author);
    return view(found->id);
}

Desk::Answer Desk::perform(const HandOver& command) {
    const auto found = case_for(command.requester, command.case_id);
    if (!found)
        return found;
    if (!after(found->state, CaseStep::handed_over) || !found->remedy)
        return no(Reason::case_is_elsewhere);
    if (const auto refusal = settled_elsewhere(*found); refusal && !is_money(found->remedy->offer.remedy))
        return refused(*refusal);
    const Author author{command.requester, command.request};
    if (is_money(found->remedy->offer.remedy)) {
        world_.ledger.append(MoneyPaidOut{found->id, found->remedy->grant}, author);
        move_stock(*found, found->remedy->grant, found->remedy->offer, author);
        return view(found->id);
    }
    world_.ledger.append(GoodsHandedOver{found->id, found->remedy->grant}, author);
    if (found->remedy->offer.remedy == Remedy::replacement)
        hand_over_what_was_left_behind(*found, author);
    move_stock(*found, found->remedy->grant, found->remedy->offer, author);
    return view(found->id);
}

Desk::Answer Desk::perform(const RedeemVoucher& command) {
    const auto found = case_for(command.requester, command.case_id);
    if (!found)
        return found;
    if (!found->remedy || found->remedy->offer.remedy != Remedy::voucher)
        return no(Reason::no_voucher);
    if (found->remedy->redeemed_at)
        return refused(DeskRefusal{.reason = Reason::voucher_is_used, .when = found->remedy->redeemed_at});
    world_.ledger.append(VoucherRedeemed{found->id, found->remedy->grant}, {command.requester, command.request});
    return view(found->id);
}

Desk::Answer Desk::perform(const SettleRefund& command) {
    const auto found = world_.ledger.find_case(command.case_id);
    if (!found)
        return no(Reason::case_unknown);
    if (!after(found->state, CaseStep::handed_over) || !found->remedy)
        return no(Reason::case_is_elsewhere);
    const auto paid = history_of(found->claim).refunds_paid;
    if (std::ranges::find(paid, found->remedy->grant) != paid.end()) {
        const Author author{system_actor, command.request};
        world_.ledger.append(MoneyPaidOut{found->id, found->remedy->grant, true}, author);
        move_stock(*found, found->remedy->grant, found->remedy->offer, author);
        world_.ledger.append(CaseClosed{found->id}, author);
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
    if (found->state == CaseState::handed_over && is_money(found->remedy->offer.remedy))
        return no(Reason::money_is_out);
    if (found->remedy->redeemed_at)
        return refused(DeskRefusal{.reason = Reason::voucher_is_used, .when = found->remedy->redeemed_at});
    if (const auto refusal = settled_elsewhere(*found); refusal && refusal->reason == Reason::money_is_out)
        return refused(*refusal);
    const auto sold = sold_line(found->claim);
    if (!sold)
        return no(Reason::receipt_unknown);

    const Author author{command.requester, command.request};
    world_.ledger.append(GrantReversed{found->id, found->remedy->grant}, author);
    move_stock_back(*found, author);
    keep_again_what_was_left_behind(*found, author);
    const auto history = history_of(found->claim);
    world_.ledger.append(
        DecisionMade{found->id, decide_claim(sold->receipt, *sold->line, history, found->claim, found->value,
                                             command.requester, was_without_paper(*found))},
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
    world_.ledger.append(
        SlipPrintAsked{slip.number, fresh_id(world_.clock, world_.randomness), static_cast<int>(slip.prints.size())},
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
                            const Claim& claim, Money value, const StaffId& asker, bool without_paper) const {
    const CivilTime now = world_.clock.now();
    const auto member = world_.ledger.staff(asker);
    assert(member);
    const auto today = business_day_of(now, world_.business_day_ends_minute);
    const CivilTime year_ago{now.seconds - customer_year_days * seconds_per_day};
    const auto without_receipt =
        claim.told ? std::optional(world_.ledger.given_without_receipt(asker, today.begins, today.ends)) : std::nullopt;
    const Question question{
        .value = at_stake(claim, line, value, world_.ledger.product(line.code)),
        .age_days = claim.told ? std::nullopt
                               : std::optional(now.date().days_since_1970 - receipt.begun_at.date().days_since_1970),
        .made_good_before = history.made_good_before,
        .evidence = claim.told ? weigh_told(*claim.told, *without_receipt)
                               : weigh(receipt, line, history, claim.complaint, claim.quantity, now.date(),
                                       world_.policy.window_days),
        .taken_back = history.taken_back_on_line,
        .lane = receipt.key.workstation,
        .circumstances = Circumstances{
            .at = now,
            .staff = asker,
            .role = member->role,
            .given_alone_today = world_.ledger.given_alone(asker, value.currency(), today.begins, today.ends),
            .customer = claim.told ? std::nullopt
                                   : world_.ledger.customer_standing(claim.receipt, year_ago, asker, value.currency()),
            .without_paper = without_paper,
            .served_there = is_same_number(receipt.operator_id, asker),
            .without_receipt_today = without_receipt}};
    Decision decision = decide(world_.policy, question, claim.complaint);
    decision.changes = what_would_change(world_.policy, question, claim.complaint);
    if (question.value != value)
        decision.at_stake = question.value;
    return decision;
}

// The last look before anything is given: whatever was decided or approved, no unit is made good twice.
Expected<Desk::Grantable, DeskRefusal> Desk::still_grantable(const CaseView& found) const {
    auto sold = sold_line(found.claim);
    if (!sold)
        return no(Reason::receipt_unknown);
    const auto history = history_of(found.claim);
    const Quantity left = left_to_claim(found.claim.complaint, *sold->line, history);
    if (found.claim.quantity > left)
        return refused(nothing_left(history, left));
    const auto value = worth_of(found.claim, *sold->line, history);
    if (!value)
        return refused(nothing_left(history, left));
    return Grantable{std::move(*sold), smaller(found.value, *value), history.returned_on_line};
}

Desk::Answer Desk::grant(const CaseView& found, const Grantable& grantable, const Author& author, Authority authority,
                         const Offer& offer, Language slip_language) {
    const GrantId grant_id(fresh_id(world_.clock, world_.randomness));
    const bool alone = std::holds_alternative<RuleAuthority>(authority);
    auto content = slip_content(found, authority, grantable.sold, offer, slip_language);
    content.value = offer.remedy == Remedy::apology ? Money(0, grantable.value.currency()) : grantable.value;
    world_.ledger.append(GrantGiven{grant_id, found.id, found.claim, content.value, std::move(authority),
                                    content.number, world_.slip_writer.write(content), offer,
                                    grantable.came_back_before},
                         author);
    if (alone)
        ask_for_second_look(found, grant_id, offer, author);
    if (goes_over_the_counter_now(offer))
        world_.ledger.append(GoodsHandedOver{found.id, grant_id}, author);
    tie_what_was_left_behind(found, goes_over_the_counter_now(offer) && offer.remedy == Remedy::replacement, author);
    if (!is_owed_at_first(offer))
        move_stock(found, grant_id, offer, author);
    world_.ledger.append(SlipPrintAsked{content.number, fresh_id(world_.clock, world_.randomness), 0}, author);
    return view(found.id);
}

// Under a number of its own.
SlipContent Desk::slip_content(const CaseView& found, const Authority& authority, const SoldLine& sold,
                               const Offer& offer, Language language) {
    const auto* manager = std::get_if<ManagerAuthority>(&authority);
    // Nobody makes up the number of a voucher by trying: 80 bits.
    const auto number = offer.remedy == Remedy::voucher
                            ? own_label(voucher_label_kind, fresh_letters(16, world_.randomness))
                            : own_label(slip_label_kind, fresh_letters(8, world_.randomness));
    return {.number = SlipNumber(number),
            .language = language,
            .shop = world_.shop.in(language),
            .offer = offer,
            .is_owed = is_owed_at_first(offer),
            .code = sold.line->code,
            .item = sold.line->name.empty() ? sold.line->code.text() : sold.line->name,
            .quantity = found.claim.quantity,
            .unit = sold.line->unit,
            .value = found.value,
            .right_price = found.claim.right_price,
            .receipt_number = sold.receipt.number,
            .bought_at = found.claim.told ? std::nullopt : std::optional(sold.receipt.begun_at),
            .given_at = world_.clock.now(),
            .complaint = found.claim.complaint,
            .given_by = found.opened_by,
            .confirmed_by = manager != nullptr ? manager->approver : StaffId()};
}

bool Desk::fits_now(const Offer& offer, const CaseView& found) const {
    const auto today = business_day_of(world_.clock.now(), world_.business_day_ends_minute);
    return fits(offer, found.claim, today.date);
}

std::optional<DeskRefusal> Desk::settled_elsewhere(const CaseView& found) const {
    const auto history = history_of(found.claim);
    if (std::ranges::find(history.refunds_paid, found.remedy->grant) != history.refunds_paid.end())
        return DeskRefusal{.reason = Reason::money_is_out};
    const auto sold = sold_line(found.claim);
    const auto used_up = add(history.made_good_on_line, history.came_back_on_line);
    if (sold && used_up && *used_up > sold->line->quantity)
        return DeskRefusal{.reason = Reason::already_came_back, .when = history.last_came_back_on_line};
    return std::nullopt;
}

void Desk::cancel_on_paper(const CaseView& found, const SoldLine& sold, const Author& author) {
    auto content =
        slip_content(found, found.remedy->authority, sold, found.remedy->offer, found.remedy->slip.document.language);
    content.number = SlipNumber(own_label(slip_label_kind, fresh_letters(8, world_.randomness)));
    content.value = found.remedy->value;
    content.given_by = author.actor;
    content.confirmed_by = {};
    content.cancels = slips_on_paper(*found.remedy);
    world_.ledger.append(
        SlipCancelled{found.id, found.remedy->grant, content.number, world_.slip_writer.write(content)}, author);
    world_.ledger.append(SlipPrintAsked{content.number, fresh_id(world_.clock, world_.randomness), 0}, author);
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
    auto receipt = claim.told ? as_told(claim) : world_.ledger.receipt(claim.receipt);
    if (!receipt)
        return std::nullopt;
    SoldLine sold{std::move(*receipt)};
    sold.line = find_line(sold.receipt, claim.line);
    return sold.line ? std::optional(std::move(sold)) : std::nullopt;
}

CaseView Desk::view(const CaseId& id) const {
    auto found = world_.ledger.find_case(id);
    assert(found);
    return std::move(*found);
}

} // namespace makegood
