#pragma once

#include "workflows/ports.hpp"
#include "workflows/recovery/policy.hpp"
#include "workflows/result.hpp"

#include <variant>

namespace makegood {

// Commands to the desk, in the order in which a case meets them. Each carries an id made by the screen when it was
// shown: the second tap on the same button repeats the id and changes nothing.

struct MakeClaim {
    RequestId request;
    StaffId requester;
    ReceiptReference receipt;
    LineNumber line{};
    Quantity quantity;
    Complaint complaint{};
};

struct GiveReplacement { // within the cashier's limit
    RequestId request;
    StaffId requester;
    CaseId case_id;
    Language slip_language{};
};

struct AskManager {
    RequestId request;
    StaffId requester;
    CaseId case_id;
};

struct CountPinTry { // committed before the PIN is verified
    RequestId request;
    StaffId approver;
    CaseId case_id;
};

// `pin_was_right` is the vault's word on the try that was counted under `pin_try`; no other try counts.
struct ApproveProposal {
    RequestId request;
    RequestId pin_try;
    StaffId approver;
    CaseId case_id;
    ProposalId proposal;
    bool pin_was_right = false;
    Language slip_language{};
};

struct DeclineProposal {
    RequestId request;
    RequestId pin_try;
    StaffId approver;
    CaseId case_id;
    ProposalId proposal;
    bool pin_was_right = false;
    std::string reason; // key of a reason in the catalogues
};

struct WithdrawProposal {
    RequestId request;
    StaffId requester;
    CaseId case_id;
};

struct ReverseGrant { // the goods stayed here after all; never once the case is closed
    RequestId request;
    StaffId requester;
    CaseId case_id;
};

struct PrintSlip { // the first print, or a copy where one was asked before
    RequestId request;
    StaffId requester;
    CaseId case_id;
};

struct RecordPrint { // also of a slip that was taken back meanwhile
    RequestId request;
    CaseId case_id;
    std::string job;
    PrintOutcome outcome{};
};

struct CloseCase {
    RequestId request;
    StaffId requester;
    CaseId case_id;
};

struct RateService { // by the customer, once something was given or a person said no
    RequestId request;
    CaseId case_id;
    int faces = 0; // 1 to 5
};

using Command = std::variant<MakeClaim, GiveReplacement, AskManager, CountPinTry, ApproveProposal, DeclineProposal,
                             WithdrawProposal, ReverseGrant, PrintSlip, RecordPrint, CloseCase, RateService>;

enum class DeskRefusalReason {
    receipt_unknown,
    line_unknown,
    line_is_not_goods,    // a fee, a discount, something voided or given back
    quantity_not_on_line, // zero, negative, or more than was sold
    already_made_good,    // `when` and `left`
    already_came_back,    // to a till, which paid for it: `when` and `left`
    staff_unknown,
    case_unknown,
    case_is_elsewhere, // the case is in a state that this step does not fit
    needs_manager,
    not_a_manager,
    own_request, // approver and requester are one person
    proposal_expired,
    proposal_differs, // not the one that lies with the manager
    pin_wrong,        // `tries_left`
    pin_locked,       // `minutes_left`
    pin_disabled,
    pin_not_counted, // no try was counted under that id
    nothing_to_print,
};

struct DeskRefusal {
    DeskRefusalReason reason{};
    std::optional<CivilTime> when{};
    Quantity left{};
    int tries_left = 0;
    int minutes_left = 0;
};

// The one door for the screens. Every command either changes the journal and answers with the case as it then is, or
// refuses with a name and has appended nothing but what the reason itself is (a counted PIN try, a withdrawn proposal).
// The caller runs `handle` inside one database transaction and commits before it shows the answer.
class Desk {
  public:
    struct World {
        Ledger& ledger;
        const Clock& clock;
        Randomness& randomness;
        const Cryptography& cryptography;
        const SlipWriter& slip_writer;
        const Policy& policy;
        std::string terminal; // this terminal's name, in proposals
        Wording shop;         // on the slip
    };

    explicit Desk(World world) : world_(std::move(world)) {}

    Expected<CaseView, DeskRefusal> handle(const Command& command);
    // The name on slips from now on.
    void rename_shop(Wording name) { world_.shop = std::move(name); }

  private:
    using Answer = Expected<CaseView, DeskRefusal>;

    Answer perform(const MakeClaim&);
    Answer perform(const GiveReplacement&);
    Answer perform(const AskManager&);
    Answer perform(const CountPinTry&);
    Answer perform(const ApproveProposal&);
    Answer perform(const DeclineProposal&);
    Answer perform(const WithdrawProposal&);
    Answer perform(const ReverseGrant&);
    Answer perform(const PrintSlip&);
    Answer perform(const RecordPrint&);
    Answer perform(const CloseCase&);
    Answer perform(const RateService&);

    template <class AnswerProposal>
    std::optional<DeskRefusal> check_approver(const AnswerProposal&, const CaseView&);
    Answer grant(const CaseView& found, const Author& author, Authority authority, Language slip_language,
                 const StaffId& confirmed_by);
    void give_what_was_left_behind(const CaseView& found, const Author& author);
    void keep_again_what_was_left_behind(const CaseView& found, const Author& author);
    std::string new_id();
    std::string new_letters(int count);
    CaseView view(const CaseId& id) const;

    World world_;
};

} // namespace makegood
