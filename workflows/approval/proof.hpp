#pragma once

#include "workflows/money.hpp"

#include <vector>

namespace makegood {

// By what a manager showed who they are. A PIN is counted before it is tried; a badge is a token that nobody guesses.
enum class Proof { pin, badge, badge_and_pin };

enum class ProofNeeded {
    pin,    // always right where a shop says nothing
    either, // a PIN, or a badge that was scanned at this request
    both,
};

// Up to this amount one of the two is enough, beyond it both are needed: one amount for each currency, beyond all of
// which stands what is worth money in another one. Empty: a PIN, whatever it is worth.
struct ApprovalTerms {
    std::vector<Money> one_proof_up_to{};
    std::vector<Money> supervisor_up_to{}; // likewise of what a supervisor may approve; empty: nothing
};

ProofNeeded proof_needed(const ApprovalTerms& terms, Money value);

} // namespace makegood
