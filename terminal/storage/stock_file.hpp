#pragma once

#include "terminal/storage/connection.hpp"
#include "workflows/recovery/events.hpp"
#include "workflows/stock/product.hpp"

#include <optional>
#include <string>
#include <vector>

namespace makegood::storage {

// What the shop told of its goods and what the journal tells its stock, for the desk and, over a reading connection,
// for the command line. Any spelling of a code finds its goods. Read through indexes only.
class StockFile {
  public:
    explicit StockFile(Connection& connection) : connection_(connection) {}

    Stored<std::optional<Product>> product(const ItemCode& code) const;
    // When the product list came that holds now.
    Stored<std::optional<CivilTime>> products_told_at() const;
    Stored<std::optional<StockCount>> first_count(const ItemCode& code, CivilTime after) const;
    // The newest first.
    Stored<std::vector<StockCount>> counts_of(const ItemCode& code, int limit) const;

    struct Movement {
        std::string id; // its own for ever, so that whoever takes it twice can tell
        CaseId case_id;
        CivilTime at;
        StockMovement movement;
    };
    Stored<std::vector<StockMovement>> movements_by(const GrantId& grant) const;
    // The newest first.
    Stored<std::vector<Movement>> movements_of(const ItemCode& code, int limit) const;
    // From `from` to before `until`, the oldest first.
    Stored<std::vector<Movement>> movements(CivilTime from, CivilTime until) const;

  private:
    Connection& connection_;
};

} // namespace makegood::storage
