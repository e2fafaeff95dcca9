#pragma once

#include "terminal/json/json.hpp"
#include "workflows/receipt_change.hpp"
#include "workflows/recovery/returns.hpp"

namespace makegood {

// A quantity as a JSON number: whole where it is whole. Amounts stay text, so that nobody's floats round money.
Json number_of(Quantity quantity);

// "sale", "returned", "fee", "discount".
std::string_view name_of(LineKind kind);

// What a machine may want to know of a line, of what may have come back of it, and of what was `left` to make good.
Json document_of(const LineItem& line, const LineReturns& returns, Quantity left);

// Payments, taxes, links to earlier receipts and what changed since the revision before, under these names.
void add_as_sold(Json& document, const RetailTransaction& receipt, const ReceiptChange& change);

} // namespace makegood
