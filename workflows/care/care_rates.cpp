#include "workflows/care/care_rates.hpp"

#include "workflows/staff/permissions.hpp"

#include <algorithm>
#include <set>

namespace makegood {

namespace {

std::vector<std::string> keys_of(const CaseOfReceipt& one, RatesBy by) {
    switch (by) {
    case RatesBy::lane:
        return {one.lane};
    case RatesBy::hour:
        return {hour_key(one.hour)};
    case RatesBy::cashier:
        return {one.cashier};
    case RatesBy::item:
        return one.items;
    case RatesBy::cause:
        break;
    }
    return {};
}

// "2" before "10".
bool comes_before(const CareRate& a, const CareRate& b) {
    return a.key.size() != b.key.size() ? a.key.size() < b.key.size() : a.key < b.key;
}

bool has_more(const CareRate& a, const CareRate& b) {
    return a.hits != b.hits ? a.hits > b.hits : comes_before(a, b);
}

void count(CareRate& rate, const CareId& id) {
    ++rate.hits;
    rate.records.push_back(id);
}

// The cause and all above it.
std::vector<std::string> with_those_above(const std::string& cause, const CareTerms& terms) {
    std::vector<std::string> all;
    for (const auto* one = cause_named(terms, cause); one; one = cause_named(terms, one->under))
        all.push_back(one->id);
    return all;
}

} // namespace

std::optional<ScoreInterval> interval_of(const CareRate& rate, RatesBy by) {
    return rate.of < fewest_for(by) ? std::nullopt : std::optional(wilson_score(rate.hits, rate.of));
}

std::string lane_key(std::string_view business_unit, std::string_view workstation) {
    return std::string(business_unit) + "/" + std::string(workstation);
}

std::string hour_key(int hour) {
    return (hour < 10 ? "0" : "") + std::to_string(hour);
}

std::vector<CareRate> care_rates(RatesBy by, const std::map<std::string, std::int64_t>& receipts,
                                 const std::vector<CaseOfReceipt>& cases) {
    std::map<std::string, CareRate> rates;
    for (const auto& [key, of] : receipts)
        rates[key] = {.key = key, .of = of};
    std::map<std::string, std::set<std::int64_t>> with_case;
    for (const auto& one : cases)
        for (const auto& key : keys_of(one, by)) {
            rates[key].records.push_back(one.id);
            with_case[key].insert(one.receipt);
        }
    std::vector<CareRate> sorted;
    for (auto& [key, rate] : rates) {
        rate.hits = static_cast<std::int64_t>(with_case[key].size());
        sorted.push_back(std::move(rate));
    }
    std::ranges::sort(sorted, by == RatesBy::item ? has_more : comes_before);
    return sorted;
}

CauseShares cause_shares(const std::vector<ToldCause>& told, const CareTerms& terms) {
    CauseShares figures;
    std::map<std::string, CareRate> counted;
    std::int64_t known = 0;
    for (const auto& one : told) {
        if (one.cause.empty()) {
            figures.not_known.push_back(one.id);
            continue;
        }
        ++known;
        if (!cause_named(terms, one.cause))
            count(counted[one.cause], one.id);
        for (const auto& cause : with_those_above(one.cause, terms))
            count(counted[cause], one.id);
    }
    const auto take = [&](const std::string& cause, int depth) {
        auto share = std::move(counted.extract(cause).mapped());
        share.key = cause;
        share.depth = depth;
        share.of = known;
        figures.shares.push_back(std::move(share));
    };
    for (const auto& [cause, depth] : cause_tree(terms))
        if (counted.contains(cause->id))
            take(cause->id, depth);
    while (!counted.empty())
        take(std::string(counted.begin()->first), 0);
    return figures;
}

bool may_see_rate_of(const std::string& cashier, const StaffMember& person) {
    return cashier == person.id.text() || looks_after_staff(person.role);
}

std::vector<CareRate> rates_shown_to(const StaffMember& person, std::vector<CareRate> of_cashiers) {
    std::erase_if(of_cashiers, [&](const CareRate& rate) { return !may_see_rate_of(rate.key, person); });
    return of_cashiers;
}

} // namespace makegood
