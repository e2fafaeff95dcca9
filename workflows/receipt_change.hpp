#pragma once

#include "workflows/retail_transaction.hpp"

#include <optional>
#include <vector>

namespace makegood {

// A line that is not the same on two revisions of a receipt; one of the two is empty where it stands on one only.
struct LineChange {
    std::optional<LineItem> before;
    std::optional<LineItem> after;
};

// What a till changed of a receipt by sending it again.
struct ReceiptChange {
    std::vector<LineChange> lines; // by number
    std::optional<Money> total_before{};
    bool head = false;     // number, kind, time or who served
    bool payments = false; // tenders
    bool details = false;  // taxes and links

    bool is_empty() const { return lines.empty() && !total_before && !head && !payments && !details; }
};

// Of customers nothing is compared: of them only keyed hashes are kept.
ReceiptChange change_between(const RetailTransaction& before, const RetailTransaction& after);

} // namespace makegood
