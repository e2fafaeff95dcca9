#include "workflows/approval/pin_tries.hpp"
#include "workflows/business_day.hpp"
#include "workflows/fresh_ids.hpp"
#include "workflows/recovery/desk.hpp"
#include "workflows/recovery/desk_refusals.hpp"
#include "workflows/staff/permissions.hpp"

#include <cassert>

namespace makegood {

namespace {

using namespace desk_refusals;

Proof proof_of(const ApproveProposal& command) {
    if (command.pin_try.empty())
        return Proof::badge;
    return command.badge_shown ? Proof::badge_and_pin : Proof::pin;
}

// Who may confirm it and only chooses another remedy, or asks again since the two minutes are over, answers what
// somebody else asked that day. Asked on another day, or taken back, nobody waits for the answer any more; and what was
// given and taken back is a request of its own.
StaffId who_asks(const CaseView& found, const StaffMember& person, const ApprovalTerms& terms,
                 const BusinessDay& today) {
    if (found.asked.empty())
        return person.id;
    const auto& last = found.asked.back();
    const bool is_still_asked =
        !last.taken_back && last.at >= today.begins && last.at < today.ends && found.taken_back.empty();
    const bool answers =
        is_still_asked && found.opened_by != person.id && may_approve(person.role, terms, judged_value(found));
    return answers ? last.by : person.id;
}

} // namespace

Desk::Answer Desk::perform(const AskManager& command) {
    const auto found = case_for(command.requester, command.case_id);
    if (!found)
        return found;
    if (!after(found->state, CaseStep::manager_asked))
        return no(Reason::case_is_elsewhere);
    const auto claimed = look_up(found->claim);
    if (!claimed)
        return no(Reason::receipt_unknown);
    if (!fits_now(command.offer, *found, *claimed))
        return no(Reason::remedy_does_not_fit);
    const auto gift = gift_in(command.offer, *found, *claimed);

    const Author author{command.requester, command.request};
    if (found->proposal)
        world_.ledger.append(ApprovalWithdrawn{found->id, found->proposal->id}, author);
    const Proposal proposal{.id = ProposalId(fresh_id(world_.clock, world_.randomness)),
                            .case_id = found->id,
                            .claim = found->claim,
                            .offer = command.offer,
                            .value = found->value,
                            .policy_version = found->decision.policy_version,
                            .terminal = world_.terminal,
                            .requester =
                                who_asks(*found, *world_.ledger.staff(command.requester), world_.policy.approval,
                                         business_day_of(world_.clock.now(), world_.business_day_ends_minute)),
                            .nonce = fresh_letters(26, world_.randomness),
                            .expires_wall_ms = world_.clock.wall_ms() + proposal_lifetime_ms,
                            .gift = gift ? std::optional(gift->value) : std::nullopt};
    world_.ledger.append(ApprovalAsked{proposal, world_.cryptography.sha256(canonical_text(proposal)),
                                       open_question(*found) != nullptr ? command.answer : Remark()},
                         author);
    return view(found->id);
}

Desk::Answer Desk::perform(const CountPinTry& command) {
    if (!world_.ledger.staff(command.approver))
        return no(Reason::staff_unknown);
    if (!world_.ledger.find_case(command.case_id))
        return no(Reason::case_unknown);
    if (auto refusal = count_pin_try(world_.ledger, world_.clock, command.approver, command.request))
        return refused(*refusal);
    return view(command.case_id);
}

// In the order that tells a stranger least: the proof first, then the person, then the proposal.
template <class AnswerProposal>
std::optional<DeskRefusal> Desk::check_approver(const AnswerProposal& command, const CaseView& found) {
    const auto needed = proof_needed(world_.policy.approval, judged_value(found));
    const bool tries_pin = !command.pin_try.empty();
    if (!tries_pin && (needed != ProofNeeded::either || !command.badge_shown))
        return DeskRefusal{.reason = Reason::pin_needed};
    if (tries_pin)
        if (auto refusal = take_in_pin_try(world_.ledger, world_.clock, command.approver, command.pin_try,
                                           command.pin_was_right, command.request))
            return refusal;
    if (needed == ProofNeeded::both && !command.badge_shown)
        return DeskRefusal{.reason = Reason::badge_needed};

    const auto approver = world_.ledger.staff(command.approver);
    if (!approver || !may_approve(approver->role, world_.policy.approval, judged_value(found)))
        return DeskRefusal{.reason = approver ? why_not_approving(approver->role) : Reason::not_a_manager};
    if (found.state != CaseState::awaiting_manager || !found.proposal)
        return DeskRefusal{.reason = Reason::case_is_elsewhere};
    if (found.proposal->id != command.proposal)
        return DeskRefusal{.reason = Reason::proposal_differs};
    if (is_own_request(found, command.approver))
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
    const auto grantable = still_grantable(*found, look_up(found->claim));
    if (!grantable) {
        world_.ledger.append(ApprovalWithdrawn{found->id, command.proposal}, author);
        return refused(grantable.error());
    }
    world_.ledger.append(ApprovalGiven{found->id, command.proposal,
                                       world_.cryptography.sha256(canonical_text(*found->proposal)), command.approver,
                                       proof_of(command)},
                         author);
    return grant(*found, *grantable, author, ManagerAuthority{command.proposal, command.approver},
                 found->proposal->requester, found->proposal->offer, command.slip_language);
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

Desk::Answer Desk::perform(const QuestionProposal& command) {
    assert(!command.question.empty());
    const auto found = world_.ledger.find_case(command.case_id);
    if (!found)
        return no(Reason::case_unknown);
    if (auto refusal = check_approver(command, *found))
        return refused(*refusal);
    world_.ledger.append(ApprovalQuestioned{found->id, command.proposal, command.approver, command.question},
                         {command.approver, command.request});
    return view(found->id);
}

Desk::Answer Desk::perform(const WithdrawProposal& command) {
    const auto found = case_for_house_or(command.requester, command.case_id);
    if (!found)
        return found;
    if (!after(found->state, CaseStep::proposal_withdrawn) || !found->proposal)
        return no(Reason::case_is_elsewhere);
    world_.ledger.append(ApprovalWithdrawn{found->id, found->proposal->id}, {command.requester, command.request});
    return view(found->id);
}

} // namespace makegood
