#include "workflows/recovery/remedy.hpp"

#include <algorithm>

namespace makegood {

std::span<const Remedy> fitting_remedies(Complaint complaint) {
    static constexpr Remedy goods_or_money[] = {Remedy::replacement, Remedy::refund};
    static constexpr Remedy money[] = {Remedy::refund};
    static constexpr Remedy difference[] = {Remedy::price_difference};
    switch (complaint) {
    case Complaint::wrong_price:
        return difference;
    case Complaint::rung_up_twice:
        return money;
    default:
        return goods_or_money;
    }
}

bool fits(Remedy remedy, Complaint complaint) {
    const auto fitting = fitting_remedies(complaint);
    return std::ranges::find(fitting, remedy) != fitting.end();
}

} // namespace makegood
