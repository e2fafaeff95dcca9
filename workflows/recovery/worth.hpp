#pragma once

#include "workflows/recovery/claim.hpp"
#include "workflows/recovery/evidence.hpp"

#include <optional>

// What of a line may still be claimed, and what it costs to put right, so that over all grants neither more units than
// were sold nor more money than was paid is ever given.

namespace makegood {

// A price is put right once for each unit, and only for those that the customer still has.
Quantity left_to_claim(Complaint complaint, const LineItem& line, const ReceiptHistory& history);

// What putting the claim right costs; nothing where a wrong price is claimed and the right one is not lower, or cannot
// be told.
std::optional<Money> worth_of(const Claim& claim, const LineItem& line, const ReceiptHistory& history);

Money smaller(Money a, Money b);

} // namespace makegood
