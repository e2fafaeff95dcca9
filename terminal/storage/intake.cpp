#include "terminal/storage/intake.hpp"

#include "terminal/storage/canonical.hpp"
#include "terminal/storage/query.hpp"
#include "terminal/storage/receipt_id.hpp"

namespace makegood::storage {

namespace {

// RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80   ? 1
                                   : lead < 0xC2 ? 0
                                   : lead < 0xE0 ? 2
                                   : lead < 0xF0 ? 3
                                   : lead < 0xF5 ? 4
                                                 : 0;
        if (length == 0 || i + length > text.size())
            return false;
        for (std::size_t k = 1; k < length; ++k)
            if ((static_cast<unsigned char>(text[i + k]) & 0xC0U) != 0x80U)
                return false;
        const auto second = length > 1 ? static_cast<unsigned char>(text[i + 1]) : 0x80;
        if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) || (lead == 0xF0 && second < 0x90) ||
            (lead == 0xF4 && second > 0x8F))
            return false;
        i += length;
    }
    return true;
}

bool all_text_is_utf8(const RetailTransaction& receipt) {
    for (const auto* text : {&receipt.key.business_unit.text(), &receipt.key.workstation.text(), &receipt.key.sequence,
                             &receipt.number, &receipt.operator_id.text()})
        if (!is_utf8(*text))
            return false;
    for (const auto& line : receipt.lines)
        if (!is_utf8(line.code.text()) || !is_utf8(line.name))
            return false;
    for (const auto& tender : receipt.tenders)
        if (!is_utf8(tender.kind) || !is_utf8(tender.card_last_four))
            return false;
    return true;
}

std::optional<std::string> what_is_wrong_with(const RetailTransaction& receipt) {
    if (receipt.key.sequence.empty())
        return "it has no sequence number";
    if (!all_text_is_utf8(receipt))
        return "a text of it is no UTF-8";
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

Stored<Taken> take_receipt(Connection& connection, const Pepper& pepper, const RetailTransaction& receipt) {
    const auto object = receipt.key.to_text();
    const auto refuse = [&](std::string reason) {
        return refused(StorageError{StorageFault::refused, "store receipt", object, std::move(reason)});
    };
    if (auto wrong = what_is_wrong_with(receipt))
        return refuse(*wrong);
    return connection.attempt("store receipt", object, [&]() -> Stored<Taken> {
        std::optional<Hash> customer;
        if (!receipt.customer_reference.empty())
            customer = pepper.keyed_hash("customer", receipt.customer_reference);
        const auto content = content_hash(receipt, customer);
        const auto standing = standing_of(connection, receipt.key, content);
        if (standing.same_content)
            return Taken::known;
        const auto id = next_id(connection, receipt.key.business_day);
        if (!id)
            return refuse("its day is full");
        Savepoint savepoint(connection);
        insert(connection, *id, receipt, standing.revision + 1, content, customer);
        if (standing.revision > 0) {
            Query supersede(connection, "UPDATE receipt SET superseded_by = ? WHERE id = ?");
            supersede.bind(*id, standing.id).run();
        }
        savepoint.keep();
        return standing.revision == 0 ? Taken::stored : Taken::revision;
    });
}

} // namespace

Stored<Taken> Intake::take(const RetailTransaction& receipt) {
    if (auto begun = begin(); !begun)
        return refused(begun.error());
    return counted(take_receipt(connection_, pepper_, receipt), 1 + receipt.lines.size() + receipt.tenders.size());
}

Stored<void> Intake::take(const Product& product) {
    if (auto begun = begin(); !begun)
        return begun;
    return counted(connection_.attempt("store product", product.code.text(),
                                       [&] {
                                           Query query(connection_,
                                                       "INSERT INTO product (code, name) VALUES (?, ?) ON CONFLICT "
                                                       "(code) DO UPDATE SET name = excluded.name WHERE name <> "
                                                       "excluded.name");
                                           query.bind(product.code.text(), product.name).run();
                                       }),
                   1);
}

template <class Value>
Stored<Value> Intake::counted(Stored<Value> taken, std::size_t rows) {
    if (!taken && taken.error().fault != StorageFault::refused)
        slice_.reset();
    rows_ += static_cast<int>(rows);
    return taken;
}

Stored<bool> Intake::end_slice_when_full() {
    if (!is_full())
        return false;
    if (auto done = finish(); !done)
        return refused(done.error());
    return true;
}

Stored<void> Intake::finish() {
    if (!slice_)
        return {};
    auto slice = std::move(*slice_);
    slice_.reset();
    rows_ = 0;
    return slice.commit();
}

Stored<void> Intake::begin() {
    if (slice_)
        return {};
    auto begun = DatabaseTransaction::begin(connection_);
    if (!begun)
        return refused(begun.error());
    slice_.emplace(std::move(*begun));
    rows_ = 0;
    return {};
}

} // namespace makegood::storage
