#pragma once

#include "workflows/ids.hpp"
#include "workflows/money.hpp"
#include "workflows/staff/staff_member.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace makegood {

constexpr int customer_year_days = 365;

// What one person may give alone: one amount for each currency. An empty list is no limit.
struct BudgetLimits {
    std::vector<Money> per_case{};
    std::vector<Money> per_day{};      // one business day
    std::vector<Money> per_customer{}; // customer_year_days back from now; nothing holds for customers nobody knows

    bool empty() const { return per_case.empty() && per_day.empty() && per_customer.empty(); }
};

struct Budget {
    std::map<StaffRole, BudgetLimits> of_roles{};
    std::map<StaffId, BudgetLimits> of_people{}; // what is named here goes before the role's

    BudgetLimits of(const StaffId& person, StaffRole role) const;
    bool empty() const { return of_roles.empty() && of_people.empty(); }
};

// What our journal knows of the customer whom a receipt names, over the last customer_year_days. Reversed grants count
// nowhere.
struct CustomerStanding {
    std::int64_t made_good = 0;   // grants on their receipts
    std::int64_t given_alone = 0; // worth of those that one person gave alone, in minor units of one currency

    friend bool operator==(const CustomerStanding&, const CustomerStanding&) = default;
};

enum class BudgetAnswer { within, beyond, cannot_tell };

// Of `value` on top of what was given alone before. It cannot tell where a limit has no amount in the currency.
BudgetAnswer ask_budget(const BudgetLimits& limits, Money value, std::int64_t given_today,
                        const std::optional<CustomerStanding>& customer);

// Of the day's limit, before `value` is given; never less than zero. Nothing where there is no limit in the currency.
std::optional<Money> left_today(const BudgetLimits& limits, Currency currency, std::int64_t given_today);

// The amount of this currency; nullptr where there is none.
const Money* amount_in(const std::vector<Money>& amounts, Currency currency);

} // namespace makegood
