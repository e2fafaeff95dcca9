#pragma once

#include "terminal/storage/facts.hpp"
#include "terminal/storage/item_names.hpp"
#include "terminal/storage/pepper.hpp"
#include "workflows/finding/likelihood.hpp"

#include <vector>

namespace makegood::storage {

struct RecalledReceipt {
    StoredReceipt stored;
    double share = 0; // of all that it could be, 0 to 1: how sure
    std::vector<RecallReason> reasons;
};

struct Recalled {
    std::vector<RecalledReceipt> candidates; // likeliest first
    // What was told leads to no index: nothing but a weekday, a lane or a price.
    bool nothing_to_begin_with = false;
    // A phone or a customer number was told and nothing of the purchase: see workflows/privacy/customer_search.hpp.
    bool customer_alone = false;
    // More receipts could be meant than were looked at; those of the newest days were.
    bool only_newest = false;
};

// Finds receipts by what a customer remembers. Candidates come from indexes only, the rarest facts first: a number, a
// card, a payment, a customer, then the items within the days, then the days or the total alone. They are ranked by
// the index (workflows/finding/likelihood.hpp) and read from the likeliest down until no other one can come before.
// Where a customer was named, only receipts on which something that was told of the purchase stands.
// Belongs to the thread of its connection.
class Recall {
  public:
    // All three must outlive this.
    Recall(Connection& connection, const Pepper& pepper, const RecallWeights& weights)
        : connection_(connection), pepper_(pepper), weights_(weights), names_(connection) {}

    // Errors as of Facts. Numbers, codes and digits in Latin digits.
    Stored<Recalled> find(const RecalledPurchase& told, int limit);

  private:
    Connection& connection_;
    const Pepper& pepper_;
    const RecallWeights& weights_;
    ItemNames names_;
};

} // namespace makegood::storage
