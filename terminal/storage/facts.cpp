#include "terminal/storage/facts.hpp"

#include "terminal/storage/item_names.hpp"
#include "terminal/storage/query.hpp"
#include "terminal/storage/receipt_id.hpp"
#include "terminal/storage/receipt_rows.hpp"
#include "terminal/storage/returned_goods.hpp"
#include "terminal/storage/same_label.hpp"
#include "workflows/finding/tap_label.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <set>

namespace makegood::storage {

namespace {

std::optional<std::int64_t> last_revision_of(Connection& connection, const ReceiptKey& key) {
    Query query(connection, "SELECT receipt.id FROM workstation JOIN receipt ON receipt.workstation = workstation.id "
                            "WHERE business_unit = ? AND name = ? AND business_day = ? AND sequence = ? ORDER BY "
                            "revision DESC LIMIT 1");
    query.bind(key.business_unit.text(), key.workstation.text(), key.business_day.days_since_1970, key.sequence);
    return query.step() ? std::optional(query.integer()) : std::nullopt;
}

} // namespace

Stored<std::optional<StoredReceipt>> Facts::find_receipt(const ReceiptKey& key) const {
    return connection_.attempt("find receipt", key.to_text(), [&]() -> std::optional<StoredReceipt> {
        const Snapshot snapshot(connection_);
        const auto id = last_revision_of(connection_, key);
        return id ? std::optional(read_receipt(connection_, *id)) : std::nullopt;
    });
}

Stored<std::optional<StoredReceipt>> Facts::find_receipt(const ReceiptReference& reference) const {
    return connection_.attempt("find receipt", reference.key.to_text(), [&]() -> std::optional<StoredReceipt> {
        const Snapshot snapshot(connection_);
        const auto& key = reference.key;
        Query query(connection_, "SELECT receipt.id FROM workstation JOIN receipt ON receipt.workstation = "
                                 "workstation.id WHERE business_unit = ? AND name = ? AND business_day = ? AND "
                                 "sequence = ? AND revision = ?");
        query.bind(key.business_unit.text(), key.workstation.text(), key.business_day.days_since_1970, key.sequence,
                   reference.revision);
        if (!query.step())
            return std::nullopt;
        return read_receipt(connection_, query.integer());
    });
}

namespace {

std::vector<std::int64_t> ids_of(Connection& connection, std::string_view sql, std::string_view number) {
    Query query(connection, sql);
    query.bind(number);
    std::vector<std::int64_t> ids;
    while (query.step())
        ids.push_back(query.integer());
    return ids;
}

} // namespace

Stored<std::vector<StoredReceipt>> Facts::find_by_number(std::string_view number, int limit) const {
    return connection_.attempt("find receipts numbered", number, [&] {
        // Most tills print the sequence, and then it is not stored twice. What no receipt bears as its number may still
        // be the sequence of one that bears something else, as a tap's label.
        auto ids =
            ids_of(connection_,
                   "SELECT id FROM receipt WHERE sequence = ? AND number IS NULL AND superseded_by IS NULL", number);
        std::ranges::copy(
            ids_of(connection_, "SELECT id FROM receipt WHERE number = ? AND superseded_by IS NULL", number),
            std::back_inserter(ids));
        if (ids.empty())
            ids = ids_of(connection_, "SELECT id FROM receipt WHERE sequence = ? AND superseded_by IS NULL", number);
        std::ranges::sort(ids, std::ranges::greater());
        ids.resize(std::min(ids.size(), static_cast<std::size_t>(limit)));
        std::vector<StoredReceipt> receipts;
        for (const auto id : ids)
            receipts.push_back(read_receipt(connection_, id));
        return receipts;
    });
}

namespace {

// Lanes and shops are seldom many; of all receipts that bear a number only those of the day are read where it is told.
bool bears(const LabelReading& label, const ReceiptKey& key, const std::string& operator_id) {
    const auto fits = [](const std::string& told, const std::string& stored) {
        return told.empty() || is_same_label(told, stored);
    };
    return fits(label.shop, key.business_unit.text()) && fits(label.lane, key.workstation.text()) &&
           fits(label.operator_id, operator_id);
}

// A number with as many zeros in front as a till may print.
std::vector<std::string> spellings_of(std::string_view sequence) {
    constexpr std::size_t most_digits = 12;
    std::vector<std::string> spellings = {std::string(sequence)};
    std::string spelling(without_zeros_in_front(sequence));
    if (spelling.find_first_not_of("0123456789") != spelling.npos)
        return spellings;
    for (; spelling.size() <= most_digits; spelling.insert(spelling.begin(), '0'))
        if (spelling != sequence)
            spellings.push_back(spelling);
    return spellings;
}

} // namespace

Stored<std::vector<StoredReceipt>> Facts::find_by_label(const LabelReading& label, int limit) const {
    return connection_.attempt("find receipts labelled", label.sequence, [&] {
        const Snapshot snapshot(connection_);
        const auto first = label.day ? first_id_of(*label.day) : std::numeric_limits<std::int64_t>::min();
        const auto last = label.day ? last_id_of(*label.day) : std::numeric_limits<std::int64_t>::max();
        std::vector<StoredReceipt> receipts;
        for (const auto& sequence : spellings_of(label.sequence))
            for (const auto* sql :
                 {"SELECT id FROM receipt WHERE sequence = ? AND id BETWEEN ? AND ? AND superseded_by IS NULL",
                  "SELECT id FROM receipt WHERE number = ? AND id BETWEEN ? AND ? AND superseded_by IS NULL"}) {
                Query query(connection_, sql);
                query.bind(sequence, first, last);
                while (query.step() && std::ssize(receipts) < limit) {
                    auto one = read_receipt(connection_, query.integer());
                    const bool is_known =
                        std::ranges::find(receipts, one.reference(), &StoredReceipt::reference) != receipts.end();
                    if (!is_known && bears(label, one.receipt.key, one.receipt.operator_id.text()))
                        receipts.push_back(std::move(one));
                }
            }
        std::ranges::sort(receipts, std::ranges::greater(),
                          [](const StoredReceipt& one) { return one.receipt.begun_at.seconds; });
        return receipts;
    });
}

Stored<std::vector<StoredReceipt>> Facts::find_printed(std::string_view printed,
                                                       const std::vector<LabelPattern>& patterns, int limit) const {
    const auto kept = number_on_tap_label(printed);
    auto found = find_by_number(kept ? *kept : printed, limit);
    if (kept || !found || !found->empty())
        return found;
    for (const auto& pattern : patterns) {
        const auto reading = pattern.read(printed);
        if (!reading)
            continue;
        auto labelled = find_by_label(*reading, limit);
        if (!labelled)
            return labelled;
        for (auto& one : *labelled)
            if (std::ranges::find(*found, one.reference(), &StoredReceipt::reference) == found->end())
                found->push_back(std::move(one));
    }
    return found;
}

Stored<std::vector<StoredReceipt>> Facts::find_by_item(const ItemCode& code, int limit) const {
    return connection_.attempt("find receipts with item", code.text(), [&] {
        std::set<std::int64_t, std::greater<>> ids;
        for (const auto item : items_of_code(connection_, code)) {
            Query query(connection_, "SELECT purchase.receipt FROM purchase JOIN receipt ON receipt.id = "
                                     "purchase.receipt WHERE purchase.item = ? AND superseded_by IS NULL ORDER BY "
                                     "purchase.receipt DESC LIMIT ?");
            query.bind(item, limit);
            while (query.step())
                ids.insert(query.integer());
        }
        std::vector<StoredReceipt> receipts;
        for (const auto id : ids)
            if (std::ssize(receipts) < limit)
                receipts.push_back(read_receipt(connection_, id));
        return receipts;
    });
}

Stored<std::map<LineNumber, LineReturns>> Facts::returns_of(const ReceiptKey& sale) const {
    using Returns = std::map<LineNumber, LineReturns>;
    return connection_.attempt("look for returns of", sale.to_text(), [&]() -> Stored<Returns> {
        const Snapshot snapshot(connection_);
        const auto stored = find_receipt(sale);
        if (!stored)
            return refused(stored.error());
        return *stored ? returns_of((*stored)->receipt) : Returns();
    });
}

Stored<std::map<LineNumber, LineReturns>> Facts::returns_of(const RetailTransaction& sale) const {
    return connection_.attempt("look for returns of", sale.key.to_text(), [&]() -> std::map<LineNumber, LineReturns> {
        const Snapshot snapshot(connection_);
        const auto id = last_revision_of(connection_, sale.key);
        if (!id)
            return {};
        return match_returns(sale, returned_goods(connection_, sale, *id));
    });
}

Stored<std::optional<ReceiptKey>> Facts::resumed_by(const ReceiptKey& suspended) const {
    return connection_.attempt("look for what goes on with", suspended.to_text(), [&]() -> std::optional<ReceiptKey> {
        Query query(connection_, "SELECT receipt FROM receipt_link JOIN receipt ON receipt.id = receipt_link.receipt "
                                 "WHERE receipt_link.sequence = ? AND receipt_link.business_day = ? AND "
                                 "receipt_link.workstation = ? AND receipt_link.business_unit = ? AND reason = 1 AND "
                                 "superseded_by IS NULL LIMIT 1");
        query.bind(suspended.sequence, suspended.business_day.days_since_1970, suspended.workstation.text(),
                   suspended.business_unit.text());
        if (!query.step())
            return std::nullopt;
        return read_receipt(connection_, query.integer()).receipt.key;
    });
}

Stored<std::optional<Currency>> Facts::newest_currency() const {
    return connection_.attempt("look for", "receipts", [&]() -> std::optional<Currency> {
        Query query(connection_, "SELECT currency FROM receipt ORDER BY id DESC LIMIT 1");
        return query.step() ? Currency::from_code(query.text()) : std::nullopt;
    });
}

Stored<std::optional<BusinessUnitId>> Facts::newest_shop() const {
    return connection_.attempt("look for", "receipts", [&]() -> std::optional<BusinessUnitId> {
        Query query(connection_, "SELECT business_unit FROM workstation WHERE id = (SELECT workstation FROM receipt "
                                 "WHERE id = (SELECT max(id) FROM receipt))");
        return query.step() ? std::optional(BusinessUnitId(query.text())) : std::nullopt;
    });
}

Stored<std::optional<Date>> Facts::newest_day() const {
    return connection_.attempt("look for", "receipts", [&]() -> std::optional<Date> {
        Query query(connection_, "SELECT max(id) FROM receipt");
        query.step();
        const auto id = query.optional_integer();
        return id ? std::optional(day_of(*id)) : std::nullopt;
    });
}

} // namespace makegood::storage
