#pragma once

#include "workflows/care/care_terms.hpp"
#include "workflows/care/wilson_score.hpp"

#include <map>

namespace makegood {

enum class RatesBy { lane, hour, cashier, item, cause };

// How often something happened, with the records that stand behind it.
struct CareRate {
    std::string key; // lane, hour, cashier, code or cause
    int depth = 0;   // of a cause in the shop's tree
    std::int64_t hits = 0;
    std::int64_t of = 0;
    std::vector<CareId> records{};

    friend bool operator==(const CareRate&, const CareRate&) = default;
};

// Of fewer it is too little to say anything. Where nothing happened 300 times, it may still happen once in a hundred
// (J. A. Hanley, A. Lippman-Hand, If nothing goes wrong, is everything all right?, JAMA 249, 1983, 1743-1745); of
// twenty known causes one is a twentieth.
inline constexpr std::int64_t fewest_receipts = 300;
inline constexpr std::int64_t fewest_causes = 20;
constexpr std::int64_t fewest_for(RatesBy by) {
    return by == RatesBy::cause ? fewest_causes : fewest_receipts;
}

// Nothing where it is too little to say.
std::optional<ScoreInterval> interval_of(const CareRate& rate, RatesBy by);

// A case and the receipt that it is about.
struct CaseOfReceipt {
    CareId id;
    std::int64_t receipt = 0; // tells receipts apart
    std::string lane;         // as lane_key makes it
    std::string cashier;      // who served, as the till calls them
    int hour = 0;
    std::vector<std::string> items{}; // codes, or names of what has none
};

std::string lane_key(std::string_view business_unit, std::string_view workstation);
std::string hour_key(int hour); // "07"

// Of the receipts that are counted under each key, those with a case, however late it was told. A receipt counts once:
// with two cases, or one that was divided, still one customer went home without what they paid for. Lanes, hours and
// cashiers stand in their order, items with the most first. Precondition: not by cause, and each case's receipt is
// among those that are counted.
std::vector<CareRate> care_rates(RatesBy by, const std::map<std::string, std::int64_t>& receipts,
                                 const std::vector<CaseOfReceipt>& cases);

// What was told, and why it happened; empty: not known yet.
struct ToldCause {
    CareId id;
    std::string cause;
};

// Each cause has those below it too, and is counted among all whose cause is known. In the order of the tree, without
// those that nothing came of; what the shop took out of its tree comes last.
struct CauseShares {
    std::vector<CareRate> shares;
    std::vector<CareId> not_known;
};
CauseShares cause_shares(const std::vector<ToldCause>& told, const CareTerms& terms);

// Figures about a colleague are a help to themselves and to whoever looks after the staff, and nobody else's.
bool may_see_rate_of(const std::string& cashier, const StaffMember& person);
std::vector<CareRate> rates_shown_to(const StaffMember& person, std::vector<CareRate> of_cashiers);

} // namespace makegood
