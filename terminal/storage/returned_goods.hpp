#pragma once

#include "terminal/storage/connection.hpp"
#include "workflows/recovery/returns.hpp"

namespace makegood::storage {

// Of the returns of an item by nobody known, how many are looked at, from the sale onwards.
constexpr int most_returns_looked_at = 100;

// Of what a known customer bought before, how many receipts are looked at for the same item, from the latest on.
constexpr int most_sales_to_a_customer = 1000;

// A return by nobody known is asked about only where the item was sold at most so often in the days before: one of many
// sales says nothing about any.
constexpr int most_sales_in_question = 3;
constexpr int days_to_return = 90;

// Goods on later receipts that may be goods of this one, in the order of time: those that name it, and those of the
// same items in the same shop that name no sale, by the same customer or by nobody known. Superseded revisions and what
// was voided are left out. Read through indexes only. Throws what Connection::attempt catches.
std::vector<ReturnedGoods> returned_goods(Connection& connection, const RetailTransaction& sale, std::int64_t sale_id);

} // namespace makegood::storage
