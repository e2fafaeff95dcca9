#include "workflows/recovery/gift.hpp"

#include "workflows/recovery/budget.hpp"

namespace makegood {

namespace {

std::optional<Gift> by_weight(Quantity weighs, const Claim& claim, const LineItem& line,
                              const std::optional<Product>& listed) {
    const auto more = subtract(weighs, claim.quantity);
    if (!more || *more <= Quantity())
        return std::nullopt;
    const auto by_list = listed ? price_today(*listed, line, *more) : std::nullopt;
    const auto by_receipt = share(line.amount, *more, line.quantity);
    const Money paid = by_receipt ? *by_receipt : line.amount;
    return Gift{*more, by_list.value_or(paid)};
}

} // namespace

std::optional<Gift> gift_of(const Offer& offer, const Claim& claim, const LineItem& line, Money at_stake,
                            const std::optional<Product>& listed) {
    if (offer.weighs)
        return by_weight(*offer.weighs, claim, line, listed);
    const auto costs = offer.instead && listed ? price_today(*listed, line, claim.quantity) : std::nullopt;
    const auto beyond = costs ? subtract(*costs, at_stake) : at_stake;
    if (!costs || !beyond || beyond->is_zero() || beyond->is_negative())
        return std::nullopt;
    return Gift{{}, *beyond};
}

bool may_give_alone(const GiftTerms& terms, const Gift& gift) {
    const auto* most = amount_in(terms.up_to, gift.value.currency());
    return gift.value.is_zero() || (most != nullptr && gift.value.minor_units() <= most->minor_units());
}

} // namespace makegood
