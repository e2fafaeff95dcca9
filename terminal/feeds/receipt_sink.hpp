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

// The storage could not take it: what was tried, on what, and the system's text.
struct SinkFailure {
    std::string detail;
};

// Where a feed puts its receipts.
class ReceiptSink {
  public:
    virtual ~ReceiptSink() = default;
    // `first_row` is the file's row with which the receipt begins, from 1. A failure ends the import: the rows not yet
    // taken are counted as rejected, and importing the same file again continues where it broke off.
    virtual Expected<Taken, SinkFailure> take(const RetailTransaction& receipt, std::uint64_t first_row) = 0;
};

} // namespace makegood::feeds
