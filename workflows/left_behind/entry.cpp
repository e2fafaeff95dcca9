#include "workflows/left_behind/entry.hpp"

#include <algorithm>
#include <tuple>

namespace makegood {

bool is_in_shop(LeftBehindState state) {
    return state == LeftBehindState::kept || state == LeftBehindState::reserved ||
           state == LeftBehindState::brought_back;
}

bool can_move(const LeftBehindEntry& entry, LeftBehindState to) {
    using State = LeftBehindState;
    if (entry.taken_back)
        return false;
    if (!entry.made_good.empty()) // its buyer got money for it, or others of it: what lies here is the shop's
        return is_in_shop(entry.state) && (to == State::put_back || to == State::disposed_of);
    switch (entry.state) {
    case State::kept:
    case State::brought_back:
        return to == State::reserved || to == State::handed_over || to == State::put_back || to == State::disposed_of;
    case State::reserved:
        return to == State::kept || to == State::handed_over || to == State::put_back || to == State::disposed_of;
    case State::handed_over:
        return to == State::brought_back;
    case State::put_back:
        return to == State::kept || to == State::handed_over;
    case State::disposed_of:
        break;
    }
    return false;
}

Freshness freshness_of(const LeftBehindEntry& entry, Date today) {
    if (!entry.perishable_until)
        return Freshness::keeps;
    const int days_left = entry.perishable_until->days_since_1970 - today.days_since_1970;
    return days_left < 0 ? Freshness::spoiled : days_left <= 1 ? Freshness::spoils_soon : Freshness::keeps;
}

void sort_by_urgency(std::vector<LeftBehindEntry>& entries, Date today) {
    const auto urgency = [&](const LeftBehindEntry& entry) {
        const bool spoils = freshness_of(entry, today) != Freshness::keeps;
        return std::tuple(!spoils, spoils ? entry.perishable_until->days_since_1970 : 0, -entry.found_at.seconds);
    };
    std::ranges::stable_sort(entries, {}, urgency);
}

} // namespace makegood
