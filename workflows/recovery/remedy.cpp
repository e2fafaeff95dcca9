#include "workflows/recovery/remedy.hpp"

#include <algorithm>

namespace makegood {

std::span<const Remedy> fitting_remedies(Complaint complaint) {
    static constexpr Remedy goods_or_worth[] = {Remedy::replacement, Remedy::refund, Remedy::substitute,
                                                Remedy::voucher};
    static constexpr Remedy worth[] = {Remedy::refund, Remedy::voucher};
    static constexpr Remedy difference[] = {Remedy::price_difference};
    switch (complaint) {
    case Complaint::wrong_price:
        return difference;
    case Complaint::rung_up_twice:
        return worth;
    default:
        return goods_or_worth;
    }
}

bool fits(const Offer& offer, Complaint complaint, Date today) {
    if (std::ranges::count(fitting_remedies(complaint), offer.remedy) == 0)
        return false;
    if (offer.promised_for && (!is_goods(offer.remedy) || offer.at_hand || *offer.promised_for < today))
        return false;
    const bool names_other_goods = offer.instead && !offer.instead->name.empty();
    return offer.remedy == Remedy::substitute ? names_other_goods : !offer.instead;
}

} // namespace makegood
