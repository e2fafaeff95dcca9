#include "workflows/closing/day_statement.hpp"

#include <algorithm>
#include <tuple>

namespace makegood {

namespace {

auto order_of(const GrantedSum& sum) {
    return std::tuple(sum.remedy, sum.to_countersign, sum.with_manager, std::string(sum.worth.currency().code()));
}
auto order_of(const WorthSum& sum) {
    return std::string(sum.worth.currency().code());
}

// One more of what `one` is the first of.
template <class Sum>
void add_to(std::vector<Sum>& sums, const Sum& one) {
    const auto less = [](const Sum& a, const Sum& b) { return order_of(a) < order_of(b); };
    const auto [first, last] = std::equal_range(sums.begin(), sums.end(), one, less);
    if (first != last)
        if (const auto worth = add(std::prev(last)->worth, one.worth)) {
            ++std::prev(last)->count;
            std::prev(last)->worth = *worth;
            return;
        }
    sums.insert(last, one);
}

class Counting {
  public:
    Counting(DayTally& tally, const WorthOfGrant& worth_of) : tally_(tally), worth_of_(worth_of) {}

    void operator()(const ClaimRequested&) const { ++tally_.opened; }
    void operator()(const ApprovalDeclined&) const { ++tally_.declined; }
    void operator()(const CaseClosed&) const { ++tally_.closed; }
    void operator()(const GrantGiven& e) const {
        const bool was_counted_with_the_whole = !e.part_of.empty();
        if (was_counted_with_the_whole)
            return;
        add_to(tally_.granted, {e.offer.remedy, std::holds_alternative<ManagerAuthority>(e.authority), 1, e.value,
                                std::holds_alternative<CountersignAuthority>(e.authority)});
    }
    void operator()(const GiftGiven& e) const { add_to(tally_.gifts, {1, e.gift.value}); }
    void operator()(const GrantReversed& e) const {
        if (const auto worth = worth_of_(e.grant))
            add_to(tally_.taken_back, {1, *worth});
    }
    template <class Other>
    void operator()(const Other&) const {}

  private:
    DayTally& tally_;
    const WorthOfGrant& worth_of_;
};

} // namespace

void count(DayTally& tally, std::string_view type, const std::optional<Event>& event, const WorthOfGrant& worth_of) {
    const auto known = std::ranges::lower_bound(tally.events, type, {}, &EventCount::type);
    if (known != tally.events.end() && known->type == type)
        ++known->count;
    else
        tally.events.insert(known, {std::string(type), 1});
    if (event)
        std::visit(Counting(tally, worth_of), *event);
}

} // namespace makegood
