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

Quantity left_on_line(const LineItem& line, const ReceiptHistory& history) {
    return left_of(line, history.made_good_on_line, history.came_back_on_line);
}

// The worth of the next `quantity` of a line of which some was made good before: the rounded share of all of it, less
// what was given, so that the worths of all grants on a line never add up to more than was paid for it. What was given
// can be a unit more than its own share, where a smaller one was taken back.
Money worth(const LineItem& line, const ReceiptHistory& history, Quantity quantity) {
    const auto all = add(history.made_good_on_line, quantity);
    const auto upper = all && !line.quantity.is_zero() ? share(line.amount, *all, line.quantity) : line.amount;
    const Money given(history.worth_made_good_on_line, line.amount.currency());
    const auto left = subtract(upper.value_or(line.amount), given);
    return left && !left->is_negative() ? *left : Money(0, line.amount.currency());
}

Money smaller(Money a, Money b) {
    return a.minor_units() < b.minor_units() ? a : b;
}

Decision decide_claim(const Policy& policy, const RetailTransaction& receipt, const LineItem& line,
                      const ReceiptHistory& history, const Claim& claim, Money value, Date today) {
    Question question{.value = value,
                      .age_days = today.days_since_1970 - receipt.begun_at.date().days_since_1970,
                      .made_good_before = history.made_good_before,
                      .evidence = weigh(receipt, line, history, today, policy.window_days),
                      .taken_back = history.taken_back_on_line};
    return decide(policy, question, claim.complaint);
}

const SlipPrint* find_print(const CaseView& found, std::string_view job) {
    const auto among = [&](const GrantedRemedy& remedy) -> const SlipPrint* {
        const auto print = std::ranges::find(remedy.prints, job, &SlipPrint::job);
        return print == remedy.prints.end() ? nullptr : &*print;
    };
    if (const auto* print = found.remedy ? among(*found.remedy) : nullptr)
        return print;
    for (const auto& taken_back : found.taken_back)
        if (const auto* print = among(taken_back.remedy))
            return print;
    return nullptr;
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
    const Quantity left = left_on_line(*line, history);
    if (command.quantity > left)
        return refused(nothing_left(history, left));

    const Author author{command.requester, command.request};
    const CaseId case_id(new_id());
    const Claim claim{ClaimId(new_id()), command.receipt, command.line, command.quantity, command.complaint};
    const Money value = worth(*line, history, command.quantity);
    world_.ledger.append(ClaimRequested{case_id, claim, value}, author);
    world_.ledger.append(DecisionMade{case_id, decide_claim(world_.policy, *receipt, *line, history, claim, value,
                                                            world_.clock.now().date())},
                         author);
    return view(case_id);
}

Desk::Answer Desk::perform(const GiveReplacement& command) {
    if (!world_.ledger.staff(command.requester))
        return no(Reason::staff_unknown);
    const auto found = world_.ledger.find_case(command.case_id);
    if (!found)
        return no(Reason::case_unknown);
    if (found->state != CaseState::claimed)
        return no(Reason::case_is_elsewhere);

    // Asked again, because days may have passed and others may have claimed since.
    const auto receipt = world_.ledger.receipt(found->claim.receipt);
    const LineItem* line = receipt ? find_line(*receipt, found->claim.line) : nullptr;
    if (!line)
        return no(Reason::receipt_unknown);
    const auto history = world_.ledger.history(found->claim.receipt.key, found->claim.line);
    const Decision again =
        decide_claim(world_.policy, *receipt, *line, history, found->claim, found->value, world_.clock.now().date());
    if (found->decision.outcome != Outcome::give_now || again.outcome != Outcome::give_now)
        return no(Reason::needs_manager);

    return grant(*found, {command.requester, command.request}, RuleAuthority{again.deciding_rule, again.policy_version},
                 command.slip_language, {});
}

Desk::Answer Desk::perform(const AskManager& command) {
    if (!world_.ledger.staff(command.requester))
        return no(Reason::staff_unknown);
    const auto found = world_.ledger.find_case(command.case_id);
    if (!found)
        return no(Reason::case_unknown);
    if (!after(found->state, CaseStep::manager_asked))
        return no(Reason::case_is_elsewhere);

    const Author author{command.requester, command.request};
    if (found->proposal)
        world_.ledger.append(ApprovalWithdrawn{found->id, found->proposal->id}, author);
    const Proposal proposal{.id = ProposalId(new_id()),
                            .case_id = found->id,
                            .claim = found->claim,
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
    world_.ledger.append(ApprovalGiven{found->id, command.proposal,
                                       world_.cryptography.sha256(canonical_text(*found->proposal)), command.approver},
                         author);
    return grant(*found, author, ManagerAuthority{command.proposal, command.approver}, command.slip_language,
                 command.approver);
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

// The policy is asked anew at once, so that the screen shows what may happen now.
Desk::Answer Desk::perform(const ReverseGrant& command) {
    if (!world_.ledger.staff(command.requester))
        return no(Reason::staff_unknown);
    const auto found = world_.ledger.find_case(command.case_id);
    if (!found)
        return no(Reason::case_unknown);
    if (!after(found->state, CaseStep::grant_reversed) || !found->remedy)
        return no(Reason::case_is_elsewhere);
    const auto receipt = world_.ledger.receipt(found->claim.receipt);
    const LineItem* line = receipt ? find_line(*receipt, found->claim.line) : nullptr;
    if (!line)
        return no(Reason::receipt_unknown);

    const Author author{command.requester, command.request};
    world_.ledger.append(GrantReversed{found->id, found->remedy->grant}, author);
    keep_again_what_was_left_behind(*found, author);
    const auto history = world_.ledger.history(found->claim.receipt.key, found->claim.line);
    world_.ledger.append(DecisionMade{found->id, decide_claim(world_.policy, *receipt, *line, history, found->claim,
                                                              found->value, world_.clock.now().date())},
                         author);
    return view(found->id);
}

Desk::Answer Desk::perform(const PrintSlip& command) {
    const auto found = world_.ledger.find_case(command.case_id);
    if (!found)
        return no(Reason::case_unknown);
    if (!found->remedy)
        return no(Reason::nothing_to_print);
    world_.ledger.append(SlipPrintAsked{found->remedy->slip, new_id(), static_cast<int>(found->remedy->prints.size())},
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

// The last look before anything is given: whatever was decided or approved, no unit is made good twice.
Desk::Answer Desk::grant(const CaseView& found, const Author& author, Authority authority, Language slip_language,
                         const StaffId& confirmed_by) {
    const auto receipt = world_.ledger.receipt(found.claim.receipt);
    const LineItem* line = receipt ? find_line(*receipt, found.claim.line) : nullptr;
    if (!line)
        return no(Reason::receipt_unknown);
    const auto history = world_.ledger.history(found.claim.receipt.key, found.claim.line);
    const Quantity left = left_on_line(*line, history);
    if (found.claim.quantity > left)
        return refused(nothing_left(history, left));

    const GrantId grant_id(new_id());
    const SlipNumber slip(own_label(slip_label_kind, new_letters(8)));
    const SlipContent content{.number = slip,
                              .language = slip_language,
                              .shop = world_.shop.in(slip_language),
                              .item = line->name.empty() ? line->code.text() : line->name,
                              .quantity = found.claim.quantity,
                              .unit = line->unit,
                              .receipt_number = receipt->number,
                              .bought_at = receipt->begun_at,
                              .given_at = world_.clock.now(),
                              .complaint = found.claim.complaint,
                              .given_by = found.opened_by,
                              .confirmed_by = confirmed_by};
    const Money value = smaller(found.value, worth(*line, history, found.claim.quantity));
    world_.ledger.append(GrantGiven{grant_id, found.id, found.claim, value, std::move(authority), slip,
                                    world_.slip_writer.write(content)},
                         author);
    world_.ledger.append(GoodsHandedOver{found.id, grant_id}, author);
    give_what_was_left_behind(found, author);
    world_.ledger.append(SlipPrintAsked{slip, new_id(), 0}, author);
    return view(found.id);
}

// The goods that were kept are those that the customer gets. An entry whose goods are gone from where they were kept
// stays as it is, and is no fact for another claim.
void Desk::give_what_was_left_behind(const CaseView& found, const Author& author) {
    if (found.claim.complaint != Complaint::not_among_the_goods)
        return;
    const auto entry = world_.ledger.left_behind_of(found.claim.receipt.key, found.claim.line);
    if (!entry)
        return;
    const auto to = is_in_shop(entry->state) ? LeftBehindState::handed_over : entry->state;
    world_.ledger.append(
        LeftBehindMoved{entry->id, to, entry->place, entry->reserved_for, world_.clock.now(), found.id}, author);
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
