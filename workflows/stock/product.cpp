#include "workflows/stock/product.hpp"

#include <algorithm>

namespace makegood {

namespace {

constexpr std::size_t shortest_gtin = 8;
constexpr std::size_t longest_gtin = 14;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Tills that do not say what a quantity counts still say what was on the scale.
bool was_sold_by_kilogram(const LineItem& line) {
    return line.unit == Unit::kilogram || (line.unit == Unit::each && line.entry_method == EntryMethod::weighed);
}

} // namespace

ItemCode goods_of(const ItemCode& code) {
    const auto& text = code.text();
    if (text.size() < shortest_gtin || text.size() > longest_gtin || !std::ranges::all_of(text, is_digit))
        return code;
    return ItemCode(std::string(longest_gtin - text.size(), '0') + text);
}

std::optional<Money> price_today(const Product& product, const LineItem& line, Quantity quantity) {
    const bool same_unit = product.by_weight ? was_sold_by_kilogram(line) : is_by_piece(line);
    if (!product.still_sold || !same_unit || product.price.currency() != line.amount.currency())
        return std::nullopt;
    const auto price = share(product.price, quantity, one_unit);
    return price ? std::optional(*price) : std::nullopt;
}

} // namespace makegood
