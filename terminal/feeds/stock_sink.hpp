#pragma once

#include "workflows/result.hpp"
#include "workflows/stock/product.hpp"
#include "workflows/stock/stock_count.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace makegood::feeds {

// Where product lists and stock counts go. Refused when the storage has failed, with what was tried and the system's
// text: the product list of before then still holds, and importing counts again goes on.
class StockSink {
  public:
    virtual ~StockSink() = default;
    // In the place of the list of before; no two products have the same goods.
    virtual Expected<void, std::string> take(std::vector<Product> list) = 0;
    // How many of them were known.
    virtual Expected<std::size_t, std::string> take(std::vector<StockCount> counts) = 0;
};

} // namespace makegood::feeds
