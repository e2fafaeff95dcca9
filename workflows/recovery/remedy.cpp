#include "workflows/recovery/remedy.hpp"

#include <algorithm>

namespace makegood {

namespace {

// Nobody gets less than they paid for.
bool can_weigh(const Offer& offer, const Claim& claim, Quantity weighs) {
    return offer.remedy == Remedy::replacement && offer.at_hand && claim.more.empty() && weighs >= claim.quantity;
}

} // namespace

std::span<const Remedy> fitting_remedies(const Claim& claim) {
    static constexpr Remedy goods_or_worth[] = {Remedy::replacement, Remedy::refund, Remedy::substitute,
                                                Remedy::voucher};
    static constexpr Remedy all_or_their_worth[] = {Remedy::replacement, Remedy::refund, Remedy::voucher};
    static constexpr Remedy goods_by_word[] = {Remedy::replacement, Remedy::substitute, Remedy::voucher};
    static constexpr Remedy worth[] = {Remedy::refund, Remedy::voucher};
    static constexpr Remedy difference[] = {Remedy::price_difference};
    static constexpr Remedy sorry[] = {Remedy::apology};
    static constexpr Remedy gesture[] = {Remedy::voucher, Remedy::apology};
    switch (claim.complaint) {
    case Complaint::wrong_price:
        return difference;
    case Complaint::rung_up_twice:
        return worth;
    case Complaint::service:
        return claim.told && !claim.told->price.is_zero() ? std::span<const Remedy>(gesture) : sorry;
    default:
        return claim.told           ? std::span<const Remedy>(goods_by_word)
               : claim.more.empty() ? std::span<const Remedy>(goods_or_worth)
                                    : all_or_their_worth;
    }
}

Offer usual_offer(const Claim& claim, bool still_there) {
    const auto fitting = fitting_remedies(claim);
    const auto worth = std::ranges::find_if(fitting, [](Remedy remedy) { return !is_goods(remedy); });
    return {still_there || worth == fitting.end() ? fitting.front() : *worth};
}

bool fits(const Offer& offer, const Claim& claim, Date today) {
    if (std::ranges::count(fitting_remedies(claim), offer.remedy) == 0)
        return false;
    if (offer.promised_for && (!is_goods(offer.remedy) || offer.at_hand || *offer.promised_for < today))
        return false;
    if (offer.weighs && !can_weigh(offer, claim, *offer.weighs))
        return false;
    const bool names_other_goods = offer.instead && !offer.instead->name.empty();
    return offer.remedy == Remedy::substitute ? names_other_goods : !offer.instead;
}

} // namespace makegood
