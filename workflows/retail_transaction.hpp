#pragma once

#include "workflows/civil_time.hpp"
#include "workflows/ids.hpp"
#include "workflows/money.hpp"
#include "workflows/quantity.hpp"

#include <optional>
#include <string>
#include <vector>

namespace makegood {

// Who a sale is, for ever: the ARTS key. `sequence` is text because shops put letters and zeros into it.
struct ReceiptKey {
    BusinessUnitId business_unit;
    WorkstationId workstation;
    Date business_day;
    std::string sequence;

    // "unit/workstation/2011-10-05/sequence"; '/' and '%' inside a part are written %2F and %25.
    std::string to_text() const;
    static std::optional<ReceiptKey> from_text(std::string_view text);

    friend bool operator==(const ReceiptKey&, const ReceiptKey&) = default;
    friend auto operator<=>(const ReceiptKey&, const ReceiptKey&) = default;
};

// ARTS LineItem EntryMethod, as far as it bears on what may have gone wrong.
enum class EntryMethod { unknown, scanned, keyed, weighed };

// What a line is for the rules: only `sale` lines can be made good.
enum class LineKind {
    sale,     // goods that the customer paid for
    returned, // goods taken back
    fee,      // postage, deposit, bank charge, correction: money without goods
    discount, // a reward or price reduction standing on its own line
};

// What a quantity counts; `each` also where the till does not say.
enum class Unit { each, kilogram, gram, litre, metre, pound, ounce };

struct LineItem {
    LineNumber number{};
    LineKind kind = LineKind::sale;
    bool voided = false; // taken off again before the sale ended
    ItemCode code;       // the till's own code or GTIN, as text, leading zeros kept
    std::string name;    // as sold, UTF-8, blanks at the ends removed
    Quantity quantity;
    Money amount; // what was paid for the whole line
    EntryMethod entry_method = EntryMethod::unknown;
    Unit unit = Unit::each;
    std::optional<Money> discount{}; // more than zero: what the till took off this line; `amount` is what was left
    bool quantity_keyed = false;     // somebody typed how many; not so where the till does not tell

    friend bool operator==(const LineItem&, const LineItem&) = default;
};

struct Tender {
    std::string kind; // "Cash", "CreditDebit", … as the till says
    Money amount;
    std::string card_last_four; // empty where there was no card or it is not known
    std::string reference{};    // by which the bank knows the payment; empty where it is not known

    friend bool operator==(const Tender&, const Tender&) = default;
};

// As the receipt sums it up.
struct Tax {
    std::string name;                          // "VAT", as the till says
    std::optional<std::int32_t> percent_milli; // 20 % is 20,000
    Money amount;                              // in the receipt's currency
    bool included = false;                     // in the amounts of the lines; else it came on top of them

    friend bool operator==(const Tax&, const Tax&) = default;
};

// What ties a receipt to an earlier one: ARTS TransactionLink.
struct TransactionLink {
    enum class Reason {
        returned, // goods of that receipt came back with this one
        resumed,  // that ticket was set aside, and this one goes on with it
    };
    Reason reason{};
    ReceiptKey to;
    std::optional<LineNumber> line{};    // of this receipt; nothing: all of it
    std::optional<LineNumber> to_line{}; // of that one, where the till says

    friend bool operator==(const TransactionLink&, const TransactionLink&) = default;
};

enum class RetailTransactionKind {
    sale,
    return_,
    voided,
    suspended, // set aside and not paid
};

// A past receipt, as the till told it. Times are civil; the offset is there where the till gave one.
struct RetailTransaction {
    ReceiptKey key;
    std::string number; // what the paper says, may be the sequence, may repeat between lanes and days
    RetailTransactionKind kind = RetailTransactionKind::sale;
    CivilTime begun_at;
    std::optional<int> utc_offset_minutes;
    OperatorId operator_id;
    std::string customer_reference; // loyalty or account number as the till gave it; storage keeps only its keyed hash
    Money total;
    std::vector<LineItem> lines; // ascending by number
    std::vector<Tender> tenders;
    std::string customer_phone{}; // as the till gave it; storage keeps only its keyed hash
    std::vector<Tax> taxes{};
    std::vector<TransactionLink> links{};
};

// Goods that were sold and paid for: only they can be made good.
bool is_goods(const RetailTransaction& receipt, const LineItem& line);
// Counted, not weighed or measured; tills that name no unit still say what was on the scale.
bool is_by_piece(const LineItem& line);

const LineItem* find_line(const RetailTransaction& receipt, LineNumber number);

} // namespace makegood
