#pragma once

#include "workflows/civil_time.hpp"
#include "workflows/ids.hpp"
#include "workflows/money.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace makegood {

// Business days, the first and the last that it may have been; whoever says so may be off by `spread` days.
struct RecalledDays {
    Date from;
    Date to;
    int spread = 0;

    friend bool operator==(const RecalledDays&, const RecalledDays&) = default;
};

// Minutes after midnight on the shop's wall, 0 to 1439; from 1320 to 120 is around midnight.
struct RecalledHours {
    int from = 0;
    int to = 0;

    friend bool operator==(const RecalledHours&, const RecalledHours&) = default;
};

// Monday to Sunday is 1 to 7, as in ISO 8601.
using Weekday = int;

struct RecalledAmount {
    Money amount;
    std::optional<int> permille{}; // more or less, as said; 0: to the last coin; none: nothing was said about it

    friend bool operator==(const RecalledAmount&, const RecalledAmount&) = default;
};

// What a customer remembers of a purchase. Everything may be missing, and anything may be a little wrong.
struct RecalledPurchase {
    std::optional<RecalledDays> days{};
    std::optional<RecalledHours> hours{};
    std::optional<Weekday> weekday{};
    std::vector<std::string> items{}; // each a code, or words of a name
    std::optional<RecalledAmount> total{};
    std::vector<RecalledAmount> prices{}; // of single items
    std::optional<int> item_count{};
    std::optional<BusinessUnitId> business_unit{};
    std::optional<WorkstationId> workstation{};
    std::optional<OperatorId> served_by{};
    std::string number{}; // as printed, '?' where a character cannot be read; empty: not known
    std::string card_last_four{};
    std::string payment_reference{}; // by which the bank knows the payment
    std::string customer_reference{};
    std::string phone{};
};

} // namespace makegood
