#pragma once

#include "terminal/storage/connection.hpp"
#include "workflows/stock/product.hpp"
#include "workflows/stock/stock_count.hpp"

#include <cstdint>
#include <vector>

namespace makegood::storage {

// Puts a product list in the place of the one before. It comes in beside that one, in slices, and holds from the moment
// its last product is in: whoever asks has the one or the other. What an import that broke off left is cleared away
// first. No two products have the same goods.
class ProductIntake {
  public:
    ProductIntake(std::vector<Product> products, CivilTime told_at)
        : products_(std::move(products)), told_at_(told_at) {}

    // A slice of at most `rows`, in a database transaction of its own; true when there is more.
    Stored<bool> take_slice(Connection& connection, int rows);

  private:
    bool enter_some(Connection& connection, std::int64_t current, int rows);

    std::vector<Product> products_;
    CivilTime told_at_;
    std::size_t entered_ = 0;
    bool is_clear_ = false; // nothing of another list is left
    bool holds_ = false;
};

// Takes stock counts beside those that are known. One of the same goods at the same time puts the earlier one right.
class CountIntake {
  public:
    explicit CountIntake(std::vector<StockCount> counts) : counts_(std::move(counts)) {}

    // As ProductIntake's.
    Stored<bool> take_slice(Connection& connection, int rows);
    // How many of those that are taken stood here already.
    std::size_t known() const { return known_; }

  private:
    std::vector<StockCount> counts_;
    std::size_t taken_ = 0;
    std::size_t known_ = 0;
};

} // namespace makegood::storage
