#pragma once

#include "workflows/left_behind/entry.hpp"
#include "workflows/retail_transaction.hpp"

// Whose it may have been.

namespace makegood {

// It names the goods of the line: by its code under any spelling, by its name where nobody scanned it.
bool is_of(const LeftBehindEntry& entry, const LineItem& line);

struct CivilSpan {
    CivilTime from;
    CivilTime until; // within it
};

// An item left behind is found within a day.
inline constexpr std::int64_t found_within_s = seconds_per_day;

// When goods of a sale may be found, and when those found may have been sold.
CivilSpan found_after(CivilTime sold);
CivilSpan sold_before(CivilTime found);

// The log counts as kept around a sale when anything at all was found in these seven days, its own in the middle. One
// that nobody kept then knows nothing: it never speaks against a customer.
CivilSpan days_the_log_answers_for(CivilTime sold);

// A sale of the item that the entry names.
struct SaleOfItem {
    CivilTime at;
    WorkstationId lane;
};

// How likely the entry is from this sale, 0 to 100: up to 50 for being sold shortly before (50 in the same minute, 25
// twelve hours before, 0 after a day) and 50 for the same lane, 25 where the entry names none, 0 for another. Nothing
// when it was sold later or more than a day before.
std::optional<int> likelihood_of(const LeftBehindEntry& entry, const SaleOfItem& sale);

// The entry is a fact for the claim that an item of this sale was not among the goods: also when the goods went back
// to the shelf or were thrown away since, but not when somebody else got them or it was found at another lane.
bool speaks_for(const LeftBehindEntry& entry, const SaleOfItem& sale);
// It would, had it not been handed over: to somebody for whom no case was opened, who may have been this buyer.
bool was_given_without_case(const LeftBehindEntry& entry, const SaleOfItem& sale);

// Goods that somebody says they bought between these times, at this lane where it is told, and of which no receipt is
// there. Found by nobody else's claim, and not at another lane.
struct ToldSale {
    CivilSpan bought;
    WorkstationId lane; // empty: not told
};
CivilSpan found_after(const ToldSale& sale);
bool speaks_for(const LeftBehindEntry& entry, const ToldSale& sale);
bool was_given_without_case(const LeftBehindEntry& entry, const ToldSale& sale);

} // namespace makegood
