#pragma once

#include "workflows/ids.hpp"
#include "workflows/quantity.hpp"
#include "workflows/retail_transaction.hpp"

namespace makegood {

// What the customer says. The evidence, not the customer, tells a left-behind item from a missing one.
enum class Complaint { not_among_the_goods, damaged };

// What went wrong, as far as the evidence tells.
enum class Failure { left_behind, missing, damaged };

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

    friend bool operator==(const Claim&, const Claim&) = default;
};

} // namespace makegood
