#pragma once

#include "terminal/config/money_unit.hpp"
#include "workflows/finding/recalled_purchase.hpp"

#include <optional>
#include <string_view>

namespace makegood {

// An amount as people say and write it, with digits and words of English or Persian: "139.12", "139.12±10%", "about
// 140", "~140", «حدود ۱۴۰ هزار تومان», "1.2 million rial". Without a word for its unit it is in `unit`; where that is
// toman, less than a thousand means thousands, as it is said at every counter («۱۴۰ تومن»). Amounts below zero are no
// amounts. Nothing for any other text.
std::optional<RecalledAmount> understand_amount(std::string_view said, const MoneyUnit& unit);

} // namespace makegood
