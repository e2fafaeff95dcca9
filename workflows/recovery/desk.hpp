#pragma once

#include "workflows/ports.hpp"
#include "workflows/recovery/policy.hpp"
#include "workflows/result.hpp"

#include <span>
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
    std::optional<Money> right_price{}; // of one, for a wrong price
    bool without_paper = false;         // nobody scanned the receipt
    std::vector<ClaimedLine> more{};    // to which the same happened; none for a wrong price, which each has its own
    std::optional<Language> spoken{};   // with the customer, where somebody chose one
};

// By the customer's word alone: for goods that no receipt shows, or for how they were served. The product list's price
// goes before the one that is told. On which line of a receipt beside which it is told such goods stand, the desk
// finds.
struct MakeToldClaim {
    RequestId request;
    StaffId requester;
    ToldPurchase told;
    Quantity quantity = one_unit;
    Complaint complaint{};
    std::optional<Language> spoken{}; // with the customer, where somebody chose one
    std::string phone{};              // that they told, to ask what was given to them before; kept nowhere
};

struct DivideClaim { // `kept` stays in the case; the rest of it becomes a case of its own, to be put right otherwise
    RequestId request;
    StaffId requester;
    CaseId case_id;
    std::vector<ClaimedLine> kept;
};

struct SpeakLanguage { // to speak with the customer
    RequestId request;
    StaffId requester;
    CaseId case_id;
    Language language{};
};

struct GiveRemedy { // asked anew: where the answer became stricter, the case keeps that and nothing is given
    RequestId request;
    StaffId requester;
    CaseId case_id;
    Offer offer;
    Language slip_language{};
    bool to_countersign = false; // where a manager is needed: by whoever signs afterwards
};

struct AskManager {
    RequestId request;
    StaffId requester;
    CaseId case_id;
    Offer offer;
    Remark answer{}; // to the last question, where there is one
};

// What the till that loaded Makegood has to say of a case, its own facts and the answers of its own rules: the rules
// are asked anew with them. Of what is owed already the decision stands, and what the till says is only kept with it.
struct HearTill {
    RequestId request;
    StaffId requester; // who stands at the counter
    CaseId case_id;
    std::vector<Evidence> facts{};     // told_by_till
    std::vector<RuleAnswer> answers{}; // is_of_till; one that was heard before takes the earlier one's place
};

struct CountPinTry { // committed before the PIN is verified
    RequestId request;
    StaffId approver;
    CaseId case_id;
};

// `pin_was_right` is the vault's word on the try that was counted under `pin_try`; no other try counts, and none is
// made where it is empty. `badge_shown` is its word on a badge that was scanned at this request.
struct ApproveProposal {
    RequestId request;
    RequestId pin_try;
    StaffId approver;
    CaseId case_id;
    ProposalId proposal;
    bool pin_was_right = false;
    Language slip_language{};
    bool badge_shown = false;
};

struct DeclineProposal {
    RequestId request;
    RequestId pin_try;
    StaffId approver;
    CaseId case_id;
    ProposalId proposal;
    bool pin_was_right = false;
    std::string reason; // key of a reason in the catalogues
    bool badge_shown = false;
};

struct QuestionProposal { // before they answer it
    RequestId request;
    RequestId pin_try;
    StaffId approver;
    CaseId case_id;
    ProposalId proposal;
    bool pin_was_right = false;
    Remark question; // not empty
    bool badge_shown = false;
};

struct WithdrawProposal { // by somebody who works here, or by the house when its time is over
    RequestId request;
    StaffId requester;
    CaseId case_id;
};

struct ChangeRemedy { // of what is still owed: the shelf is empty, or the customer would rather have the other
    RequestId request;
    StaffId requester;
    CaseId case_id;
    Offer offer;
    Language slip_language{};
};

// Of what is still owed, so much lies on the shelf; the rest becomes a case of its own, to which the other is given
// under the same authority.
struct DivideRemedy {
    RequestId request;
    StaffId requester;
    CaseId case_id;
    std::vector<ClaimedLine> kept;
    Offer of_the_rest;
    Language slip_language{};
};

// The receipt turned up of goods that were given by the customer's word: from now on they are made good on its line.
struct TieClaim {
    RequestId request;
    StaffId requester;
    CaseId case_id;
    ReceiptReference receipt;
    LineNumber line{};
};

// It was the wrong receipt: within a minute, by anybody. `told` is what it was tied from.
struct UntieClaim {
    RequestId request;
    StaffId requester;
    CaseId case_id;
    ToldPurchase told;
};

struct RedeemVoucher { // the till takes it in; also long after its case was closed
    RequestId request;
    StaffId requester;
    CaseId case_id;
};

struct HandOver { // what was owed is in the customer's hand: the goods, or the money that the till paid out
    RequestId request;
    StaffId requester;
    CaseId case_id;
    std::optional<Quantity> weighs{}; // see Offer; of a replacement that was fetched
};

struct AskRefund { // committed before a till is asked for the money; asked already, it changes nothing
    RequestId request;
    CaseId case_id;
};

struct EndRefund { // as the till says: the money is with the customer, or nothing has happened
    RequestId request;
    CaseId case_id;
    bool paid = false;
};

struct SettleRefund { // where the till's own returns show that it paid out what is owed, the case is over
    RequestId request;
    CaseId case_id;
};

struct ReverseGrant { // it stayed here after all; never once the case is closed or money was paid out
    RequestId request;
    StaffId requester;
    CaseId case_id;
};

struct WriteLetter { // of apology, beside what was given: once
    RequestId request;
    StaffId requester;
    CaseId case_id;
    Language language{};
};

struct PrintSlip { // the first print, or a copy where one was asked before
    RequestId request;
    StaffId requester;
    CaseId case_id;
    bool letter = false; // of apology, not the slip
};

struct RecordPrint { // also of a slip that was taken back meanwhile
    RequestId request;
    CaseId case_id;
    std::string job;
    PrintOutcome outcome{};
};

struct CloseCase { // likewise
    RequestId request;
    StaffId requester;
    CaseId case_id;
};

struct TakeSecondLook { // at what waits for one in this case, or to be countersigned; also long after it was closed
    RequestId request;
    StaffId requester;
    CaseId case_id;
};

struct RateService { // by the customer, once something was given or a person said no
    RequestId request;
    CaseId case_id;
    int faces = 0; // 1 to 5
};

using Command =
    std::variant<MakeClaim, MakeToldClaim, HearTill, DivideClaim, SpeakLanguage, GiveRemedy, AskManager, CountPinTry,
                 ApproveProposal, DeclineProposal, QuestionProposal, WithdrawProposal, ChangeRemedy, DivideRemedy,
                 TieClaim, UntieClaim, HandOver, RedeemVoucher, AskRefund, EndRefund, SettleRefund, ReverseGrant,
                 WriteLetter, PrintSlip, RecordPrint, CloseCase, TakeSecondLook, RateService>;

enum class DeskRefusalReason {
    receipt_unknown,
    line_unknown,
    line_is_not_goods,    // a fee, a discount, something voided or given back
    other_goods,          // the line is not of what was given
    one_line_at_a_time,   // a line that is named twice, or prices of several
    quantity_not_on_line, // zero, negative, or more than was sold
    price_was_not_higher, // than the right one; or none was told
    price_not_told,       // of goods that no receipt shows
    needs_a_receipt,      // as a wrong price does
    already_made_good,    // `when` and `left`
    already_came_back,    // to a till, which paid for it: `when` and `left`
    staff_unknown,
    case_unknown,
    case_is_elsewhere,   // the case is in a state that this step does not fit
    remedy_does_not_fit, // what was claimed
    gift_too_large,      // for one person alone: the goods weigh or cost too much more than was paid
    money_is_out,        // paid out, so it is not taken back here
    refund_is_asked,     // of a till, which has not said yet how that ended
    voucher_is_used,     // `when`
    no_voucher,          // was given in this case
    needs_manager,
    not_a_manager,
    beyond_supervisor, // worth more than a supervisor approves
    own_request,       // approver and requester are one person
    proposal_expired,
    proposal_differs, // not the one that lies with the manager
    pin_wrong,        // `tries_left`
    pin_locked,       // `minutes_left`
    pins_locked_here, // likewise: everybody's, at this terminal; a badge still tells who somebody is
    pin_disabled,
    pin_not_counted, // no try was counted under that id
    pin_needed,      // a badge alone is not enough
    badge_needed,    // a PIN alone is not enough
    pin_to_change,   // right, but chosen by somebody else
    may_not_enrol,   // is not one who looks after this colleague
    number_was_given,
    may_not_open_drawer,
    nothing_to_print,
    too_late,           // to undo the step
    nothing_to_look_at, // nobody asked for it, or somebody has looked already
};

struct DeskRefusal {
    DeskRefusalReason reason{};
    std::optional<CivilTime> when{};
    Quantity left{};
    int tries_left = 0;
    int minutes_left = 0;
};

// Why this person takes no second look at the case: nothing_to_look_at, own_request, not_a_manager, beyond_supervisor.
std::optional<DeskRefusal> why_no_look_of(const CaseView& view, const StaffMember& person, const ApprovalTerms& terms);

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
        std::string terminal;             // this terminal's name, in proposals
        Wording shop;                     // on the slip
        int business_day_ends_minute = 0; // after midnight; what happens before belongs to the day before
    };

    explicit Desk(World world) : world_(std::move(world)) {}

    Expected<CaseView, DeskRefusal> handle(const Command& command);
    // The name on slips from now on.
    void rename_shop(Wording name) { world_.shop = std::move(name); }

  private:
    using Answer = Expected<CaseView, DeskRefusal>;
    // One line of a claim, with what is known of it.
    struct ClaimedGoods {
        Claim claim; // on this line alone
        const LineItem* line = nullptr;
        ReceiptHistory history{}; // nothing of what goes by the customer's word
    };
    struct Claimed {
        RetailTransaction receipt;
        std::vector<ClaimedGoods> goods{};          // in the order told, at least one
        std::optional<CustomerStanding> customer{}; // who told who they are, where no receipt does
    };
    struct Grantable {
        Claimed claimed;
        std::vector<Money> values{}; // of each of its goods
        Money value;                 // of all of them, never more than what was decided or signed
    };

    struct SaidByTill {
        std::vector<Evidence> facts;
        std::vector<RuleAnswer> answers;
    };
    static SaidByTill said_by_till(const Decision& before);

    // The rules judge a part by all of it, and what was given of the other parts does not speak against it.
    struct DividedCase {
        Money whole; // what all of it was worth
        std::vector<CaseView> other_parts{};
    };

    Answer perform(const MakeClaim&);
    Answer perform(const MakeToldClaim&);
    Answer perform(const HearTill&);
    Answer perform(const DivideClaim&);
    Answer perform(const SpeakLanguage&);
    Answer perform(const GiveRemedy&);
    Answer perform(const AskManager&);
    Answer perform(const CountPinTry&);
    Answer perform(const ApproveProposal&);
    Answer perform(const DeclineProposal&);
    Answer perform(const QuestionProposal&);
    Answer perform(const WithdrawProposal&);
    Answer perform(const ChangeRemedy&);
    Answer perform(const DivideRemedy&);
    Answer perform(const TieClaim&);
    Answer perform(const UntieClaim&);
    Answer perform(const HandOver&);
    Answer perform(const RedeemVoucher&);
    Answer perform(const AskRefund&);
    Answer perform(const EndRefund&);
    Answer perform(const SettleRefund&);
    Answer perform(const ReverseGrant&);
    Answer perform(const WriteLetter&);
    Answer perform(const PrintSlip&);
    Answer perform(const RecordPrint&);
    Answer perform(const CloseCase&);
    Answer perform(const TakeSecondLook&);
    Answer perform(const RateService&);

    template <class AnswerProposal>
    std::optional<DeskRefusal> check_approver(const AnswerProposal&, const CaseView&);
    // Nothing where its receipt, or a line of it, is not known here.
    std::optional<Claimed> look_up(const Claim& claim) const;
    std::optional<Claimed> look_up(const Claim& claim, RetailTransaction receipt) const;
    static std::optional<Money> worth_of_all(const Claimed& claimed);
    // Where it is a part of what was claimed, `divided` tells.
    ReceiptHistory told_beside(const Claim& claim) const;
    // Nothing of how somebody was served.
    KnownByWord known_by_word(const ToldPurchase& told) const;
    std::vector<Evidence> weigh_by_word(const Claimed& claimed, int without_receipt_today, const ReceiptHistory& beside,
                                        const StaffId& asker) const;
    Decision decide_claim(const Claimed& claimed, const Claim& claim, Money value, const StaffId& asker,
                          bool without_paper, const SaidByTill& said = {},
                          const std::optional<DividedCase>& divided = std::nullopt) const;
    // Nothing where the case was never divided.
    std::optional<DividedCase> divided(const CaseView& found) const;
    static Claimed without(std::span<const CaseView> parts, const Claimed& claimed);
    std::vector<Evidence> weigh_all(const Claimed& claimed) const;
    Money at_stake_in_all(const Claimed& claimed, Money value) const;
    Answer open_case(const Claimed& claimed, const Claim& claim, Money value, bool without_paper,
                     std::optional<Language> spoken, const Author& author);
    Expected<Grantable, DeskRefusal> still_grantable(const CaseView& found, std::optional<Claimed> claimed) const;
    Answer grant(const CaseView& found, const Grantable& grantable, const Author& author, Authority authority,
                 const StaffId& giver, const Offer& offer, Language slip_language, const GrantId& part_of = {});
    // By goods that go over the counter with this offer.
    std::optional<Gift> gift_in(const Offer& offer, const CaseView& found, const Claimed& claimed) const;
    // Of goods that were owed, as they are handed over; other goods were bounded when they were chosen.
    Expected<std::optional<Gift>, DeskRefusal> gift_with_what_was_fetched(const CaseView& found, const Claimed& claimed,
                                                                          const std::optional<Quantity>& weighs) const;
    void record_gift(const CaseView& found, const Claimed& claimed, const GrantId& grant,
                     const std::optional<Gift>& gift, const Author& author);
    std::vector<SlipItem> items_of(const CaseView& found, const std::vector<ClaimedGoods>& goods) const;
    std::optional<std::string> where_it_is_kept(const CaseView& found, const ClaimedGoods& goods) const;
    SlipContent slip_content(const CaseView& found, const Authority& authority, const Claimed& claimed,
                             const StaffId& giver, const Offer& offer, Language language);
    bool fits_now(const Offer& offer, const CaseView& found, const Claimed& claimed) const;
    // What the tills did meanwhile with what is owed here.
    static std::optional<DeskRefusal> settled_elsewhere(const CaseView& found, const Claimed& claimed);
    bool wants_second_look(const CaseView& found, const GrantId& grant, const Offer& offer) const;
    void ask_for_second_look(const CaseView& found, const GrantId& grant, const Author& author);
    void cancel_on_paper(const CaseView& found, const Claimed& claimed, const Author& author);
    // The case, for somebody who works here.
    Answer case_for(const StaffId& requester, const CaseId& id) const;
    // Likewise for the house, which ends what people left open.
    Answer case_for_house_or(const StaffId& requester, const CaseId& id) const;
    // One for each line of which there is one.
    std::vector<LeftBehindEntry> what_the_log_holds_for(const Claim& claim) const;
    enum class TakenBy { grant, grant_of_the_goods, tie };
    void take_what_was_left_behind(const CaseView& found, TakenBy how, const Author& author);
    std::vector<LeftBehindEntry> taken_by_tie(const CaseView& found) const;
    void set_free(const std::vector<LeftBehindEntry>& entries, const Author& author);
    void hand_over_what_was_left_behind(const CaseView& found, const Author& author);
    void keep_again_what_was_left_behind(const CaseView& found, const Author& author);
    std::optional<FoundGoods> what_was_found(const CaseView& found, const Claim& claim, const LineItem& line) const;
    // When the goods, or the money, are with the customer.
    void move_stock(const CaseView& found, const GrantId& grant, const Offer& offer, const Author& author);
    void move_stock_back(const CaseView& found, const Author& author);
    CaseView view(const CaseId& id) const;

    World world_;
};

} // namespace makegood
