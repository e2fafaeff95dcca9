#pragma once

#include "terminal/storage/connection.hpp"
#include "workflows/care/care_rates.hpp"

#include <map>
#include <string>
#include <vector>

namespace makegood::storage {

// Business days, both included; at first all that there are.
struct DaySpan {
    Date first{-719'162}; // 1 January of the year 1
    Date last{2'932'896}; // 31 December 9999
};

// Sales of those days that count, and the cases about them.
struct CountedReceipts {
    std::map<std::string, std::int64_t> receipts; // under each key of care_rates
    std::vector<CaseOfReceipt> cases;
    std::map<std::string, std::string> item_names{}; // as sold, under their keys
};

// What the figures of the register are counted from. Receipts are read by the range of their days and cases by lane and
// day of their receipt, through indexes only. Dropped cases, praise, and cases whose receipt is not here are left out.
class CareFigures {
  public:
    explicit CareFigures(Connection& connection) : connection_(connection) {}

    // Precondition: not by cause. Items are those that a case is about.
    Stored<CountedReceipts> receipts(RatesBy by, const DaySpan& days) const;
    // All that was told from the first time to before the second, with a receipt and without one.
    Stored<std::vector<ToldCause>> told(CivilTime from, CivilTime until) const;

  private:
    Connection& connection_;
};

} // namespace makegood::storage
