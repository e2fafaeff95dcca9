#include "terminal/storage/facts.hpp"

#include "terminal/storage/canonical.hpp"

#include <limits>

namespace makegood::storage {

namespace {

constexpr std::int64_t ids_per_day = std::int64_t{1} << 20;

std::int64_t first_id_of(Date day) {
    return day.days_since_1970 * ids_per_day;
}

std::int64_t last_id_of(Date day) {
    return first_id_of(day) + ids_per_day - 1;
}

std::optional<std::string> what_is_wrong_with(const RetailTransaction& receipt) {
    if (receipt.key.sequence.empty())
        return "it has no sequence number";
    for (std::size_t i = 1; i < receipt.lines.size(); ++i)
        if (receipt.lines[i].number <= receipt.lines[i - 1].number)
            return "line " + std::to_string(static_cast<int>(receipt.lines[i].number)) + " follows line " +
                   std::to_string(static_cast<int>(receipt.lines[i - 1].number));
    for (const auto& tender : receipt.tenders)
        if (tender.card_last_four.size() > 4)
            return "a tender carries more than the last four digits of a card";
    return std::nullopt;
}

CanonicalHash& operator<<(CanonicalHash& hash, const Money& money) {
    return hash.field(money.minor_units()).field(money.currency().code());
}

std::optional<std::int64_t> as_integer(const std::optional<int>& number) {
    return number ? std::optional<std::int64_t>(*number) : std::nullopt;
}

Hash content_hash(const RetailTransaction& receipt, const std::optional<Hash>& customer) {
    CanonicalHash hash;
    hash.plain("makegood/receipt/1");
    hash.field(receipt.key.to_text()).field(receipt.number).field(static_cast<std::int64_t>(receipt.kind));
    hash.field(receipt.begun_at.seconds).field(as_integer(receipt.utc_offset_minutes));
    hash.field(receipt.operator_id.text());
    if (customer)
        hash.field(std::span<const unsigned char>(*customer));
    else
        hash.nothing();
    hash << receipt.total;
    hash.field(static_cast<std::int64_t>(receipt.lines.size()));
    for (const auto& line : receipt.lines) {
        hash.field(static_cast<std::int64_t>(line.number)).field(static_cast<std::int64_t>(line.kind));
        hash.field(std::int64_t{line.voided}).field(line.code.text()).field(line.name).field(line.quantity.milli());
        hash << line.amount;
        hash.field(static_cast<std::int64_t>(line.entry_method));
    }
    hash.field(static_cast<std::int64_t>(receipt.tenders.size()));
    for (const auto& tender : receipt.tenders) {
        hash.field(tender.kind);
        hash << tender.amount;
        hash.field(tender.card_last_four);
    }
    return hash.finish();
}

struct Standing {
    std::int64_t id = 0;
    std::int64_t revision = 0;
    bool same_content = false; // of any revision: importing an old file once more changes nothing
};

Standing standing_of(Connection& connection, const ReceiptKey& key, const Hash& content) {
    Standing standing;
    Query query(connection, "SELECT id, revision, content_hash FROM receipt WHERE business_unit = ? AND "
                            "workstation = ? AND business_day = ? AND sequence = ? ORDER BY revision");
    query.bind(key.business_unit.text(), key.workstation.text(), key.business_day.days_since_1970, key.sequence);
    while (query.step()) {
        standing.id = query.integer();
        standing.revision = query.integer();
        standing.same_content = standing.same_content || query.hash() == content;
    }
    return standing;
}

std::optional<std::int64_t> next_id(Connection& connection, Date day) {
    Query query(connection, "SELECT max(id) FROM receipt WHERE id BETWEEN ? AND ?");
    query.bind(first_id_of(day), last_id_of(day)).step();
    const auto last = query.optional_integer();
    if (last == last_id_of(day))
        return std::nullopt;
    return last ? *last + 1 : first_id_of(day);
}

// Part of a receipt must not stay when its rest is refused, and the database transaction around it goes on.
class Savepoint {
  public:
    explicit Savepoint(Connection& connection) : connection_(connection) {
        Query(connection, "SAVEPOINT receipt").run();
    }
    void keep() {
        Query(connection_, "RELEASE receipt").run();
        kept_ = true;
    }
    Savepoint(const Savepoint&) = delete;
    Savepoint& operator=(const Savepoint&) = delete;
    ~Savepoint() {
        if (kept_)
            return;
        // SQLite may have rolled back everything already (disk full); then there is no savepoint any more.
        static_cast<void>(connection_.attempt("give up", "receipt", [&] {
            Query(connection_, "ROLLBACK TO receipt").run();
            Query(connection_, "RELEASE receipt").run();
        }));
    }

  private:
    Connection& connection_;
    bool kept_ = false;
};

void insert(Connection& connection, std::int64_t id, const RetailTransaction& receipt, std::int64_t revision,
            const Hash& content, const std::optional<Hash>& customer) {
    Query head(connection, "INSERT INTO receipt (id, business_unit, workstation, business_day, sequence, revision, "
                           "content_hash, number, kind, begun_at, utc_offset_minutes, operator_id, customer_hash, "
                           "total, currency) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    head.bind(id, receipt.key.business_unit.text(), receipt.key.workstation.text(),
              receipt.key.business_day.days_since_1970, receipt.key.sequence, revision, content, receipt.number,
              static_cast<int>(receipt.kind), receipt.begun_at.seconds, receipt.utc_offset_minutes,
              receipt.operator_id.text(), customer, receipt.total.minor_units(), receipt.total.currency().code());
    head.run();
    for (const auto& line : receipt.lines) {
        Query query(connection, "INSERT INTO receipt_line (receipt, number, kind, voided, code, name, quantity, "
                                "amount, currency, entry_method) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        query.bind(id, static_cast<int>(line.number), static_cast<int>(line.kind), line.voided ? 1 : 0,
                   line.code.text(), line.name, line.quantity.milli(), line.amount.minor_units(),
                   line.amount.currency().code(), static_cast<int>(line.entry_method));
        query.run();
    }
    std::int64_t position = 0;
    for (const auto& tender : receipt.tenders) {
        Query query(connection, "INSERT INTO receipt_tender (receipt, position, kind, amount, currency, "
                                "card_last_four) VALUES (?, ?, ?, ?, ?, ?)");
        query.bind(id, ++position, tender.kind, tender.amount.minor_units(), tender.amount.currency().code(),
                   tender.card_last_four);
        query.run();
    }
}

Currency read_currency(Query& query) {
    const auto code = query.text();
    const auto currency = Currency::from_code(code);
    if (!currency)
        throw UnreadableRow("a currency \"" + code + "\"");
    return *currency;
}

Money read_money(Query& query) {
    const auto minor_units = query.integer();
    return Money(minor_units, read_currency(query));
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

Range range_of(const PurchaseSearch& search) {
    Range range;
    if (!search.about)
        return range;
    const auto middle = search.about->minor_units();
    if (__builtin_sub_overflow(middle, search.tolerance_minor_units, &range.lowest))
        range.lowest = std::numeric_limits<std::int64_t>::min();
    if (__builtin_add_overflow(middle, search.tolerance_minor_units, &range.highest))
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

Stored<Taken> Facts::take(const RetailTransaction& receipt) {
    const auto object = receipt.key.to_text();
    const auto refuse = [&](std::string reason) {
        return refused(StorageError{StorageFault::refused, "store receipt", object, std::move(reason)});
    };
    if (auto wrong = what_is_wrong_with(receipt))
        return refuse(*wrong);
    return connection_.attempt("store receipt", object, [&]() -> Stored<Taken> {
        std::optional<Hash> customer;
        if (!receipt.customer_reference.empty())
            customer = pepper_.keyed_hash("customer", receipt.customer_reference);
        const auto content = content_hash(receipt, customer);
        const auto standing = standing_of(connection_, receipt.key, content);
        if (standing.same_content)
            return Taken::known;
        const auto id = next_id(connection_, receipt.key.business_day);
        if (!id)
            return refuse("its day is full");
        Savepoint savepoint(connection_);
        insert(connection_, *id, receipt, standing.revision + 1, content, customer);
        if (standing.revision > 0) {
            Query supersede(connection_, "UPDATE receipt SET superseded_by = ? WHERE id = ?");
            supersede.bind(*id, standing.id).run();
        }
        savepoint.keep();
        return standing.revision == 0 ? Taken::stored : Taken::revision;
    });
}

Stored<void> Facts::take(const Product& product) {
    return connection_.attempt("store product", product.code.text(), [&] {
        Query query(connection_, "INSERT INTO product (code, name) VALUES (?, ?) ON CONFLICT (code) DO UPDATE SET "
                                 "name = excluded.name WHERE name <> excluded.name");
        query.bind(product.code.text(), product.name).run();
    });
}

Stored<std::optional<StoredReceipt>> Facts::find_receipt(const ReceiptKey& key) {
    return connection_.attempt("find receipt", key.to_text(), [&]() -> std::optional<StoredReceipt> {
        Query query(connection_, "SELECT id FROM receipt WHERE business_unit = ? AND workstation = ? AND "
                                 "business_day = ? AND sequence = ? ORDER BY revision DESC LIMIT 1");
        query.bind(key.business_unit.text(), key.workstation.text(), key.business_day.days_since_1970, key.sequence);
        if (!query.step())
            return std::nullopt;
        return read_receipt(connection_, query.integer());
    });
}

Stored<std::optional<StoredReceipt>> Facts::find_receipt(const ReceiptKey& key, int revision) {
    return connection_.attempt("find receipt", key.to_text(), [&]() -> std::optional<StoredReceipt> {
        Query query(connection_, "SELECT id FROM receipt WHERE business_unit = ? AND workstation = ? AND "
                                 "business_day = ? AND sequence = ? AND revision = ?");
        query.bind(key.business_unit.text(), key.workstation.text(), key.business_day.days_since_1970, key.sequence,
                   revision);
        if (!query.step())
            return std::nullopt;
        return read_receipt(connection_, query.integer());
    });
}

Stored<std::vector<StoredReceipt>> Facts::find_by_number(std::string_view number, int limit) {
    return connection_.attempt("find receipts numbered", number, [&] {
        Query query(connection_, "SELECT id FROM receipt WHERE number = ? AND superseded_by IS NULL "
                                 "ORDER BY id DESC LIMIT ?");
        query.bind(number, limit);
        return read_all(connection_, query);
    });
}

Stored<std::vector<StoredReceipt>> Facts::find_by_item(const ItemCode& code, int limit) {
    return connection_.attempt("find receipts with item", code.text(), [&] {
        Query query(connection_, "SELECT DISTINCT receipt_line.receipt FROM receipt_line JOIN receipt ON receipt.id = "
                                 "receipt_line.receipt WHERE receipt_line.code = ? AND receipt.superseded_by IS NULL "
                                 "ORDER BY receipt_line.receipt DESC LIMIT ?");
        query.bind(code.text(), limit);
        return read_all(connection_, query);
    });
}

Stored<std::vector<StoredReceipt>> Facts::find_by_purchase(const PurchaseSearch& search, int limit) {
    const auto object = search.first_day.to_iso() + " to " + search.last_day.to_iso();
    return connection_.attempt("find receipts of", object, [&] {
        const auto [lowest, highest] = range_of(search);
        const auto currency = search.about ? std::optional(search.about->currency().code()) : std::nullopt;
        if (search.code.empty()) {
            Query query(connection_, "SELECT id FROM receipt WHERE id BETWEEN ?1 AND ?2 AND superseded_by IS NULL "
                                     "AND total BETWEEN ?3 AND ?4 AND (?5 IS NULL OR currency = ?5) "
                                     "ORDER BY id DESC LIMIT ?6");
            query.bind(first_id_of(search.first_day), last_id_of(search.last_day), lowest, highest, currency, limit);
            return read_all(connection_, query);
        }
        Query query(
            connection_,
            "SELECT DISTINCT receipt_line.receipt FROM receipt_line JOIN receipt ON receipt.id = receipt_line.receipt "
            "WHERE receipt_line.code = ?1 AND receipt_line.receipt BETWEEN ?2 AND ?3 AND "
            "receipt.superseded_by IS NULL AND (?6 IS NULL OR receipt.currency = ?6) AND "
            "(receipt.total BETWEEN ?4 AND ?5 OR receipt_line.amount BETWEEN ?4 AND ?5) "
            "ORDER BY receipt_line.receipt DESC LIMIT ?7");
        query.bind(search.code.text(), first_id_of(search.first_day), last_id_of(search.last_day), lowest, highest,
                   currency, limit);
        return read_all(connection_, query);
    });
}

Stored<std::optional<Product>> Facts::find_product(const ItemCode& code) {
    return connection_.attempt("find product", code.text(), [&]() -> std::optional<Product> {
        Query query(connection_, "SELECT name FROM product WHERE code = ?");
        query.bind(code.text());
        if (!query.step())
            return std::nullopt;
        return Product{code, query.text()};
    });
}

} // namespace makegood::storage
