#pragma once

#include "workflows/recovery/case.hpp"
#include "workflows/recovery/events.hpp"

#include <optional>
#include <string>
#include <vector>

namespace makegood {

struct SlipPrint {
    std::string job;
    int copy = 0;
    std::optional<PrintOutcome> outcome{}; // nothing while it is on its way

    friend bool operator==(const SlipPrint&, const SlipPrint&) = default;
};

// As far as its printer can know.
inline bool came_out(const SlipPrint& print) {
    return print.outcome == PrintOutcome::printed || print.outcome == PrintOutcome::processed ||
           print.outcome == PrintOutcome::sent;
}

// Also where nobody is sure.
inline bool may_be_out(const SlipPrint& print) {
    return came_out(print) || print.outcome == PrintOutcome::unconfirmed;
}

struct IssuedSlip {
    SlipNumber number;
    SlipDocument document;
    std::vector<SlipPrint> prints{}; // in the order asked
};

struct GrantedRemedy {
    GrantId grant;
    Offer offer;
    Money value;
    Authority authority;
    StaffId given_by;
    CivilTime given_at;
    std::vector<Money> values; // of each line of the claim, in its order
    IssuedSlip slip;
    std::vector<IssuedSlip> earlier_slips{}; // of what was to be given before, in the order of issue
    std::optional<CivilTime> redeemed_at{};  // of a voucher
    std::optional<Gift> gift{};              // that went home with it
    std::optional<IssuedSlip> letter{};      // of apology, beside it
    StaffId asked_by{};                      // of the manager who confirmed it; empty: none had to
    bool asked_of_till = false;              // as money, and the till has not said yet how that ended
};

// Who stood at the counter: what a manager confirmed stands in the journal as the manager's.
inline const StaffId& giver_of(const GrantedRemedy& remedy) {
    return remedy.asked_by.empty() ? remedy.given_by : remedy.asked_by;
}

// A remedy that was recorded and did not happen after all.
struct TakenBack {
    GrantedRemedy remedy;
    StaffId by;
    CivilTime at;
    std::optional<IssuedSlip> cancelling_slip{}; // where paper of the remedy was out
};

// A manager was asked, and not yet for what the next one asked.
struct AskedManager {
    StaffId by;
    CivilTime at;
    bool taken_back = false; // by a person, also to ask anew

    friend bool operator==(const AskedManager&, const AskedManager&) = default;
};

// What was asked about a proposal before anybody approved it.
struct AskedBack {
    StaffId by;
    CivilTime at;
    Remark question;
    Remark answer{}; // empty until a manager is asked again
    StaffId answered_by{};
    std::optional<CivilTime> answered_at{};

    friend bool operator==(const AskedBack&, const AskedBack&) = default;
};

// All that is known of one case, for the desk and for the screens.
struct CaseView {
    CaseId id;
    CaseState state = CaseState::claimed;
    Claim claim;
    Money value;
    StaffId opened_by;
    CivilTime opened_at;
    Decision decision;
    std::optional<Proposal> proposal{}; // the one that lies with a manager
    std::vector<AskedManager> asked{};  // one, in the order of asking
    std::optional<StaffId> declined_by{};
    std::optional<CivilTime> declined_at{}; // nothing where a journal that cannot be read did not say when
    std::string declined_reason{};
    std::optional<GrantedRemedy> remedy{};
    std::vector<TakenBack> taken_back{}; // in the order of giving
    std::optional<int> faces{};          // the customer's rating of what came of it, 1 to 5
    std::vector<SecondLook> looks{};     // that were asked for, in the order of their grants' ids
    std::optional<CivilTime> tied_at{};  // to its receipt, which turned up after the customer's word was taken for it
    std::vector<AskedBack> questions{};  // in the order of asking
    std::optional<Money> whole{};        // of a part of what was claimed: what all of it was worth
    CaseId rest_of{};                    // the case that it was a part of
    std::vector<CaseId> rests{};         // that were parts of it
    std::optional<Language> spoken{};    // with its customer, where somebody chose one
};

// By which the rules and the limits of those who confirm go: what it costs today, where that is more than was paid, and
// of a divided claim all of it.
inline Money judged_value(const CaseView& view) {
    return view.decision.at_stake.value_or(view.value);
}

// Nobody answers a request of their own, nor one in a case that they opened.
inline bool is_own_request(const CaseView& view, const StaffId& person) {
    return view.opened_by == person || (view.proposal && view.proposal->requester == person);
}

// Whether this person may look: somebody who gave it never does, and to countersign takes one who may approve it and
// who did not claim it either.
bool may_take(const SecondLook& look, const CaseView& view, const StaffMember& person, const ApprovalTerms& terms);
// Whether one of those that are left is for them.
bool waits_for_a_look_of(const CaseView& view, const StaffMember& person, const ApprovalTerms& terms);
// Whether anybody is still to sign it.
bool waits_to_be_countersigned(const CaseView& view);

// What a manager asked last, while nobody has answered it and the case waits for that.
const AskedBack* open_question(const CaseView& view);

// Those of the remedy that a customer may hold in the hand.
std::vector<SlipNumber> slips_on_paper(const GrantedRemedy& remedy);

// With its customer, as far as the case tells: the last slip does, else what was chosen.
std::optional<Language> spoken_in(const CaseView& view);

// Every slip of the case, in the order of issue but for copies.
std::vector<const IssuedSlip*> slips_of(const CaseView& view);

} // namespace makegood
