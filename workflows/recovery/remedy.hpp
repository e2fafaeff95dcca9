#pragma once

#include "workflows/recovery/claim.hpp"

#include <span>

namespace makegood {

// What is given.
enum class Remedy {
    replacement,      // the goods once more; they use up units of the line
    refund,           // what was paid for them, by the till, which is asked for it; likewise
    price_difference, // what was paid too much, by the till; the goods stay sold
};

// Goods and money go different ways: over this counter, or out of the till's drawer.
constexpr bool is_money(Remedy remedy) {
    return remedy != Remedy::replacement;
}

// What puts such a failure right, the most natural first; never empty.
std::span<const Remedy> fitting_remedies(Complaint complaint);
bool fits(Remedy remedy, Complaint complaint);

// Whether the goods may have stayed in the shop, so that the left-behind log can say something of them.
constexpr bool is_about_absence(Complaint complaint) {
    return complaint == Complaint::not_among_the_goods || complaint == Complaint::wrong_item;
}

} // namespace makegood
