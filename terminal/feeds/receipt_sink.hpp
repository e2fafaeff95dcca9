#pragma once

#include "workflows/result.hpp"
#include "workflows/retail_transaction.hpp"

#include <cstdint>
#include <string>

namespace makegood::feeds {

enum class Taken {
    stored,           // new
    already_known,    // the same key with the same content: nothing changed
    kept_as_revision, // the same key with other content: kept beside the older one
};

// What was tried, on what, and the system's text.
struct SinkFailure {
    // The receipt itself cannot be stored (a card number in it, a day that is full): its rows are rejected and the
    // import goes on. Otherwise the storage has failed: the import ends, and rows since the last commit are not stored.
    bool only_this_receipt = false;
    std::string detail = {};
};

// Where a feed puts its receipts. A sink may gather receipts into slices that it commits together; rows count as stored
// only when their slice is. Importing the same file again continues where an import broke off.
class ReceiptSink {
  public:
    virtual ~ReceiptSink() = default;
    // `first_row` is the file's row with which the receipt begins, from 1.
    virtual Expected<Taken, SinkFailure> take(const RetailTransaction& receipt, std::uint64_t first_row) = 0;
    // Asked after each receipt: commits when the slice is long enough. True when everything taken so far is durable.
    virtual Expected<bool, SinkFailure> end_slice_when_full() { return true; }
    // Asked once after the last receipt: commits what is left.
    virtual Expected<void, SinkFailure> finish() { return {}; }
};

} // namespace makegood::feeds
