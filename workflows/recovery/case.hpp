#pragma once

#include <optional>

namespace makegood {

// A recovery from first word to closing.
enum class CaseState {
    claimed,          // the claim is taken down and the decision made
    awaiting_manager, // a proposal lies with a manager
    owed,             // granted, not yet in the customer's hand
    handed_over,      // the customer has the goods, or the money
    declined,         // a person said no, with a reason
    closed,
};

enum class CaseStep {
    manager_asked,
    proposal_withdrawn, // run out, or taken back
    granted,
    handed_over,
    grant_reversed, // it stayed here after all
    manager_declined,
    case_closed,
    manager_questioned,
};

struct Offer;
// Where a case stands once this is granted: a voucher is in the customer's hand as soon as it is written.
CaseState state_when_granted(const Offer& offer);

// The state after the step, or nothing where the step does not fit the state.
std::optional<CaseState> after(CaseState state, CaseStep step);

} // namespace makegood
