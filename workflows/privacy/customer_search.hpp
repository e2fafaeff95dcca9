#pragma once

#include "workflows/finding/likelihood.hpp"

#include <span>

// A phone or a customer number tells who somebody is, not that they stand here. Alone it shows nobody's shopping:
// whoever asks names something of the purchase too, and sees only receipts on which that stands.

namespace makegood {

bool names_a_customer(const RecalledPurchase& told);

// Goods, an amount, a price, the number or the bank's reference, or days within two months of each other.
bool tells_of_the_purchase(const RecalledPurchase& told);

// Of what was told of the purchase, something stands on this receipt.
bool stands_on_it(const RecalledPurchase& told, std::span<const RecallReason> reasons);

} // namespace makegood
