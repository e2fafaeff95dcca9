#include "workflows/recovery/policy_doubts.hpp"

#include <algorithm>

namespace makegood {

namespace {

using Amounts = std::vector<Money>;

// No amount is above the one and at most the other in any currency that both name.
bool leave_no_amount(const Amounts& above, const Amounts& at_most) {
    return !above.empty() && !at_most.empty() && std::ranges::none_of(above, [&](const Money& low) {
        const Money* high = amount_in(at_most, low.currency());
        return high != nullptr && low.minor_units() < high->minor_units();
    });
}

bool never_speaks(const Rule& rule) {
    const int least_age = rule.older_than_days ? *rule.older_than_days + 1 : 0;
    return leave_no_amount(rule.value_above, rule.value_at_most) ||
           (rule.younger_than_days && *rule.younger_than_days <= least_age) ||
           (rule.customer_known == false && rule.customer_made_good_at_least);
}

void gather(std::vector<Currency>& currencies, const Amounts& amounts) {
    for (const auto& amount : amounts)
        if (std::ranges::find(currencies, amount.currency()) == currencies.end())
            currencies.push_back(amount.currency());
}

std::vector<Amounts> amounts_of(const Budget& budget) {
    std::vector<Amounts> all;
    const auto take = [&](const auto& limits) {
        for (const auto& [who, of] : limits)
            all.insert(all.end(), {of.per_case, of.per_day, of.per_customer});
    };
    take(budget.of_roles);
    take(budget.of_people);
    return all;
}

bool lacks(const Amounts& amounts, Currency currency) {
    return !amounts.empty() && !amount_in(amounts, currency);
}

} // namespace

std::vector<PolicyDoubt> doubts_about(const Policy& policy, std::optional<Currency> shops) {
    const auto budget = amounts_of(policy.budget);
    std::vector<Currency> currencies;
    if (shops)
        currencies.push_back(*shops);
    for (const auto& rule : policy.rules) {
        gather(currencies, rule.value_at_most);
        gather(currencies, rule.value_above);
    }
    for (const auto& amounts : budget)
        gather(currencies, amounts);

    std::vector<PolicyDoubt> doubts;
    for (const auto& rule : policy.rules) {
        if (never_speaks(rule))
            doubts.push_back({PolicyDoubtKind::never_speaks, rule.id, rule.line});
        for (const auto currency : currencies)
            if (lacks(rule.value_at_most, currency) || lacks(rule.value_above, currency))
                doubts.push_back({PolicyDoubtKind::currency_missing, rule.id, rule.line, currency});
        if (rule.customer_made_good_at_least && !rule.customer_known)
            doubts.push_back({PolicyDoubtKind::strangers_not_told, rule.id, rule.line});
    }
    for (const auto currency : currencies)
        if (std::ranges::any_of(budget, [&](const Amounts& amounts) { return lacks(amounts, currency); }))
            doubts.push_back({.kind = PolicyDoubtKind::currency_missing, .currency = currency});
    if (std::ranges::none_of(policy.rules,
                             [](const Rule& rule) { return rule.outcome == Outcome::give_now && !never_speaks(rule); }))
        doubts.push_back({.kind = PolicyDoubtKind::nothing_is_given_now});
    return doubts;
}

} // namespace makegood
