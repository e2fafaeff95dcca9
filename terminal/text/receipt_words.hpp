#pragma once

#include "terminal/text/words.hpp"
#include "workflows/receipt_change.hpp"
#include "workflows/recovery/claim.hpp"

#include <string>
#include <vector>

namespace makegood::text {

// What stands on receipts, in words.

// "0.742 kg", «۰٫۷۴۲ کیلوگرم»; of pieces the number alone: "2".
std::string in_unit(Quantity quantity, Unit unit, const Words& words);
struct Goods {
    Quantity quantity;
    Unit unit = Unit::each;
    std::string name;
};
// What a claim is about, in the order told. Lines that the receipt does not have are left out.
std::vector<Goods> claimed_goods(const RetailTransaction& receipt, const Claim& claim);
// "2 × Olives", "2 × Olives, 0.742 kg × Ham"; beyond the first three the rest is only counted.
std::string goods_in_words(const std::vector<Goods>& goods, const Words& words);
// What the receipt calls it, or its code where it has no name.
std::string name_of(const LineItem& line);
// "VAT 20% included: £1.91".
std::string tax_in_words(const Tax& tax, const Words& words);
// "Card …0711: £20.00".
std::string tender_in_words(const Tender& tender, const Words& words);
// A sentence for each line that changed and for each other part of the receipt.
std::vector<std::string> changes_in_words(const ReceiptChange& change, Money total_now, const Words& words);

} // namespace makegood::text
