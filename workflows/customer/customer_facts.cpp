#include "workflows/customer/customer_facts.hpp"

#include <algorithm>

namespace makegood {

namespace {

// With less than two weeks on each side most customers come once or not at all; two months show a habit.
constexpr int least_days_around = 14, most_days_around = 60;

// From the first day on, before the second.
int visits_within(const std::vector<Date>& visits, Date from, Date until) {
    const auto begin = std::ranges::lower_bound(visits, from), end = std::ranges::lower_bound(visits, until);
    return static_cast<int>(std::max<std::ptrdiff_t>(0, end - begin));
}

std::optional<AroundRecovery> around_the_last(const CustomerPast& past, Date today) {
    if (past.put_right.empty())
        return std::nullopt;
    const auto day = past.put_right.back().days_since_1970;
    const int days = std::min(most_days_around, today.days_since_1970 - day);
    if (days < least_days_around)
        return std::nullopt;
    return AroundRecovery{days, visits_within(past.visits, {day - days}, {day}),
                          visits_within(past.visits, {day + 1}, {day + 1 + days})};
}

} // namespace

std::optional<CustomerFacts> customer_facts(const CustomerPast& past, Date today, const LoyaltyTerms& terms) {
    const auto& visits = past.visits;
    if (visits.empty())
        return std::nullopt;
    CustomerFacts facts{.since = visits.front(),
                        .visits = static_cast<int>(visits.size()),
                        .is_loyal = visits_within(visits, {today.days_since_1970 - terms.within_days},
                                                  {today.days_since_1970 + 1}) >= terms.visits,
                        .open_cases = past.open_cases,
                        .around = around_the_last(past, today)};
    if (const auto before_today = std::ranges::lower_bound(visits, today); before_today != visits.begin())
        facts.last = *std::prev(before_today);
    if (!past.promised.empty())
        facts.promised = std::ranges::min(past.promised);
    return facts;
}

} // namespace makegood
