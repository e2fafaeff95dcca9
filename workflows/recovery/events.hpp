#pragma once

#include "workflows/approval/pin_attempts.hpp"
#include "workflows/approval/proposal.hpp"
#include "workflows/approval/remark.hpp"
#include "workflows/care/care_record.hpp"
#include "workflows/finding/likelihood.hpp"
#include "workflows/left_behind/entry.hpp"
#include "workflows/privacy/erasure.hpp"
#include "workflows/recovery/policy.hpp"
#include "workflows/recovery/remedy.hpp"
#include "workflows/recovery/slip.hpp"
#include "workflows/retention/retention.hpp"
#include "workflows/staff/staff_member.hpp"
#include "workflows/stock/stock_movement.hpp"

#include <array>
#include <cstdint>
#include <variant>
#include <vector>

// What the journal keeps. Each struct is one event type; its body is all that the projections need, so that they can
// be rebuilt from the journal alone. Names of people are not here: they lie in the vault.

namespace makegood {

struct StaffEnrolled { // "staff.enrolled"
    StaffId staff;
    StaffRole role{};
    Language language{};
};

struct PinChanged { // "pin.changed": by the person, or by somebody else, and then to be changed at its first use
    StaffId staff;
};

struct StaffRevoked { // "staff.revoked": works here no more; ends what the vault knows of them, except their name
    StaffId staff;
};

struct BadgeReplaced { // "badge.replaced": those of before open nothing any more; the new one lies in the vault
    StaffId staff;
};

struct ClaimRequested { // "claim.requested": opens the case
    CaseId case_id;
    Claim claim;
    Money value;                  // what it would cost to put right: what was paid for it, or what was paid too much
    CaseId rest_of{};             // the case that this was a part of
    std::optional<Money> whole{}; // then, what all of that was worth when the rules were asked
    std::optional<Language> spoken{}; // with the customer, where somebody chose one
};

struct ClaimDivided { // "claim.divided": the rest of it becomes a case of its own
    CaseId case_id;
    std::vector<ClaimedLine> kept; // of its lines, at least one
    Money value;                   // of what is kept
    Money whole;                   // of all, when the rules were asked
};

struct DecisionMade { // "decision.made"
    CaseId case_id;
    Decision decision;
};

struct ApprovalAsked { // "approval.asked"
    Proposal proposal;
    Digest digest{};
    Remark answer{};                  // to what was asked about the one before
    std::optional<Language> spoken{}; // in journals of before: see LanguageChosen
};

struct LanguageChosen { // "language.chosen": to speak with the customer of a case
    CaseId case_id;
    Language language{};
};

struct ApprovalWithdrawn { // "approval.withdrawn": run out, or taken back
    CaseId case_id;
    ProposalId proposal;
};

struct PinTried { // "pin.tried": counted before it is verified
    StaffId staff;
    MonotonicTime at;
};

struct PinAccepted { // "pin.accepted": ends the row of failures
    StaffId staff;
};

struct ApprovalGiven { // "approval.given"
    CaseId case_id;
    ProposalId proposal;
    Digest digest{};
    StaffId approver;
    Proof proof = Proof::pin;
};

struct ApprovalDeclined { // "approval.declined"
    CaseId case_id;
    ProposalId proposal;
    StaffId approver;
    std::string reason; // key of a reason in the catalogues
};

struct ApprovalQuestioned { // "approval.questioned": the case is at the counter again, with what has to be told first
    CaseId case_id;
    ProposalId proposal;
    StaffId approver;
    Remark question;
};

// Under whose authority something was granted.
struct RuleAuthority {
    std::string rule;
    std::string policy_version;

    friend bool operator==(const RuleAuthority&, const RuleAuthority&) = default;
};
struct ManagerAuthority {
    ProposalId proposal;
    StaffId approver;

    friend bool operator==(const ManagerAuthority&, const ManagerAuthority&) = default;
};
struct CountersignAuthority { // by one person alone, who may approve it signs afterwards: no approval
    std::string rule;         // that asks for a manager; empty where none spoke
    std::string policy_version;

    friend bool operator==(const CountersignAuthority&, const CountersignAuthority&) = default;
};
using Authority = std::variant<RuleAuthority, ManagerAuthority, CountersignAuthority>;

// What a grant makes good of a further line.
struct GrantedLine {
    Money value;
    Quantity came_back_before{}; // see RefundRequest

    friend bool operator==(const GrantedLine&, const GrantedLine&) = default;
};

struct GrantGiven { // "grant.given": the recorded right to one remedy
    GrantId grant;
    CaseId case_id;
    Claim claim;
    Money value; // of all its lines
    Authority authority;
    SlipNumber slip;
    SlipDocument document;
    Offer offer{};
    Quantity came_back_before{};     // of the line named first; see RefundRequest
    std::vector<GrantedLine> more{}; // of the claim's further lines, in their order
    GrantId part_of{};               // from which it was split off; it stands on the authority of that one
};

struct GrantDivided { // "grant.divided": what is kept of it stays owed as it was; the rest becomes a case of its own
    CaseId case_id;
    GrantId grant;
    std::vector<ClaimedLine> kept; // of its lines, at least one
    std::vector<Money> values;     // of each of those
    Money whole;                   // of all of the case, when the rules were asked
    SlipNumber slip;               // takes the place of the one before
    SlipDocument document;
};

struct ClaimTied { // "claim.tied": the receipt turned up, and the claim is on its line now
    CaseId case_id;
    GrantId grant;
    ReceiptReference receipt;
    LineNumber line{};
    Money value; // of the grant, what counts on the line: never more than what is left of what was paid for it
};

struct ClaimUntied { // "claim.untied": from a receipt that was the wrong one; it goes by the customer's word again
    CaseId case_id;
    GrantId grant;
    ToldPurchase told;
};

struct RemedyChanged { // "remedy.changed": of a grant that is still owed, as where the shelf turned out empty
    CaseId case_id;
    GrantId grant;
    Offer offer;
    SlipNumber slip; // takes the place of the one before
    SlipDocument document;
    Quantity came_back_before{};                      // of the line named first; see RefundRequest
    std::vector<Quantity> came_back_before_of_more{}; // of the claim's further lines, in their order
};

struct VoucherRedeemed { // "voucher.redeemed": it is worth nothing any more
    CaseId case_id;
    GrantId grant;
};

struct GoodsHandedOver { // "goods.handed_over"
    CaseId case_id;
    GrantId grant;
};

struct GiftGiven { // "gift.given": with goods as they were handed over
    CaseId case_id;
    GrantId grant;
    Gift gift;
};

struct MoneyPaidOut { // "money.paid_out": by the till, as a person saw or a return in the till's feed tells
    CaseId case_id;
    GrantId grant;
    bool told_by_till = false;
};

struct RefundAsked { // "refund.asked": of a till, before it is asked; nobody knows whether it pays until it says so
    CaseId case_id;
    GrantId grant;
};

struct RefundNotPaid { // "refund.not_paid": the till that was asked says that nothing has happened
    CaseId case_id;
    GrantId grant;
};

struct GrantReversed { // "grant.reversed": what it granted is not made good, and the case is claimed again
    CaseId case_id;
    GrantId grant;
};

struct SlipCancelled { // "slip.cancelled": on paper, since the slip of the grant had come out
    CaseId case_id;
    GrantId grant;
    SlipNumber slip; // of the paper that says so
    SlipDocument document;
};

struct LetterWritten { // "letter.written": an apology on paper, beside what was given
    CaseId case_id;
    GrantId grant;
    SlipNumber slip; // of the letter
    SlipDocument document;
};

struct SlipPrintAsked { // "slip.print_asked": before the first byte goes out
    SlipNumber slip;
    std::string job;
    int copy = 0; // 0 the first print, then 1, 2, …
};

enum class PrintOutcome { printed, processed, sent, unconfirmed, failed };

struct SlipPrintEnded { // "slip.print_ended"
    std::string job;
    PrintOutcome outcome{};
};

struct CaseClosed { // "case.closed"
    CaseId case_id;
};

struct ServiceRated { // "service.rated": by the customer, who may change their mind
    CaseId case_id;
    int faces = 0; // 1 to 5, 5 is best
};

struct RetentionBegan { // "retention.began": before the first thing of a shop goes
    BusinessUnitId shop;
    RetentionLimits limits;
};

struct RetentionApplied { // "retention.applied": all of it is gone; after a power cut, what was left to go since then
    BusinessUnitId shop;
    RetentionLimits limits;
    std::int64_t receipts = 0;
    std::int64_t lines = 0;
    std::int64_t personal = 0; // receipts that stayed, without what leads to a person
};

struct SecondLookAsked { // "second_look.asked": of a grant that chance chose, or that is to be countersigned
    CaseId case_id;
    GrantId grant;
    Date due;
};

struct SecondLookTaken { // "second_look.taken": by somebody who had not given it, and who may approve what they sign
    CaseId case_id;
    GrantId grant;
};

struct CustomerExported { // "customer.exported": a copy of all that is held of one person was made
    std::int64_t receipts = 0;
    std::int64_t told = 0; // what stands in the register
};

struct CustomerErased { // "customer.erased": so many receipts no longer lead to one person
    std::int64_t receipts = 0;
    ErasureBasis basis{};
    std::int64_t told = 0; // of whose words and numbers in the register nothing is left
};

struct LeftBehindFound { // "left_behind.found"
    LeftBehindId entry;
    ItemCode code;
    std::string item;
    Quantity quantity;
    WorkstationId lane;
    std::string place;
    std::string note;
    std::optional<Date> perishable_until{};
    CivilTime found_at;
    bool brought_back = false; // somebody else had taken it along
    std::string label{};       // of its bag
};

struct LeftBehindMoved { // "left_behind.moved"
    LeftBehindId entry;
    LeftBehindState to{};
    std::string place; // where it lies now
    std::string note;  // of a reservation: for whom, without names
    CivilTime happened_at;
    CaseId made_good{};  // by the claim of this case; empty: no longer by any
    bool undoes = false; // the step before it, taken by mistake
    bool by_tie = false; // made good as the case was tied to its receipt
};

struct FoundTakenBack { // "left_behind.taken_back": it was noted by mistake
    LeftBehindId entry;
};

struct StockMoved { // "stock.moved": what the till's stock has to learn of a grant; on its reversal, what undoes that
    CaseId case_id;
    GrantId grant;
    StockMovement movement;
};

using PublicKey = std::array<std::uint8_t, 32>; // Ed25519
using Signature = std::array<std::uint8_t, 64>;

struct TerminalKeyMade { // "terminal.key_made": before the first closing that is signed by it
    PublicKey key{};
};

struct DayClosed {         // "day.closed"
    std::string statement; // a DayStatement in JSON, the bytes that were signed
    PublicKey key{};
    Signature signature{};
};

enum class HowFound { scan, number, search, left_behind_log, list, open_case };

struct RecordsSeen { // "records.seen": a receipt was opened, or stood in the list that a search led to
    ReceiptReference receipt;
    HowFound how{};
    std::vector<RecalledFact> told{};     // of a search; never what was told
    std::optional<CivilTime> seen_at{};   // where that was before it was written down
    std::vector<ReceiptReference> more{}; // that stood in the same list
};

struct PersonalDataShown { // "personal.shown": what stood masked on the screen was uncovered
    RecalledFact kind{};   // a phone, or a customer number; never which
    CareId record{};       // in the register; empty: told for a search
};

enum class OpeningOutcome { opened, pulsed, unconfirmed, printer_held, not_delivered };

struct DrawerOpenAsked { // "drawer.open_asked": before the pulse goes out; with no end, nobody knows whether it did
    RequestId pulse;     // its id at the printer
};

struct DrawerOpenEnded { // "drawer.open_ended"
    RequestId pulse;
    OpeningOutcome outcome{};
};

// What a customer told, taken down. Of their words and their number only commitments stand here; none where the
// customer said none.
struct ComplaintReceived { // "complaint.received"
    CareId record;
    CareKind kind{};
    std::vector<std::string> said{}; // ready phrases
    Digest words_commitment{};
    Digest phone_commitment{};
    CareRouting routing{};
};

struct ComplaintMoved { // "complaint.moved": one step on the way to its answer, and back where the customer says so
    CareId record;
    CareStep step{};
    Digest words_commitment{};
    std::string cause{};
    std::optional<AnswerWay> way{};
    std::string to{};
};

using Event =
    std::variant<StaffEnrolled, ClaimRequested, DecisionMade, ApprovalAsked, ApprovalWithdrawn, PinTried, PinAccepted,
                 ApprovalGiven, ApprovalDeclined, GrantGiven, RemedyChanged, GoodsHandedOver, MoneyPaidOut,
                 GrantReversed, SlipCancelled, SlipPrintAsked, SlipPrintEnded, CaseClosed, ServiceRated, RetentionBegan,
                 RetentionApplied, LeftBehindFound, LeftBehindMoved, VoucherRedeemed, StockMoved, TerminalKeyMade,
                 DayClosed, RecordsSeen, PinChanged, StaffRevoked, CustomerExported, CustomerErased, SecondLookAsked,
                 SecondLookTaken, PersonalDataShown, ClaimTied, ApprovalQuestioned, GiftGiven, ClaimDivided,
                 BadgeReplaced, DrawerOpenAsked, DrawerOpenEnded, GrantDivided, LetterWritten, ComplaintReceived,
                 ComplaintMoved, ClaimUntied, FoundTakenBack, LanguageChosen, RefundAsked, RefundNotPaid>;

// Who did it and by which request; `system` as actor for what happens by itself.
struct Author {
    StaffId actor;
    RequestId request;
};

inline const StaffId system_actor{"system"};
inline const StaffId customer_actor{"customer"};
inline const StaffId command_line_actor{"command-line"}; // who does not say there who they are

// Who stands for all that try a PIN at this terminal.
inline const StaffId anybody{};

// No person's number.
inline bool is_actor_of_the_house(const StaffId& id) {
    return id == system_actor || id == customer_actor || id == command_line_actor;
}

} // namespace makegood
