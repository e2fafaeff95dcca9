#pragma once

#include "terminal/config/money_unit.hpp"
#include "workflows/wording.hpp"

#include <optional>

namespace makegood {

// What the shop is called and what it counts in, as far as somebody has said so.
struct ShopIdentity {
    Wording name;                   // empty in a language: nobody has said
    std::optional<MoneyUnit> money; // none: the currency of the newest receipt

    bool operator==(const ShopIdentity&) const = default;
};

// What is chosen, and where nothing is, what is configured.
ShopIdentity over(const ShopIdentity& configured, const ShopIdentity& chosen);

// The name on screens and slips: where one language has none, the other's; where neither has, "Our shop".
Wording full_name(const ShopIdentity& shop);

} // namespace makegood
