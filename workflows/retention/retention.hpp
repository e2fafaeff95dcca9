#pragma once

#include "workflows/civil_time.hpp"
#include "workflows/ids.hpp"

#include <map>
#include <optional>

namespace makegood {

// For how many days after its business day something is kept; none: for ever.
struct RetentionTerms {
    std::optional<int> receipts_days;
    std::optional<int> personal_days; // what of a receipt leads to a person; never more than receipts_days

    friend bool operator==(const RetentionTerms&, const RetentionTerms&) = default;
};

// The last business day of which something goes today, with all days before it; none: nothing does.
struct RetentionLimits {
    std::optional<Date> receipts;
    std::optional<Date> personal; // never before `receipts`: what leads to a person goes with its receipt at the latest

    friend bool operator==(const RetentionLimits&, const RetentionLimits&) = default;
};

// A receipt of N days ago is still there when the term is N days, and gone on the day after.
RetentionLimits limits_on(Date today, const RetentionTerms& terms);

struct Retention {
    RetentionTerms usual;
    std::map<BusinessUnitId, RetentionTerms> shops; // that have terms of their own

    const RetentionTerms& terms_of(const BusinessUnitId& shop) const;
    bool keeps_everything() const;
};

// Retention as it stands on one day; by default everything is kept.
struct RetentionToday {
    Retention retention;
    Date today;

    RetentionLimits limits_of(const BusinessUnitId& shop) const { return limits_on(today, retention.terms_of(shop)); }
};

// Whether the clock may be believed without a person's word: one that ran ahead would empty the shop. A till that goes
// on selling is not further behind it than a month.
bool is_clock_believable(Date today, Date newest_receipt);

} // namespace makegood
