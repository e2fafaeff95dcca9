#pragma once

#include "workflows/reading/read_receipt.hpp"
#include "workflows/result.hpp"
#include "workflows/retail_transaction.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace makegood {

// What the name of a file of the tap tells (docs/tap-line.md): "lane-1_20111005T101530_0042.escpos".
struct CaptureName {
    WorkstationId lane;
    CivilTime printed_at;
    std::string number; // "1015300042": what the tap's label has behind the day

    // A folder before it, a number added ("-2") and .gz or .xz behind it do not count. Nothing for any other name.
    static std::optional<CaptureName> of(std::string_view file);
    // Whether a tap gives it, as it is or with the number that is added where it is taken ("….escpos", "…-2.escpos",
    // and .gaps likewise): the lane has letters, digits and hyphens, and nothing stands around it.
    static bool is_of_tap(std::string_view file);
};

// What stands in the way of taking a paper for a receipt.
enum class PaperDoubt {
    no_receipt, // nothing that was sold: a test page
    no_sale,    // it says itself that it is none, or a second print
    day,
    currency,
    total,
    lines, // not sure, or they come to more than the total
};

// The sale that was read of a paper, where all that money depends on is sure: its total, its products, none of them
// taken back, its currency and its day. What else is not sure comes from the tap. A paper that is printed again is the
// same receipt: its key has the printed number, or a mark of what it says of the sale where only the printed time tells
// it from others. `labelled`: the tap put a label on it, whose number is then the receipt's.
Expected<RetailTransaction, PaperDoubt> transaction_of(const reading::ReadReceipt& read, const CaptureName& name,
                                                       const BusinessUnitId& shop, bool labelled);

} // namespace makegood
