#pragma once

#include "terminal/text/words.hpp"
#include "workflows/money.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace makegood {

// What people here count in: a currency, and where that is IRR, whether they say rial or toman.
struct MoneyUnit {
    Currency currency;
    text::RialsAs rials = text::RialsAs::rial;

    bool operator==(const MoneyUnit&) const = default;
};

// "EUR" and every other currency's three letters ("IRR" counts in rial), or "toman".
std::string name(const MoneyUnit& unit);
// Nothing for any other text.
std::optional<MoneyUnit> money_unit_named(std::string_view name);

// An amount as a person types it: 41000 in toman is 410,000 IRR. Refusals as of Money::from_decimal.
Expected<Money, MoneyRefusal> amount_of(const MoneyUnit& unit, std::string_view decimal);

} // namespace makegood
