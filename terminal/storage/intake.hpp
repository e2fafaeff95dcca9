#pragma once

#include "terminal/storage/connection.hpp"
#include "terminal/storage/facts.hpp"
#include "terminal/storage/pepper.hpp"
#include "terminal/storage/wordings.hpp"

#include <optional>

namespace makegood::storage {

enum class Taken {
    stored,   // a sale that was not known
    known,    // the same content stands here already, as some revision of this key
    revision, // the same key with other content: kept beside the earlier one, which is never overwritten
};

// How many rows go into one database transaction. Beside people a slice must end within 5 ms, since a person's commit
// waits for it; the command line has nobody waiting.
constexpr int rows_beside_people = 300;
constexpr int rows_in_bulk = 50'000;

// Takes what the till tells into the facts, in slices. Whatever was taken before an error and its slice is kept, and
// since taking twice changes nothing, an import is repeated from its start.
class Intake {
  public:
    Intake(Connection& connection, const Pepper& pepper, int rows_per_slice)
        : connection_(connection), pepper_(pepper), wordings_(connection), rows_per_slice_(rows_per_slice) {}

    // Errors: refused for content that cannot be a receipt (no sequence, line numbers that do not ascend, text that is
    // no UTF-8 or longer than 100,000 bytes, a card number, a day of more than 2^20 receipts): nothing of it is stored
    // and the import goes on. Any other error (full, latched, input_output …) ends the slice, and nothing of the slice
    // is stored.
    Stored<Taken> take(const RetailTransaction& receipt);
    Stored<void> take(const Product& product);

    bool is_full() const { return rows_ >= rows_per_slice_; }
    // Commits the slice when it is full. True when it did.
    Stored<bool> end_slice_when_full();
    // Commits what is left. Without it the last slice is lost.
    Stored<void> finish();

  private:
    Stored<void> begin();
    StorageError given_up(StorageError error);

    Connection& connection_;
    const Pepper& pepper_;
    Wordings wordings_;
    int rows_per_slice_;
    int rows_ = 0;
    std::optional<DatabaseTransaction> slice_;
};

// Enters what is stored into the index of purchases and of words, where a schema step has left that index empty. In a
// database transaction of its own; does nothing where it is full.
Stored<void> fill_empty_indexes(Connection& connection);

} // namespace makegood::storage
