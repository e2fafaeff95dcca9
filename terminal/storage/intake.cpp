#include "terminal/storage/intake.hpp"

#include "terminal/storage/canonical.hpp"
#include "terminal/storage/query.hpp"
#include "terminal/storage/receipt_gist.hpp"
#include "terminal/storage/receipt_id.hpp"
#include "terminal/storage/receipt_rows.hpp"
#include "terminal/text/search_key.hpp"
#include "terminal/text/unicode.hpp"
#include "workflows/finding/phone.hpp"

#include <algorithm>
#include <set>

namespace makegood::storage {

namespace {

// Far below SQLite's own limit, far above anything on paper.
constexpr std::size_t longest_text = 100'000;

std::optional<std::string> what_is_wrong_with_texts(const RetailTransaction& receipt) {
    std::vector<std::string_view> texts = {receipt.key.business_unit.text(), receipt.key.workstation.text(),
                                           receipt.key.sequence, receipt.number, receipt.operator_id.text()};
    for (const auto& line : receipt.lines) {
        texts.push_back(line.code.text());
        texts.push_back(line.name);
    }
    for (const auto& tender : receipt.tenders) {
        texts.push_back(tender.kind);
        texts.push_back(tender.card_last_four);
        texts.push_back(tender.reference);
    }
    for (const auto& tax : receipt.taxes)
        texts.push_back(tax.name);
    for (const auto& link : receipt.links)
        for (const auto* part : {&link.to.business_unit.text(), &link.to.workstation.text(), &link.to.sequence})
            texts.push_back(*part);
    for (const auto text : texts) {
        if (text.size() > longest_text)
            return "a text of it is longer than " + std::to_string(longest_text) + " bytes";
        if (!text::is_utf8(text))
            return "a text of it is no UTF-8";
    }
    return std::nullopt;
}

std::optional<std::string> what_is_wrong_with(const RetailTransaction& receipt) {
    if (receipt.key.sequence.empty())
        return "it has no sequence number";
    if (auto wrong = what_is_wrong_with_texts(receipt))
        return wrong;
    for (std::size_t i = 1; i < receipt.lines.size(); ++i)
        if (receipt.lines[i].number <= receipt.lines[i - 1].number)
            return "line " + std::to_string(static_cast<int>(receipt.lines[i].number)) + " follows line " +
                   std::to_string(static_cast<int>(receipt.lines[i - 1].number));
    for (const auto& tender : receipt.tenders)
        if (tender.card_last_four.size() > 4)
            return "a tender carries more than the last four digits of a card";
    for (const auto& tax : receipt.taxes)
        if (tax.amount.currency() != receipt.total.currency())
            return "a tax is in another currency than its receipt";
    for (const auto& line : receipt.lines)
        if (line.discount && (line.discount->minor_units() <= 0 || line.discount->currency() != line.amount.currency()))
            return "a discount is not more than zero, or in another currency than its line";
    return std::nullopt;
}

CanonicalHash& operator<<(CanonicalHash& hash, const Money& money) {
    return hash.field(money.minor_units()).field(money.currency().code());
}

std::optional<std::int64_t> as_integer(const std::optional<int>& number) {
    return number ? std::optional<std::int64_t>(*number) : std::nullopt;
}

struct Marks {
    std::optional<Hash> customer;
    std::optional<Hash> phone;
};

Marks marks_of(const RetailTransaction& receipt, const Pepper& pepper) {
    Marks marks;
    if (!receipt.customer_reference.empty())
        marks.customer = pepper.keyed_hash(customer_purpose, receipt.customer_reference);
    if (const auto key = phone_key(text::search_key(receipt.customer_phone)); !key.empty())
        marks.phone = pepper.keyed_hash(phone_purpose, key);
    return marks;
}

std::optional<std::int64_t> as_integer(const std::optional<LineNumber>& line) {
    return line ? std::optional<std::int64_t>(static_cast<std::int32_t>(*line)) : std::nullopt;
}

void add_what_is_as_sold(CanonicalHash& hash, const RetailTransaction& receipt) {
    for (const auto& line : receipt.lines) {
        if (line.unit != Unit::each)
            hash.field("unit").field(*as_integer(line.number)).field(static_cast<std::int64_t>(line.unit));
        if (line.discount)
            hash.field("discount").field(*as_integer(line.number)).field(line.discount->minor_units());
        if (line.quantity_keyed)
            hash.field("quantity_keyed").field(*as_integer(line.number));
    }
    for (const auto& tax : receipt.taxes)
        hash.field("tax").field(tax.name).field(as_integer(tax.percent_milli)).field(tax.amount.minor_units());
    for (const auto& link : receipt.links)
        hash.field("link")
            .field(static_cast<std::int64_t>(link.reason))
            .field(as_integer(link.line))
            .field(link.to.to_text())
            .field(as_integer(link.to_line));
}

// What came later than the first layout is only there where it says something, so that receipts of before keep theirs.
ContentHash content_hash(const RetailTransaction& receipt, const Marks& marks,
                         std::string_view layout = "makegood/receipt/1") {
    CanonicalHash hash;
    hash.plain(layout);
    hash.field(receipt.key.to_text()).field(receipt.number).field(static_cast<std::int64_t>(receipt.kind));
    hash.field(receipt.begun_at.seconds).field(as_integer(receipt.utc_offset_minutes));
    hash.field(receipt.operator_id.text());
    if (marks.customer)
        hash.field(std::span<const unsigned char>(*marks.customer));
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
    for (const auto& tender : receipt.tenders)
        if (!tender.reference.empty())
            hash.field("reference").field(tender.reference);
    if (marks.phone)
        hash.field("phone").field(std::span<const unsigned char>(*marks.phone));
    add_what_is_as_sold(hash, receipt);
    ContentHash half{};
    std::ranges::copy_n(hash.finish().begin(), half.size(), half.begin());
    return half;
}

struct Standing {
    std::int64_t id = 0; // of the last revision
    std::int64_t revision = 0;
    std::vector<Bytes> contents{}; // of all revisions: importing an old file once more changes nothing

    bool holds(const ContentHash& content) const {
        return std::ranges::any_of(contents, [&](const Bytes& one) { return std::ranges::equal(one, content); });
    }
};

Standing standing_of(Connection& connection, const ReceiptKey& key, std::int64_t workstation) {
    Standing standing;
    Query query(connection, "SELECT id, revision, content_hash FROM receipt WHERE sequence = ? AND workstation = ? "
                            "AND business_day = ? ORDER BY revision");
    query.bind(key.sequence, workstation, key.business_day.days_since_1970);
    while (query.step()) {
        standing.id = query.integer();
        standing.revision = query.integer();
        standing.contents.push_back(query.bytes());
    }
    return standing;
}

bool was_erased(Connection& connection, const Standing& standing) {
    return standing.revision > 0 &&
           std::ranges::equal(standing.contents.back(),
                              content_hash_of_erased(read_receipt(connection, standing.id).receipt));
}

std::optional<std::int64_t> next_id(Connection& connection, Date day) {
    Query query(connection, "SELECT max(id) FROM receipt WHERE id BETWEEN ? AND ?");
    query.bind(first_id_of(day), last_id_of(day)).step();
    const auto last = query.optional_integer();
    if (last == last_id_of(day))
        return std::nullopt;
    return last ? *last + 1 : first_id_of(day);
}

std::optional<std::string_view> unless(const Currency& currency, const Currency& usual) {
    return currency == usual ? std::nullopt : std::optional(currency.code());
}

std::optional<std::string_view> unless_empty(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional<std::string_view>(text);
}

bool is_goods(LineKind kind) {
    return kind == LineKind::sale || kind == LineKind::returned;
}

// The column of a ticket that was set aside says so beside its kind.
RetailTransactionKind stored_kind(RetailTransactionKind kind) {
    return kind == RetailTransactionKind::suspended ? RetailTransactionKind::voided : kind;
}

std::int64_t count_items(const RetailTransaction& receipt) {
    std::set<std::string_view> codes;
    for (const auto& line : receipt.lines)
        if (is_goods(line.kind))
            codes.insert(line.code.text());
    return std::ssize(codes);
}

constexpr std::string_view insert_purchase = "INSERT OR IGNORE INTO purchase (item, receipt, gist) VALUES (?, ?, ?)";

class ReceiptInsertion {
  public:
    ReceiptInsertion(Connection& connection, Wordings& wordings, std::int64_t id, const RetailTransaction& receipt)
        : connection_(connection), wordings_(wordings), id_(id), receipt_(receipt), items_(count_items(receipt)) {}

    void run(std::int64_t workstation, std::int64_t revision, const ContentHash& content, const Marks& marks) {
        insert_head(workstation, revision, content, marks);
        insert_lines();
        std::int64_t position = 0;
        for (const auto& tender : receipt_.tenders)
            insert_tender(tender, ++position);
        insert_taxes();
        insert_links();
    }

  private:
    void insert_head(std::int64_t workstation, std::int64_t revision, const ContentHash& content, const Marks& marks) {
        const auto mark = [&](const std::optional<Hash>& hash) {
            return hash ? std::optional(wordings_.customer_mark(*hash)) : std::nullopt;
        };
        Query query(connection_,
                    "INSERT INTO receipt (id, workstation, sequence, number, revision, content_hash, kind, begun_at, "
                    "utc_offset_minutes, operator_id, customer, phone, total, currency, items, suspended) VALUES "
                    "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        const auto& sequence = receipt_.key.sequence;
        query.bind(id_, workstation, sequence,
                   receipt_.number == sequence ? std::nullopt : std::optional<std::string_view>(receipt_.number),
                   revision, std::span<const unsigned char>(content), static_cast<int>(stored_kind(receipt_.kind)),
                   receipt_.begun_at.seconds, receipt_.utc_offset_minutes, receipt_.operator_id.text(),
                   mark(marks.customer), mark(marks.phone), receipt_.total.minor_units(),
                   receipt_.total.currency().code(), items_,
                   receipt_.kind == RetailTransactionKind::suspended ? std::optional(1) : std::nullopt);
        query.run();
    }

    void insert_lines() {
        Query purchase(connection_, insert_purchase);
        Query query(connection_,
                    "INSERT INTO receipt_line (receipt, number, kind, voided, item, quantity, amount, "
                    "currency, entry_method, unit, discount, quantity_keyed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                    "?)");
        const auto gist = gist_of(receipt_.total.minor_units(), items_);
        for (const auto& line : receipt_.lines) {
            const auto item = wordings_.item(line.code.text(), line.name);
            query
                .bind(id_, static_cast<int>(line.number), static_cast<int>(line.kind), line.voided ? 1 : 0, item,
                      line.quantity.milli(), line.amount.minor_units(),
                      unless(line.amount.currency(), receipt_.total.currency()), static_cast<int>(line.entry_method),
                      line.unit == Unit::each ? std::nullopt : std::optional(static_cast<int>(line.unit)),
                      line.discount ? std::optional(line.discount->minor_units()) : std::nullopt,
                      line.quantity_keyed ? std::optional(1) : std::nullopt)
                .run();
            if (is_goods(line.kind) && receipt_.kind != RetailTransactionKind::suspended)
                purchase.bind(item, id_, gist).run();
        }
    }

    void insert_tender(const Tender& tender, std::int64_t position) {
        Query query(connection_, "INSERT INTO receipt_tender (receipt, position, kind, amount, currency, "
                                 "card_last_four, reference) VALUES (?, ?, ?, ?, ?, ?, ?)");
        query.bind(id_, position, wordings_.tender_kind(tender.kind), tender.amount.minor_units(),
                   unless(tender.amount.currency(), receipt_.total.currency()), unless_empty(tender.card_last_four),
                   unless_empty(tender.reference));
        query.run();
    }

    void insert_taxes() {
        std::int64_t position = 0;
        for (const auto& tax : receipt_.taxes) {
            Query query(connection_, "INSERT INTO receipt_tax (receipt, position, name, percent_milli, amount, "
                                     "included) VALUES (?, ?, ?, ?, ?, ?)");
            query.bind(id_, ++position, tax.name, tax.percent_milli, tax.amount.minor_units(), tax.included ? 1 : 0);
            query.run();
        }
    }

    void insert_links() {
        std::int64_t position = 0;
        for (const auto& link : receipt_.links) {
            Query query(connection_, "INSERT INTO receipt_link (receipt, position, reason, line, business_unit, "
                                     "workstation, business_day, sequence, to_line) VALUES "
                                     "(?, ?, ?, ?, ?, ?, ?, ?, ?)");
            query.bind(id_, ++position, static_cast<int>(link.reason), as_integer(link.line),
                       link.to.business_unit.text(), link.to.workstation.text(), link.to.business_day.days_since_1970,
                       link.to.sequence, as_integer(link.to_line));
            query.run();
        }
    }

    Connection& connection_;
    Wordings& wordings_;
    std::int64_t id_;
    const RetailTransaction& receipt_;
    std::int64_t items_;
};

// Nothing when its day holds no more receipts; nothing was written then. `whole` is the content before something was
// left out of it: where that stands here, it stays.
Stored<std::optional<Taken>> take_receipt(Connection& connection, const Pepper& pepper, Wordings& wordings,
                                          RetailTransaction receipt, const std::optional<ContentHash>& whole) {
    return connection.attempt("store receipt", receipt.key.to_text(), [&]() -> std::optional<Taken> {
        const auto& key = receipt.key;
        auto marks = marks_of(receipt, pepper);
        auto content = content_hash(receipt, marks);
        const auto workstation = wordings.workstation(key.business_unit.text(), key.workstation.text());
        const auto standing = standing_of(connection, key, workstation);
        if (standing.holds(content) || (whole && standing.holds(*whole)))
            return Taken::known;
        if (was_erased(connection, standing)) {
            receipt = without_personal_data(std::move(receipt));
            marks = {};
            content = content_hash_of_erased(receipt);
            if (standing.holds(content))
                return Taken::known;
        }
        const auto id = next_id(connection, key.business_day);
        if (!id)
            return std::nullopt;
        ReceiptInsertion(connection, wordings, *id, receipt).run(workstation, standing.revision + 1, content, marks);
        if (standing.revision > 0) {
            Query supersede(connection, "UPDATE receipt SET superseded_by = ? WHERE id = ?");
            supersede.bind(*id, standing.id).run();
        }
        return standing.revision == 0 ? Taken::stored : Taken::revision;
    });
}

} // namespace

RetailTransaction without_personal_data(RetailTransaction receipt) {
    receipt.customer_reference.clear();
    receipt.customer_phone.clear();
    for (auto& tender : receipt.tenders) {
        tender.card_last_four.clear();
        tender.reference.clear();
    }
    return receipt;
}

ContentHash content_hash_without_personal_data(const RetailTransaction& receipt) {
    return content_hash(without_personal_data(receipt), {});
}

ContentHash content_hash_of_erased(const RetailTransaction& receipt) {
    return content_hash(without_personal_data(receipt), {}, "makegood/receipt/erased/1");
}

// What a receipt can be refused for is found before its first row is written: a slice never holds a part of one.
Stored<Taken> Intake::take(const RetailTransaction& receipt) {
    const auto refuse = [&](std::string reason) {
        return refused(StorageError{StorageFault::refused, "store receipt", receipt.key.to_text(), std::move(reason)});
    };
    if (auto wrong = what_is_wrong_with(receipt))
        return refuse(std::move(*wrong));
    const auto limits = retention_.limits_of(receipt.key.business_unit);
    if (receipt.key.business_day <= limits.receipts)
        return Taken::beyond_retention;
    if (auto begun = begin(); !begun)
        return refused(begun.error());
    const bool leaves_out_personal_data = receipt.key.business_day <= limits.personal;
    auto taken = leaves_out_personal_data
                     ? take_receipt(connection_, pepper_, wordings_, without_personal_data(receipt),
                                    content_hash(receipt, marks_of(receipt, pepper_)))
                     : take_receipt(connection_, pepper_, wordings_, receipt, std::nullopt);
    if (!taken)
        return refused(given_up(std::move(taken.error())));
    if (!*taken)
        return refuse("its day is full");
    rows_ += static_cast<int>(1 + receipt.lines.size() + receipt.tenders.size());
    return **taken;
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
    auto committed = slice.commit();
    if (!committed)
        wordings_.forget();
    return committed;
}

// A row that SQLite refuses was to be found before: the slice may hold a part of its receipt and goes.
StorageError Intake::given_up(StorageError error) {
    slice_.reset();
    rows_ = 0;
    wordings_.forget();
    if (error.fault == StorageFault::refused)
        error.fault = StorageFault::input_output;
    return error;
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

namespace {

bool is_empty(Connection& connection, std::string_view first_row) {
    return !Query(connection, first_row).step();
}

void enter_all_purchases(Connection& connection) {
    Query lines(connection, "SELECT item, receipt, total, items FROM receipt_line JOIN receipt ON receipt.id = "
                            "receipt_line.receipt WHERE receipt_line.kind < 2");
    Query purchase(connection, insert_purchase);
    while (lines.step()) {
        const auto item = lines.integer();
        const auto receipt = lines.integer();
        const auto total = lines.integer();
        purchase.bind(item, receipt, gist_of(total, lines.integer())).run();
    }
}

} // namespace

Stored<void> fill_empty_indexes(Connection& connection) {
    return connection.attempt("fill the indexes of", connection.file().string(), [&]() -> Stored<void> {
        const bool have_purchases = !is_empty(connection, "SELECT 1 FROM purchase LIMIT 1") ||
                                    is_empty(connection, "SELECT 1 FROM receipt_line LIMIT 1");
        if (have_purchases)
            return {};
        auto transaction = DatabaseTransaction::begin(connection);
        if (!transaction)
            return refused(transaction.error());
        enter_all_purchases(connection);
        Wordings::enter_words_of_all_items(connection);
        return transaction->commit();
    });
}

} // namespace makegood::storage
