#pragma once

#include "workflows/ids.hpp"
#include "workflows/money.hpp"
#include "workflows/quantity.hpp"
#include "workflows/retail_transaction.hpp"

#include <optional>

namespace makegood {

// What the customer says. The evidence, not the customer, tells a left-behind item from a missing one.
enum class Complaint {
    not_among_the_goods,
    damaged,
    spoiled,       // or beyond its date
    wrong_item,    // paid for this one, got another
    wrong_price,   // paid more than the shelf or the offer said
    rung_up_twice, // paid for more of it than they took
    quality,       // whole and fresh, and still not as it should be
};

// What went wrong, as far as the evidence tells.
enum class Failure { left_behind, missing, damaged, spoiled, wrong_item, wrong_price, rung_up_twice, quality };

// One version of one receipt: the till may send a receipt again with other content, and both are kept.
struct ReceiptReference {
    ReceiptKey key;
    int revision = 1; // counted from 1 in the order of arrival

    friend bool operator==(const ReceiptReference&, const ReceiptReference&) = default;
};

struct Claim {
    ClaimId id;
    ReceiptReference receipt;
    LineNumber line{};
    Quantity quantity; // of the line's unit, more than zero
    Complaint complaint = Complaint::not_among_the_goods;
    std::optional<Money> right_price{}; // of one, for a wrong price and for nothing else

    friend bool operator==(const Claim&, const Claim&) = default;
};

} // namespace makegood
