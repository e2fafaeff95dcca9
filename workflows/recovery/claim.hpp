#pragma once

#include "workflows/ids.hpp"
#include "workflows/money.hpp"
#include "workflows/quantity.hpp"
#include "workflows/retail_transaction.hpp"

#include <optional>
#include <string>
#include <vector>

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
    service,       // no goods: how somebody was treated, waiting, a broken promise
};

// What went wrong, as far as the evidence tells.
enum class Failure { left_behind, missing, damaged, spoiled, wrong_item, wrong_price, rung_up_twice, quality, service };

// One version of one receipt: the till may send a receipt again with other content, and both are kept.
struct ReceiptReference {
    ReceiptKey key;
    int revision = 1; // counted from 1 in the order of arrival

    friend bool operator==(const ReceiptReference&, const ReceiptReference&) = default;
};

struct NamedItem {
    ItemCode code; // empty: it has none
    std::string name;

    friend bool operator==(const NamedItem&, const NamedItem&) = default;
};

// Beside which receipt something is told, as where its goods were made good already.
struct ToldBeside {
    ReceiptReference receipt;
    std::optional<LineNumber> line{}; // on which such goods stand; none: on none

    friend bool operator==(const ToldBeside&, const ToldBeside&) = default;
};

// The first and the last day on which it may have been.
struct ToldDays {
    Date from;
    Date to;

    friend bool operator==(const ToldDays&, const ToldDays&) = default;
};

// What goes by the customer's word alone: goods that no receipt shows, or how they were served.
struct ToldPurchase {
    std::optional<NamedItem> item{}; // none: it is about service
    Unit unit = Unit::each;
    Money price; // of one, of today; of a gesture where there are no goods, and nothing where an apology is enough
    std::optional<ToldBeside> beside{};
    std::optional<ToldDays> days{}; // none: nobody said
    WorkstationId lane{};           // empty: nobody said

    friend bool operator==(const ToldPurchase&, const ToldPurchase&) = default;
};

// So much of one line.
struct ClaimedLine {
    LineNumber line{};
    Quantity quantity; // of the line's unit, more than zero

    friend bool operator==(const ClaimedLine&, const ClaimedLine&) = default;
};

struct Claim {
    ClaimId id;
    ReceiptReference receipt; // of nothing where no receipt shows it
    LineNumber line{};
    Quantity quantity; // of the line's unit, more than zero
    Complaint complaint = Complaint::not_among_the_goods;
    std::optional<Money> right_price{}; // of one, for a wrong price and for nothing else
    std::optional<ToldPurchase> told{}; // in place of a receipt
    std::vector<ClaimedLine> more{};    // of the same receipt, to which the same happened; no line twice

    friend bool operator==(const Claim&, const Claim&) = default;
};

// What goes by word alone is its only line.
inline constexpr LineNumber told_line{1};

// As if a receipt showed it: no key, no time, and one line of what was told.
// Precondition: the claim goes by the customer's word.
RetailTransaction as_told(const Claim& claim);

// Its lines in the order told, each as a claim by itself; never empty.
std::vector<Claim> by_line(const Claim& claim);

// On these lines instead, in this order; at least one.
Claim on_lines(Claim claim, const std::vector<ClaimedLine>& lines);

} // namespace makegood
