#include "workflows/recovery/worth.hpp"

#include "workflows/recovery/remedy.hpp"
#include "workflows/recovery/returns.hpp"

namespace makegood {

namespace {

Money at_least_nothing(const Expected<Money, MoneyRefusal>& money, Currency currency) {
    return money && !money->is_negative() ? *money : Money(0, currency);
}

// The worth of the next `quantity` of a line of which some was made good before: the rounded share of all of it, less
// what was given, so that the worths of all grants on a line never add up to more than was paid for it. What was paid
// too much and given back was not paid for the goods. What was given can be a unit more than its own share, where a
// smaller one was taken back.
Money worth_of_goods(const LineItem& line, const ReceiptHistory& history, Quantity quantity) {
    const auto currency = line.amount.currency();
    const Money too_much(history.worth_repriced_on_line, currency);
    const Money given(history.worth_made_good_on_line - history.worth_repriced_on_line, currency);
    const Money paid = at_least_nothing(subtract(line.amount, too_much), currency);
    const auto all = add(history.made_good_on_line, quantity);
    const auto upper = all && !line.quantity.is_zero() ? share(paid, *all, line.quantity) : paid;
    return at_least_nothing(subtract(upper.value_or(paid), given), currency);
}

// What was paid for the quantity beyond its right price; nothing where that cannot be told.
std::optional<Money> paid_too_much(const LineItem& line, const Claim& claim) {
    if (!claim.right_price || claim.right_price->is_negative() || line.quantity.is_zero())
        return std::nullopt;
    const auto paid = share(line.amount, claim.quantity, line.quantity);
    const auto right = share(*claim.right_price, claim.quantity, one_unit);
    const auto difference = paid && right ? subtract(*paid, *right) : paid;
    return difference && right ? std::optional(*difference) : std::nullopt;
}

} // namespace

Quantity left_to_claim(Complaint complaint, const LineItem& line, const ReceiptHistory& history) {
    const auto put_right = add(history.made_good_on_line, history.repriced_on_line).value_or(line.quantity);
    return left_of(line, complaint == Complaint::wrong_price ? put_right : history.made_good_on_line,
                   history.came_back_on_line);
}

Money at_stake(const Claim& claim, const LineItem& line, Money worth, const std::optional<Product>& today) {
    if (!today || !fits({Remedy::replacement}, claim, Date{}))
        return worth;
    const auto price = price_today(*today, line, claim.quantity);
    return price && price->minor_units() > worth.minor_units() ? *price : worth;
}

Money smaller(Money a, Money b) {
    return a.minor_units() < b.minor_units() ? a : b;
}

std::optional<Money> worth_of(const Claim& claim, const LineItem& line, const ReceiptHistory& history) {
    if (claim.complaint != Complaint::wrong_price)
        return worth_of_goods(line, history, claim.quantity);
    const auto currency = line.amount.currency();
    const Money most =
        at_least_nothing(subtract(line.amount, Money(history.worth_made_good_on_line, currency)), currency);
    const auto difference = paid_too_much(line, claim);
    if (!difference || difference->is_zero() || difference->is_negative())
        return std::nullopt;
    return smaller(most, *difference);
}

} // namespace makegood
