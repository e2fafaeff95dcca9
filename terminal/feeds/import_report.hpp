#pragma once

#include "terminal/feeds/feed_error.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace makegood::feeds {

// One row that was not taken. A row of a CSV file is a record after the heading; a row of a POSLog file is a LineItem
// of a RetailTransaction, or a whole transaction that has none; a row of JSON lines is a line.
struct Reject {
    std::string file;
    std::uint64_t row = 0;    // from 1
    std::uint64_t line = 0;   // where it begins in the file, from 1
    std::uint64_t column = 0; // XML, and JSON that is broken
    std::string field;        // JSON: "line_items[2].quantity", counted from 1; of products and counts the column
    std::string_view reason;  // terminal/feeds/row_reason.hpp
    std::string key;          // the receipt's sequence, as far as it could be read; no controls
    std::string excerpt;      // what stood there, short and without controls
};
using OnReject = std::function<void(const Reject&)>;

// What became of one file. Each row is counted once: stored + rejected + skipped == rows, always, also after a failure.
struct ImportReport {
    std::string file;
    bool of_receipts = true; // else a product list or stock counts
    std::uint64_t rows = 0;
    std::uint64_t receipts = 0;     // that were whole enough to be handed over, known ones included
    std::uint64_t new_receipts = 0; // of these, that now lie in the storage because of this import
    std::uint64_t lines = 0;        // LineItems on the receipts
    std::uint64_t stored = 0;       // rows that now lie in the storage because of this import
    std::uint64_t rejected = 0;
    std::uint64_t skipped = 0;
    std::uint64_t revisions = 0; // receipts that were known with other content; their rows count as stored
    double seconds = 0;
    std::map<std::string, std::uint64_t, std::less<>> rejected_by_reason;
    std::map<std::string, std::uint64_t, std::less<>> skipped_by_reason; // own reasons and the names of the map's rules
    // Why reading stopped before the end. What was complete until then has been kept.
    std::optional<FeedError> failure;

    bool balanced() const { return stored + rejected + skipped == rows; }
};

} // namespace makegood::feeds
