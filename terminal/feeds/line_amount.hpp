#pragma once

#include "workflows/money.hpp"
#include "workflows/quantity.hpp"
#include "workflows/result.hpp"

#include <cstdint>
#include <string_view>

namespace makegood::feeds {

// What one whole unit in the amounts of a file is worth.
enum class MoneyUnit {
    major, // 12.34 pounds
    minor, // 1234 pence
    toman, // ten rial; only for IRR
};

enum class AmountRefusal { not_a_number, too_many_decimals, too_large };

// A price as the file writes it, in millionths of its unit: "2.55" is 2,550,000. At most six decimals.
struct Price {
    std::int64_t millionths = 0;
    MoneyUnit unit = MoneyUnit::major;
};
Expected<Price, AmountRefusal> read_price(std::string_view text, MoneyUnit unit);

// The amount of a line of which the file gives only the price of one: quantity times price in 128 bits, rounded once,
// half away from zero, to whole minor units, as tills print it. 0.125 × 2.20 is 0.28, and -0.28 for goods taken back.
Expected<Money, AmountRefusal> line_amount(Quantity quantity, Price price, Currency currency);

// An amount that must be whole minor units already: nothing is rounded.
Expected<Money, AmountRefusal> exact_amount(Price price, Currency currency);

} // namespace makegood::feeds
