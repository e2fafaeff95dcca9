#include "workflows/privacy/customer_search.hpp"

#include <algorithm>

namespace makegood {

namespace {

bool tells_a_day(const RecalledPurchase& told) {
    constexpr int two_months = 62;
    return told.days &&
           told.days->to.days_since_1970 - told.days->from.days_since_1970 + 2 * told.days->spread <= two_months;
}

bool is_of_the_purchase(RecalledFact fact, const RecalledPurchase& told) {
    switch (fact) {
    case RecalledFact::item:
    case RecalledFact::total:
    case RecalledFact::price:
    case RecalledFact::number:
    case RecalledFact::payment_reference:
        return true;
    case RecalledFact::days:
        return tells_a_day(told);
    default:
        return false;
    }
}

} // namespace

bool names_a_customer(const RecalledPurchase& told) {
    return !told.phone.empty() || !told.customer_reference.empty();
}

bool tells_of_the_purchase(const RecalledPurchase& told) {
    return !told.items.empty() || told.total || !told.prices.empty() || !told.number.empty() ||
           !told.payment_reference.empty() || tells_a_day(told);
}

bool stands_on_it(const RecalledPurchase& told, std::span<const RecallReason> reasons) {
    return std::ranges::any_of(
        reasons, [&](const RecallReason& reason) { return reason.matched && is_of_the_purchase(reason.fact, told); });
}

} // namespace makegood
