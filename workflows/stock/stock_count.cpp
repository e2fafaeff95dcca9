#include "workflows/stock/stock_count.hpp"

namespace makegood {

std::optional<Quantity> found_over(const StockCount& count) {
    if (!count.expected)
        return std::nullopt;
    const auto over = subtract(count.counted, *count.expected);
    return over ? std::optional(*over) : std::nullopt;
}

} // namespace makegood
