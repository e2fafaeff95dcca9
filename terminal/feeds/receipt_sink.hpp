#pragma once

#include "workflows/result.hpp"
#include "workflows/retail_transaction.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace makegood::feeds {

enum class Taken {
    stored,           // new
    already_known,    // the same key with the same content: nothing changed
    kept_as_revision, // the same key with other content: kept beside the older one
    beyond_retention, // older than its shop keeps receipts: nothing was stored
};

// Or why the receipt cannot be stored (a card number in it, a day that is full): its rows are rejected and the import
// goes on.
using TakenOrWhyNot = Expected<Taken, std::string>;

// Where a feed puts its receipts. Importing the same file again continues where an import broke off.
class ReceiptSink {
  public:
    virtual ~ReceiptSink() = default;
    // How many rows make a slice: a receipt, each of its lines and each of its tenders is one.
    virtual std::size_t rows_per_slice() const { return 1; }
    // Takes the receipts and commits them together; what became of each, in their order. Refused when the storage has
    // failed, with what was tried and the system's text: nothing of the slice is stored and the import ends.
    virtual Expected<std::vector<TakenOrWhyNot>, std::string> take(std::span<const RetailTransaction> slice) = 0;
    // Asked again and again. True ends the import after what was read so far is committed.
    virtual bool stop_asked() const { return false; }
};

} // namespace makegood::feeds
