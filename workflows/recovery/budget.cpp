#include "workflows/recovery/budget.hpp"

#include <algorithm>

namespace makegood {

namespace {

BudgetAnswer ask_limit(const std::vector<Money>& limits, Money value, std::int64_t given) {
    if (limits.empty())
        return BudgetAnswer::within;
    const Money* limit = amount_in(limits, value.currency());
    if (!limit)
        return BudgetAnswer::cannot_tell;
    const auto all = add(value, Money(given, value.currency()));
    return all && all->minor_units() <= limit->minor_units() ? BudgetAnswer::within : BudgetAnswer::beyond;
}

} // namespace

BudgetLimits Budget::of(const StaffId& person, StaffRole role) const {
    const auto roles = of_roles.find(role);
    auto limits = roles == of_roles.end() ? BudgetLimits{} : roles->second;
    const auto own = of_people.find(person);
    if (own == of_people.end())
        return limits;
    for (const auto limit : {&BudgetLimits::per_case, &BudgetLimits::per_day, &BudgetLimits::per_customer})
        if (!(own->second.*limit).empty())
            limits.*limit = own->second.*limit;
    return limits;
}

BudgetAnswer ask_budget(const BudgetLimits& limits, Money value, std::int64_t given_today,
                        const std::optional<CustomerStanding>& customer) {
    const BudgetAnswer answers[] = {
        ask_limit(limits.per_case, value, 0),
        ask_limit(limits.per_day, value, given_today),
        customer ? ask_limit(limits.per_customer, value, customer->given_alone) : BudgetAnswer::within,
    };
    for (const auto answer : {BudgetAnswer::beyond, BudgetAnswer::cannot_tell})
        if (std::ranges::find(answers, answer) != std::end(answers))
            return answer;
    return BudgetAnswer::within;
}

std::optional<Money> left_today(const BudgetLimits& limits, Currency currency, std::int64_t given_today) {
    const Money* limit = amount_in(limits.per_day, currency);
    if (!limit)
        return std::nullopt;
    return Money(std::max<std::int64_t>(limit->minor_units() - given_today, 0), currency);
}

const Money* amount_in(const std::vector<Money>& amounts, Currency currency) {
    const auto found = std::ranges::find(amounts, currency, &Money::currency);
    return found == amounts.end() ? nullptr : &*found;
}

} // namespace makegood
