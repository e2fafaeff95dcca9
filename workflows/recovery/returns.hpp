#pragma once

#include "workflows/recovery/claim.hpp"
#include "workflows/retail_transaction.hpp"

#include <map>
#include <vector>

// Goods that a customer paid for, brought back to a till and was paid out for are not made good again. A till that
// knows which sale a return belongs to says so (TransactionLink); the others are matched by what both receipts show.

namespace makegood {

// Goods on a line of a later receipt that may be goods of the receipt in question.
struct ReturnedGoods {
    ReceiptReference receipt; // on which they came back
    std::string number;       // what stands on its paper
    LineNumber line{};
    CivilTime at;
    ItemCode code;
    Quantity quantity; // more than zero
    Money amount;      // paid out for them, not less than zero
    bool names_this_sale = false;
    std::optional<LineNumber> named_line{}; // of this sale
    bool same_customer = false;             // by loyalty number or phone
    // Of the same item to the same customer before, beside this one; one where nobody can say.
    int other_sales = 0;

    friend bool operator==(const ReturnedGoods&, const ReturnedGoods&) = default;
};

struct PlacedReturn {
    Quantity quantity;
    CivilTime at;

    friend bool operator==(const PlacedReturn&, const PlacedReturn&) = default;
};

// What came back of one line.
struct LineReturns {
    Quantity settled;                   // belongs to this line beyond doubt; never more than was sold on it
    std::optional<CivilTime> last{};    // when the last of it came back
    std::vector<PlacedReturn> parts{};  // of what is settled, in the order of time
    std::vector<ReturnedGoods> maybe{}; // may as well belong to another sale, in the order of time
};

// What of a line of goods is neither made good nor back in the shop; never less than zero.
Quantity left_of(const LineItem& line, Quantity made_good, Quantity came_back);

// Which goods that came back belong to which line of goods: those that name this sale, on the named line where the item
// stands on it, since tills may count lines in two ways; those of a customer who bought the item nowhere else, at its
// price. The price of one may differ by what rounding does, one minor unit for all. Otherwise, at its price, they may.
// `returned` must be in the order of time.
std::map<LineNumber, LineReturns> match_returns(const RetailTransaction& sale,
                                                const std::vector<ReturnedGoods>& returned);

// A refund that was granted here, for the till to pay out.
struct RefundRequest {
    GrantId grant;
    Quantity quantity;
    CivilTime since;
    Quantity came_back_before{}; // of the line, as far as was known when it was asked for: never this refund
};

struct SettledRefunds {
    std::vector<GrantId> paid; // all of it came back to a till since
    LineReturns rest;          // what came back without a refund of ours
};

// A till pays a refund out by ringing up a return, which is that refund and not another one: one of which nobody knew
// before, at that time or later. `asked` is in the order of time; a till's clock may be `clocks_differ_s` seconds
// behind ours.
inline constexpr std::int64_t clocks_differ_s = 15 * 60;
SettledRefunds settle_refunds(LineReturns returns, const std::vector<RefundRequest>& asked);

} // namespace makegood
