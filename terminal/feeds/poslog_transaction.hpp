#pragma once

#include "terminal/feeds/xml_element.hpp"
#include "workflows/retail_transaction.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace makegood::feeds {

// One row of a POSLog (poslog_import.hpp) and what became of it; with neither reason it is part of the receipt.
struct PoslogRow {
    std::uint64_t line = 0;
    std::uint64_t column = 0;
    std::string_view rejected = {}; // terminal/feeds/row_reason.hpp
    std::string_view skipped = {};
    std::string text = {}; // what it was about, for the report
};

struct PoslogTransaction {
    std::string key = {}; // as far as it could be read, for the report
    std::optional<RetailTransaction> receipt = {};
    std::vector<PoslogRow> rows = {}; // never empty; all rejected or skipped when there is no receipt
};

// What a Transaction element of ARTS POSLog 2.x or 6.x says. Facts that are not plain from the standard:
// - A LineItem with VoidFlag and a positive quantity is itself voided; with a negative one it also voids the latest
//   line before it with the same code, or takes its units off a larger one (NCR ACS).
// - A Sale with a negative quantity and a Return are goods taken back: quantity and amount negative.
// - Items that a till adds by itself with another (EntryMethod Linked: bottle deposits), deposits, fees and items of
//   positive quantity and negative amount (bottle refunds) are fees.
// - A reward that only sums up others (acs:summarizedActivity without acs:detailedData) is skipped, as its money stands
//   on their lines.
// - The customer's telephone is Customer/Telephone with FullTelephoneNumber (Micros) or with the parts of it; of
// several
//   the one with PrimaryFlag. Storage keeps only its keyed hash.
// - The receipt's number is ReceiptNumber, else the bar code in ReceiptImage (Retalix R10), else SequenceNumber.
PoslogTransaction read_transaction(const XmlElement& transaction);

} // namespace makegood::feeds
