#pragma once

#include "terminal/storage/connection.hpp"
#include "workflows/finding/label_pattern.hpp"
#include "workflows/recovery/claim.hpp"
#include "workflows/recovery/returns.hpp"
#include "workflows/retail_transaction.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace makegood::storage {

struct StoredReceipt {
    RetailTransaction receipt; // without customer_reference and customer_phone: only keyed hashes of them are kept
    int revision = 1;          // of this content, from 1; grants name it
    int revisions = 1;         // how many the till has sent for this key

    ReceiptReference reference() const { return {receipt.key, revision}; }
};

// Receipts as the till told them, read through indexes only. Lists hold the last revision of each
// receipt, newest day first, at most `limit` of them.
class Facts {
  public:
    explicit Facts(Connection& connection) : connection_(connection) {}

    // The last revision, or the one asked for. Nothing when there is none.
    Stored<std::optional<StoredReceipt>> find_receipt(const ReceiptKey& key) const;
    Stored<std::optional<StoredReceipt>> find_receipt(const ReceiptReference& reference) const;
    // The text as printed; it may belong to several shops, lanes or days.
    Stored<std::vector<StoredReceipt>> find_by_number(std::string_view number, int limit) const;
    // What a bar code says of its receipt; zeros in front of a shop, a lane and a number do not count.
    Stored<std::vector<StoredReceipt>> find_by_label(const LabelReading& label, int limit) const;
    // By what a till printed, as the number itself or as a bar code of one of these patterns. Of several patterns that
    // fit each gives its receipts.
    Stored<std::vector<StoredReceipt>> find_printed(std::string_view printed, const std::vector<LabelPattern>& patterns,
                                                    int limit) const;
    // With a line of these goods, in any of GTIN's lengths.
    Stored<std::vector<StoredReceipt>> find_by_item(const ItemCode& code, int limit) const;
    // What came back to a till of each line of the last revision; lines of which nothing may have are not in it. Of an
    // item's returns by nobody known the first `most_returns_looked_at` after the sale are asked.
    Stored<std::map<LineNumber, LineReturns>> returns_of(const ReceiptKey& sale) const;
    // Likewise, where the last revision was read already.
    Stored<std::map<LineNumber, LineReturns>> returns_of(const RetailTransaction& sale) const;
    // The receipt that went on with a ticket that was set aside.
    Stored<std::optional<ReceiptKey>> resumed_by(const ReceiptKey& suspended) const;
    // What the newest receipt was paid in; nothing before anything was imported.
    Stored<std::optional<Currency>> newest_currency() const;
    // Likewise: where it was sold.
    Stored<std::optional<BusinessUnitId>> newest_shop() const;
    // Likewise: the business day of the newest receipt.
    Stored<std::optional<Date>> newest_day() const;

  private:
    Connection& connection_;
};

} // namespace makegood::storage
