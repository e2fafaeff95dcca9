#include "terminal/storage/facts.hpp"

#include "terminal/storage/query.hpp"
#include "terminal/storage/receipt_id.hpp"

#include <limits>
#include <set>

namespace makegood::storage {

namespace {

Money read_money(Query& query) {
    const auto minor_units = query.integer();
    return Money(minor_units, query.currency());
}

template <class Kind>
Kind read_kind(Query& query) {
    return static_cast<Kind>(query.integer());
}

std::vector<LineItem> read_lines(Connection& connection, std::int64_t id) {
    std::vector<LineItem> lines;
    Query query(connection, "SELECT number, kind, voided, code, name, quantity, amount, currency, entry_method "
                            "FROM receipt_line WHERE receipt = ? ORDER BY number");
    query.bind(id);
    while (query.step()) {
        const auto number = LineNumber(query.integer());
        const auto kind = read_kind<LineKind>(query);
        const bool voided = query.integer() != 0;
        ItemCode code(query.text());
        auto name = query.text();
        const auto quantity = Quantity::of_milli(query.integer());
        const auto amount = read_money(query);
        lines.push_back(
            {number, kind, voided, std::move(code), std::move(name), quantity, amount, read_kind<EntryMethod>(query)});
    }
    return lines;
}

std::vector<Tender> read_tenders(Connection& connection, std::int64_t id) {
    std::vector<Tender> tenders;
    Query query(connection, "SELECT kind, amount, currency, card_last_four FROM receipt_tender WHERE receipt = ? "
                            "ORDER BY position");
    query.bind(id);
    while (query.step()) {
        auto kind = query.text();
        const auto amount = read_money(query);
        tenders.push_back({std::move(kind), amount, query.text()});
    }
    return tenders;
}

StoredReceipt read_receipt(Connection& connection, std::int64_t id) {
    Query query(connection,
                "SELECT business_unit, workstation, business_day, sequence, revision, number, kind, begun_at, "
                "utc_offset_minutes, operator_id, total, currency, (SELECT max(revision) FROM receipt AS other WHERE "
                "other.business_unit = receipt.business_unit AND other.workstation = receipt.workstation AND "
                "other.business_day = receipt.business_day AND other.sequence = receipt.sequence) "
                "FROM receipt WHERE id = ?");
    query.bind(id);
    if (!query.step())
        throw UnreadableRow("receipt " + std::to_string(id) + " is gone");
    BusinessUnitId unit(query.text());
    WorkstationId workstation(query.text());
    const Date day{static_cast<std::int32_t>(query.integer())};
    auto sequence = query.text();
    const int revision = static_cast<int>(query.integer());
    auto number = query.text();
    const auto kind = read_kind<RetailTransactionKind>(query);
    const CivilTime begun_at{query.integer()};
    const auto offset = query.optional_integer();
    OperatorId operator_id(query.text());
    const auto total = read_money(query);
    const int revisions = static_cast<int>(query.integer());
    return {{{std::move(unit), std::move(workstation), day, std::move(sequence)},
             std::move(number),
             kind,
             begun_at,
             offset ? std::optional<int>(static_cast<int>(*offset)) : std::nullopt,
             std::move(operator_id),
             "",
             total,
             read_lines(connection, id),
             read_tenders(connection, id)},
            revision,
            revisions};
}

struct Range {
    std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
    std::int64_t highest = std::numeric_limits<std::int64_t>::max();
};

Range range_of(const RecalledPurchase& purchase) {
    Range range;
    if (!purchase.about)
        return range;
    const std::int64_t middle = purchase.about->minor_units();
    // In this order: a tolerance of a whole amount fits 64 bits, its hundredfold may not.
    const std::int64_t off =
        middle / 100 * purchase.tolerance_percent + middle % 100 * purchase.tolerance_percent / 100;
    if (__builtin_sub_overflow(middle, std::abs(off), &range.lowest))
        range.lowest = std::numeric_limits<std::int64_t>::min();
    if (__builtin_add_overflow(middle, std::abs(off), &range.highest))
        range.highest = std::numeric_limits<std::int64_t>::max();
    return range;
}

std::vector<StoredReceipt> read_all(Connection& connection, Query& ids) {
    std::vector<StoredReceipt> receipts;
    while (ids.step())
        receipts.push_back(read_receipt(connection, ids.integer()));
    return receipts;
}

} // namespace

Stored<std::optional<StoredReceipt>> Facts::find_receipt(const ReceiptKey& key) const {
    return connection_.attempt("find receipt", key.to_text(), [&]() -> std::optional<StoredReceipt> {
        Query query(connection_, "SELECT id FROM receipt WHERE business_unit = ? AND workstation = ? AND "
                                 "business_day = ? AND sequence = ? ORDER BY revision DESC LIMIT 1");
        query.bind(key.business_unit.text(), key.workstation.text(), key.business_day.days_since_1970, key.sequence);
        if (!query.step())
            return std::nullopt;
        return read_receipt(connection_, query.integer());
    });
}

Stored<std::optional<StoredReceipt>> Facts::find_receipt(const ReceiptReference& reference) const {
    return connection_.attempt("find receipt", reference.key.to_text(), [&]() -> std::optional<StoredReceipt> {
        const auto& key = reference.key;
        Query query(connection_, "SELECT id FROM receipt WHERE business_unit = ? AND workstation = ? AND "
                                 "business_day = ? AND sequence = ? AND revision = ?");
        query.bind(key.business_unit.text(), key.workstation.text(), key.business_day.days_since_1970, key.sequence,
                   reference.revision);
        if (!query.step())
            return std::nullopt;
        return read_receipt(connection_, query.integer());
    });
}

Stored<std::vector<StoredReceipt>> Facts::find_by_number(std::string_view number, int limit) const {
    return connection_.attempt("find receipts numbered", number, [&] {
        Query query(connection_, "SELECT id FROM receipt WHERE number = ? AND superseded_by IS NULL "
                                 "ORDER BY id DESC LIMIT ?");
        query.bind(number, limit);
        return read_all(connection_, query);
    });
}

Stored<std::vector<StoredReceipt>> Facts::find_by_item(const ItemCode& code, int limit) const {
    return connection_.attempt("find receipts with item", code.text(), [&] {
        Query query(connection_, "SELECT DISTINCT receipt_line.receipt FROM receipt_line JOIN receipt ON receipt.id = "
                                 "receipt_line.receipt WHERE receipt_line.code = ? AND receipt.superseded_by IS NULL "
                                 "ORDER BY receipt_line.receipt DESC LIMIT ?");
        query.bind(code.text(), limit);
        return read_all(connection_, query);
    });
}

Stored<std::vector<StoredReceipt>> Facts::find_by_purchase(const RecalledPurchase& purchase, int limit) const {
    const auto object = purchase.from.to_iso() + " to " + purchase.to.to_iso();
    return connection_.attempt("find receipts of", object, [&] {
        const auto [lowest, highest] = range_of(purchase);
        const auto currency =
            purchase.about ? std::optional(std::string(purchase.about->currency().code())) : std::nullopt;
        if (!purchase.item) {
            Query query(connection_, "SELECT id FROM receipt WHERE id BETWEEN ?1 AND ?2 AND superseded_by IS NULL "
                                     "AND total BETWEEN ?3 AND ?4 AND (?5 IS NULL OR currency = ?5) "
                                     "ORDER BY id DESC LIMIT ?6");
            query.bind(first_id_of(purchase.from), last_id_of(purchase.to), lowest, highest, currency, limit);
            return read_all(connection_, query);
        }
        Query query(connection_,
                    "SELECT DISTINCT receipt_line.receipt FROM receipt_line JOIN receipt ON receipt.id = "
                    "receipt_line.receipt WHERE receipt_line.code = ?1 AND receipt_line.receipt BETWEEN ?2 AND ?3 AND "
                    "receipt.superseded_by IS NULL AND receipt.total BETWEEN ?4 AND ?5 AND "
                    "(?6 IS NULL OR receipt.currency = ?6) ORDER BY receipt_line.receipt DESC LIMIT ?7");
        query.bind(purchase.item->text(), first_id_of(purchase.from), last_id_of(purchase.to), lowest, highest,
                   currency, limit);
        return read_all(connection_, query);
    });
}

Stored<std::vector<Product>> Facts::items_sold(Date from, Date to) const {
    return connection_.attempt("list what was sold from", from.to_iso() + " to " + to.to_iso(), [&] {
        Query query(connection_, "SELECT code, name FROM receipt_line WHERE receipt BETWEEN ? AND ?");
        query.bind(first_id_of(from), last_id_of(to));
        std::set<std::pair<std::string, std::string>> names;
        while (query.step()) {
            auto code = query.text();
            names.emplace(std::move(code), query.text());
        }
        std::vector<Product> sold;
        for (const auto& [code, name] : names)
            sold.push_back({ItemCode(code), name});
        return sold;
    });
}

Stored<std::optional<Currency>> Facts::newest_currency() const {
    return connection_.attempt("look for", "receipts", [&]() -> std::optional<Currency> {
        Query query(connection_, "SELECT currency FROM receipt ORDER BY id DESC LIMIT 1");
        return query.step() ? Currency::from_code(query.text()) : std::nullopt;
    });
}

Stored<std::optional<Product>> Facts::find_product(const ItemCode& code) const {
    return connection_.attempt("find product", code.text(), [&]() -> std::optional<Product> {
        Query query(connection_, "SELECT name FROM product WHERE code = ?");
        query.bind(code.text());
        if (!query.step())
            return std::nullopt;
        return Product{code, query.text()};
    });
}

} // namespace makegood::storage
