#pragma once

#include "workflows/civil_time.hpp"

#include <optional>
#include <vector>

namespace makegood {

// What the receipts and the cases of one customer tell, by the mark that a receipt of theirs carries.
struct CustomerPast {
    std::vector<Date> visits{};    // business days with a receipt, each once, the oldest first
    std::vector<Date> put_right{}; // days on which something was given, the oldest first
    int open_cases = 0;
    std::vector<Date> promised{}; // until when, of what is owed
};

// Whom the shop greets: so many visits within so many days.
struct LoyaltyTerms {
    int visits = 12;
    int within_days = 365;
};

// Visits in as many days before the last recovery as there were after it.
struct AroundRecovery {
    int days = 0;
    int before = 0;
    int after = 0;

    friend bool operator==(const AroundRecovery&, const AroundRecovery&) = default;
};

// What whoever serves a customer may know of them: facts alone, all of which may be shown to the customer.
struct CustomerFacts {
    Date since;
    int visits = 0;
    std::optional<Date> last{}; // before today
    bool is_loyal = false;
    int open_cases = 0;
    std::optional<Date> promised{};         // the first day of those that were promised
    std::optional<AroundRecovery> around{}; // none: nothing was put right, or too lately to tell

    friend bool operator==(const CustomerFacts&, const CustomerFacts&) = default;
};

// Nothing where there was no visit.
std::optional<CustomerFacts> customer_facts(const CustomerPast& past, Date today, const LoyaltyTerms& terms);

} // namespace makegood
