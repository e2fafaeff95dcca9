#pragma once

#include "workflows/recovery/claim.hpp"
#include "workflows/recovery/evidence.hpp"
#include "workflows/stock/product.hpp"

#include <optional>

// What of a line may still be claimed, and what it costs to put right, so that over all grants neither more units than
// were sold nor more money than was paid is ever given.

namespace makegood {

// A price is put right once for each unit, and only for those that the customer still has.
Quantity left_to_claim(Complaint complaint, const LineItem& line, const ReceiptHistory& history);

// What putting the claim right costs; nothing where a wrong price is claimed and the right one is not lower, or cannot
// be told.
std::optional<Money> worth_of(const Claim& claim, const LineItem& line, const ReceiptHistory& history);

// What the rules and the budget are asked about: where goods may be given, what they cost today if that is more than
// what was paid for them. What is granted stays `worth`, so that never more than what was paid is made good.
Money at_stake(const Claim& claim, const LineItem& line, Money worth, const std::optional<Product>& today);

Money smaller(Money a, Money b);

} // namespace makegood
