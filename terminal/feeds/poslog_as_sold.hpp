#pragma once

#include "terminal/feeds/xml_element.hpp"
#include "workflows/retail_transaction.hpp"

#include <optional>
#include <vector>

// What a POSLog says of a sale beside goods and payments. Whatever cannot be read is left out, never guessed: none of
// it is needed to put something right.

namespace makegood::feeds {

// By the UnitOfMeasureCode of a Quantity: UN/ECE Recommendation 20, or the short names that tills write.
Unit unit_of(const XmlElement& sale);

// What was taken off the line, more than zero: ExtendedDiscountAmount, else the sum of the RetailPriceModifiers, else
// the regular price less the actual one, times the quantity.
std::optional<Money> discount_of(const XmlElement& sale, Quantity quantity, Currency currency);

// A Tax element, of a LineItem or inside of a Sale. Nothing without an amount.
std::optional<Tax> read_tax(const XmlElement& tax, Currency currency);

// Adds to the tax of the same name, rate and kind, or as a new one.
void sum_up(std::vector<Tax>& taxes, const Tax& tax);

// A TransactionLink to a sale that goods come back from (ReasonCode Return) or a ticket that is gone on with (Resume);
// nothing for any other reason and without number or day. Shop and lane that are not said are those of `own`.
std::optional<TransactionLink> read_link(const XmlElement& link, const ReceiptKey& own);

} // namespace makegood::feeds
