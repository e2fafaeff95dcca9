#pragma once

#include "terminal/storage/connection.hpp"
#include "workflows/customer/customer_facts.hpp"
#include "workflows/retail_transaction.hpp"

#include <optional>

namespace makegood::storage {

// Of whom the receipt names, by their customer number, or else by their phone: whether a number and a phone are the
// same person's only people know. Nothing where it names nobody. Through indexes only.
Stored<std::optional<CustomerPast>> past_of_customer(Connection& connection, const ReceiptReference& receipt);

} // namespace makegood::storage
