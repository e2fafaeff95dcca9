#pragma once

#include "terminal/storage/connection.hpp"
#include "terminal/storage/facts.hpp"
#include "terminal/storage/pepper.hpp"
#include "terminal/storage/wordings.hpp"
#include "workflows/retention/retention.hpp"

#include <array>
#include <optional>

namespace makegood::storage {

enum class Taken {
    stored,           // a sale that was not known
    known,            // the same content stands here already, as some revision of this key
    revision,         // the same key with other content: kept beside the earlier one, which is never overwritten
    beyond_retention, // older than its shop keeps receipts: nothing was stored
};

// Half of a SHA-256: the receipts of one key are told apart by it, and every byte stands on every receipt.
using ContentHash = std::array<unsigned char, 16>;

// The receipt without what leads from it to a person: customer number, phone, card and the bank's reference.
RetailTransaction without_personal_data(RetailTransaction receipt);
ContentHash content_hash_without_personal_data(const RetailTransaction& receipt);
// Likewise of what was erased because of the person: by it an import knows that they must not come back.
ContentHash content_hash_of_erased(const RetailTransaction& receipt);

// How many rows go into one database transaction. Beside people a slice must end within 5 ms, since a person's commit
// waits for it; the command line has nobody waiting.
constexpr int rows_beside_people = 300;
constexpr int rows_in_bulk = 50'000;

// Takes what the till tells into the facts, in slices. What is older than a shop keeps it is left out, so that
// importing an old file brings nothing back that has gone; so is what leads to a person from a receipt of which it was
// erased. Whatever was taken before an error and its slice is kept,
// and since taking twice changes nothing, an import is repeated from its start.
class Intake {
  public:
    Intake(Connection& connection, const Pepper& pepper, int rows_per_slice, RetentionToday retention = {})
        : connection_(connection), pepper_(pepper), wordings_(connection), rows_per_slice_(rows_per_slice),
          retention_(std::move(retention)) {}

    // Errors: refused for content that cannot be a receipt (no sequence, line numbers that do not ascend, text that is
    // no UTF-8 or longer than 100,000 bytes, a card number, a day of more than 2^20 receipts): nothing of it is stored
    // and the import goes on. Any other error (full, latched, input_output …) ends the slice, and nothing of the slice
    // is stored.
    Stored<Taken> take(const RetailTransaction& receipt);

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
    RetentionToday retention_;
    int rows_ = 0;
    std::optional<DatabaseTransaction> slice_;
};

// Enters what is stored into the index of purchases and of words, where a schema step has left that index empty. In a
// database transaction of its own; does nothing where it is full.
Stored<void> fill_empty_indexes(Connection& connection);

} // namespace makegood::storage
