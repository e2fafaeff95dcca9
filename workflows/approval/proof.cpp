#include "workflows/approval/proof.hpp"

#include <algorithm>

namespace makegood {

ProofNeeded proof_needed(const ApprovalTerms& terms, Money value) {
    if (terms.one_proof_up_to.empty())
        return ProofNeeded::pin;
    const auto limit = std::ranges::find(terms.one_proof_up_to, value.currency(), &Money::currency);
    const bool within = limit != terms.one_proof_up_to.end() && value.minor_units() <= limit->minor_units();
    return within ? ProofNeeded::either : ProofNeeded::both;
}

} // namespace makegood
