#include "workflows/retention/retention.hpp"

#include <algorithm>

namespace makegood {

namespace {

std::optional<Date> last_gone(Date today, std::optional<int> days) {
    return days ? std::optional(Date{today.days_since_1970 - *days - 1}) : std::nullopt;
}

bool keeps_all(const RetentionTerms& terms) {
    return terms == RetentionTerms{};
}

} // namespace

RetentionLimits limits_on(Date today, const RetentionTerms& terms) {
    const auto receipts = last_gone(today, terms.receipts_days);
    return {receipts, std::max(receipts, last_gone(today, terms.personal_days))};
}

const RetentionTerms& Retention::terms_of(const BusinessUnitId& shop) const {
    const auto own = shops.find(shop);
    return own == shops.end() ? usual : own->second;
}

bool Retention::keeps_everything() const {
    return keeps_all(usual) && std::ranges::all_of(shops, [](const auto& shop) { return keeps_all(shop.second); });
}

bool is_clock_believable(Date today, Date newest_receipt) {
    constexpr int days_of_quiet = 31;
    return today.days_since_1970 - newest_receipt.days_since_1970 <= days_of_quiet;
}

} // namespace makegood
