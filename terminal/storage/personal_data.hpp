#pragma once

#include "terminal/storage/connection.hpp"
#include "workflows/civil_time.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace makegood::storage {

// What leads from a stored receipt to a person: the marks of a customer number and of a phone, a card's last four
// digits and the bank's reference. A receipt is named by its row id. All of it throws what Connection::attempt catches
// and writes inside of the caller's DatabaseTransaction.

// In the order of revisions; the last is in force.
std::vector<std::int64_t> revisions_of(Connection& connection, std::int64_t workstation, Date day,
                                       std::string_view sequence);

bool has_personal_data(Connection& connection, std::int64_t receipt);

// The marks of a receipt as they stood when this was made.
class MarksOfReceipt {
  public:
    MarksOfReceipt(Connection& connection, std::int64_t receipt);

    // After the receipt let go of them. Rows changed.
    int forget_unused() const { return forget_unused(customer_) + forget_unused(phone_); }

    std::optional<std::int64_t> customer() const { return customer_; }
    std::optional<std::int64_t> phone() const { return phone_; }

  private:
    int forget_unused(std::optional<std::int64_t> mark) const;

    Connection& connection_;
    std::optional<std::int64_t> customer_;
    std::optional<std::int64_t> phone_;
};

enum class Erasure {
    by_term,  // what is imported later is looked at by its own day
    for_good, // whatever is imported later of this receipt leads to nobody
};

// Rows changed, and lines read for it.
int erase_personal_data(Connection& connection, std::int64_t receipt, Erasure erasure);

} // namespace makegood::storage
