#include "workflows/stock/product.hpp"

#include "workflows/labels/gtin.hpp"

#include <string_view>

namespace makegood {

namespace {

constexpr std::size_t shortest_length = 8;
constexpr std::size_t longest_length = 14;

bool may_be_gtin(std::string_view code) {
    return code.size() >= shortest_length && code.size() <= longest_length && is_all_digits(code);
}

// Tills that do not say what a quantity counts still say what was on the scale.
bool was_sold_by_kilogram(const LineItem& line) {
    return line.unit == Unit::kilogram || (line.unit == Unit::each && line.entry_method == EntryMethod::weighed);
}

} // namespace

ItemCode goods_of(const ItemCode& code) {
    const auto& text = code.text();
    return may_be_gtin(text) ? ItemCode(std::string(longest_length - text.size(), '0') + text) : code;
}

std::vector<ItemCode> spellings_of(const ItemCode& code) {
    std::vector<ItemCode> spellings = {code};
    const std::string_view text = code.text();
    const auto zeros = text.find_first_not_of('0');
    if (!may_be_gtin(text) || zeros == text.npos)
        return spellings;
    const auto digits = text.substr(zeros);
    constexpr std::size_t lengths[] = {8, 12, 13, 14};
    for (const auto length : lengths)
        if (length != text.size() && digits.size() <= length)
            spellings.emplace_back(std::string(length - digits.size(), '0').append(digits));
    return spellings;
}

std::optional<Money> price_today(const Product& product, const LineItem& line, Quantity quantity) {
    const bool same_unit = product.by_weight ? was_sold_by_kilogram(line) : is_by_piece(line);
    if (!product.still_sold || !same_unit || product.price.currency() != line.amount.currency())
        return std::nullopt;
    const auto price = share(product.price, quantity, one_unit);
    return price ? std::optional(*price) : std::nullopt;
}

} // namespace makegood
