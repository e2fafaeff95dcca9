#pragma once

#include "terminal/text/words.hpp"
#include "workflows/receipt_change.hpp"

#include <string>
#include <vector>

namespace makegood::text {

// What stands on receipts, in words.

// "0.742 kg", «۰٫۷۴۲ کیلوگرم»; of pieces the number alone: "2".
std::string in_unit(Quantity quantity, Unit unit, const Words& words);
// "VAT 20% included: £1.91".
std::string tax_in_words(const Tax& tax, const Words& words);
// "Card …0711: £20.00".
std::string tender_in_words(const Tender& tender, const Words& words);
// A sentence for each line that changed and for each other part of the receipt.
std::vector<std::string> changes_in_words(const ReceiptChange& change, Money total_now, const Words& words);

} // namespace makegood::text
