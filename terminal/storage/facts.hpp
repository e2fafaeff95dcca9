#pragma once

#include "terminal/storage/connection.hpp"
#include "terminal/storage/pepper.hpp"
#include "terminal/storage/query.hpp"
#include "workflows/retail_transaction.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace makegood::storage {

enum class Taken {
    stored,   // a sale that was not known
    known,    // the same content stands here already, as some revision of this key
    revision, // the same key with other content: kept beside the earlier one, which is never overwritten
};

struct StoredReceipt {
    RetailTransaction receipt; // customer_reference is empty: only its keyed hash is kept
    int revision = 1;          // of this content, from 1; grants name it
    int revisions = 1;         // how many the till has sent for this key
};

struct Product {
    ItemCode code;
    std::string name;
};

// What a customer without a receipt knows for certain. All dates inclusive, business days.
struct PurchaseSearch {
    Date first_day;
    Date last_day;
    ItemCode code; // empty: any
    // Matches the receipt's total or, where a code is given, that line's amount.
    std::optional<Money> about;
    std::int64_t tolerance_minor_units = 0;
};

// Receipts and products as the till told them. Writing goes inside of a DatabaseTransaction that the caller holds.
class Facts {
  public:
    Facts(Connection& connection, const Pepper& pepper) : connection_(connection), pepper_(pepper) {}

    // Errors: refused for content that cannot be a receipt (empty sequence, line numbers that do not ascend, a day of
    // more than 2^20 receipts); nothing of it is stored then and the database transaction goes on.
    Stored<Taken> take(const RetailTransaction& receipt);
    Stored<void> take(const Product& product);

    // The last revision, or the one asked for. Nothing when there is none.
    Stored<std::optional<StoredReceipt>> find_receipt(const ReceiptKey& key);
    Stored<std::optional<StoredReceipt>> find_receipt(const ReceiptKey& key, int revision);
    // What paper says may belong to several shops, lanes or days. Last revisions, newest day first, at most `limit`.
    Stored<std::vector<StoredReceipt>> find_by_number(std::string_view number, int limit);
    Stored<std::vector<StoredReceipt>> find_by_item(const ItemCode& code, int limit);
    Stored<std::vector<StoredReceipt>> find_by_purchase(const PurchaseSearch& search, int limit);
    Stored<std::optional<Product>> find_product(const ItemCode& code);

  private:
    Connection& connection_;
    const Pepper& pepper_;
};

} // namespace makegood::storage
