#pragma once

#include "terminal/plugin/failure.hpp"
#include "workflows/recovery/remedy.hpp"
#include "workflows/retail_transaction.hpp"
#include "workflows/stock/product.hpp"

#include <cstddef>
#include <vector>

namespace makegood::plugin {

// What a till hands over, in our words. Whether the storage takes it, the storage says.
Done<RetailTransaction> receipt_of(const makegood_receipt* given);
Done<std::vector<Product>> products_of(const makegood_product* const* given, std::size_t count);

} // namespace makegood::plugin
