#pragma once

#include "workflows/recovery/remedy.hpp"
#include "workflows/stock/product.hpp"

#include <optional>
#include <vector>

namespace makegood {

// What goes home beyond what was paid for: a piece that weighs more, other goods that cost more.
struct Gift {
    Quantity more{}; // of the line's unit; nothing of other goods
    Money value;     // by today's price, else by what was paid

    friend bool operator==(const Gift&, const Gift&) = default;
};

// What one person may give so alone, of one case; one amount for each currency. An empty list: nothing.
struct GiftTerms {
    std::vector<Money> up_to{};
};

// By goods on the line of the claim, of which `at_stake` is what they cost; `listed` is what the product list says of
// the goods that go. Nothing where they weigh and cost no more, or nobody knows what they cost.
std::optional<Gift> gift_of(const Offer& offer, const Claim& claim, const LineItem& line, Money at_stake,
                            const std::optional<Product>& listed);

bool may_give_alone(const GiftTerms& terms, const Gift& gift);

} // namespace makegood
