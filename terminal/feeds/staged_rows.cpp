#include "terminal/feeds/staged_rows.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <cassert>

namespace makegood::feeds {

namespace {

// Nothing here outlives the import, so nothing is journalled or synced.
constexpr const char* schema = R"sql(
    PRAGMA temp_store = FILE;
    PRAGMA cache_size = -8192;
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    CREATE TABLE name (code TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE row (
        currency TEXT NOT NULL, amount INTEGER NOT NULL, day INTEGER NOT NULL, business_unit TEXT NOT NULL, workstation TEXT NOT NULL, sequence TEXT NOT NULL,
        row INTEGER NOT NULL, line INTEGER NOT NULL, number TEXT NOT NULL, time INTEGER NOT NULL,
        operator TEXT NOT NULL, customer TEXT NOT NULL, kind INTEGER NOT NULL, code TEXT NOT NULL,
        name TEXT NOT NULL, quantity INTEGER NOT NULL,
        phone TEXT NOT NULL, card TEXT NOT NULL, reference TEXT NOT NULL,
        voided INTEGER NOT NULL, entry_method INTEGER NOT NULL, unit INTEGER NOT NULL, discount INTEGER, quantity_keyed INTEGER NOT NULL,
        tax_amount INTEGER, tax_percent INTEGER, tax_name TEXT, tax_included INTEGER,
        returned_day INTEGER, returned_workstation TEXT, returned_sequence TEXT
    ) STRICT;
    BEGIN;
)sql";

// Takes the columns of a row one after the other.
class Columns {
  public:
    explicit Columns(SQLite::Statement& statement) : statement_(statement) {}

    std::int64_t integer() { return statement_.getColumn(next_++).getInt64(); }
    std::string text() { return statement_.getColumn(next_++).getString(); }
    std::optional<std::int64_t> optional_integer() {
        const auto column = statement_.getColumn(next_++);
        return column.isNull() ? std::nullopt : std::optional(column.getInt64());
    }

  private:
    SQLite::Statement& statement_;
    int next_ = 0;
};

StagedRow row_at(SQLite::Statement& statement) {
    Columns next(statement);
    const auto currency = Currency::from_code(next.text());
    assert(currency);
    StagedRow row{.item = {.amount = Money(next.integer(), *currency)}};
    row.key.business_day = Date{static_cast<std::int32_t>(next.integer())};
    row.key.business_unit = BusinessUnitId(next.text());
    row.key.workstation = WorkstationId(next.text());
    row.key.sequence = next.text();
    row.row = static_cast<std::uint64_t>(next.integer());
    row.line = static_cast<std::uint64_t>(next.integer());
    row.number = next.text();
    row.time = CivilTime{next.integer()};
    row.operator_id = next.text();
    row.customer = next.text();
    row.item.kind = static_cast<LineKind>(next.integer());
    row.item.code = ItemCode(next.text());
    row.item.name = next.text();
    row.item.quantity = Quantity::of_milli(next.integer());
    row.phone = next.text();
    row.card_last_four = next.text();
    row.payment_reference = next.text();
    row.item.voided = next.integer() != 0;
    row.item.entry_method = static_cast<EntryMethod>(next.integer());
    row.item.unit = static_cast<Unit>(next.integer());
    if (const auto discount = next.optional_integer())
        row.item.discount = Money(*discount, *currency);
    row.item.quantity_keyed = next.integer() != 0;
    const auto tax_amount = next.optional_integer();
    const auto tax_percent = next.optional_integer();
    auto tax_name = next.text();
    const bool tax_included = next.integer() != 0;
    if (tax_amount)
        row.tax =
            Tax{.name = std::move(tax_name),
                .percent_milli = tax_percent ? std::optional(static_cast<std::int32_t>(*tax_percent)) : std::nullopt,
                .amount = Money(*tax_amount, *currency),
                .included = tax_included};
    const auto returned_day = next.optional_integer();
    WorkstationId returned_workstation(next.text());
    auto returned_sequence = next.text();
    if (returned_day)
        row.returned_of = ReceiptKey{row.key.business_unit, std::move(returned_workstation),
                                     Date{static_cast<std::int32_t>(*returned_day)}, std::move(returned_sequence)};
    return row;
}

} // namespace

struct StagedRows::Database {
    SQLite::Database connection{"", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX};
    int made = connection.exec(schema);
    SQLite::Statement add_name{connection, "INSERT OR IGNORE INTO name VALUES (?, ?)"};
    SQLite::Statement name_of{connection, "SELECT name FROM name WHERE code = ?"};
    SQLite::Statement add{
        connection, "INSERT INTO row VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                    "?, ?, ?, ?, ?, ?, ?, ?)"};
};

StagedRows::StagedRows() : database_(std::make_unique<Database>()) {}
StagedRows::~StagedRows() = default;

void StagedRows::add_name(std::string_view code, std::string_view name) {
    auto& statement = database_->add_name;
    statement.reset();
    statement.bind(1, std::string(code));
    statement.bind(2, std::string(name));
    statement.exec();
}

std::string StagedRows::name_of(std::string_view code) {
    auto& statement = database_->name_of;
    statement.reset();
    statement.bind(1, std::string(code));
    return statement.executeStep() ? statement.getColumn(0).getString() : std::string();
}

void StagedRows::add(const StagedRow& row) {
    auto& statement = database_->add;
    statement.reset();
    int at = 1;
    const auto integer = [&](std::int64_t value) { statement.bind(at++, value); };
    const auto text = [&](const std::string& value) { statement.bindNoCopy(at++, value); };
    const auto nothing = [&] { statement.bind(at++); };
    const auto optional_amount = [&](const std::optional<Money>& money) {
        money ? integer(money->minor_units()) : nothing();
    };

    const std::string currency(row.item.amount.currency().code());
    text(currency);
    integer(row.item.amount.minor_units());
    integer(row.key.business_day.days_since_1970);
    text(row.key.business_unit.text());
    text(row.key.workstation.text());
    text(row.key.sequence);
    integer(static_cast<std::int64_t>(row.row));
    integer(static_cast<std::int64_t>(row.line));
    text(row.number);
    integer(row.time.seconds);
    text(row.operator_id);
    text(row.customer);
    integer(static_cast<std::int64_t>(row.item.kind));
    text(row.item.code.text());
    text(row.item.name);
    integer(row.item.quantity.milli());
    text(row.phone);
    text(row.card_last_four);
    text(row.payment_reference);
    integer(row.item.voided);
    integer(static_cast<std::int64_t>(row.item.entry_method));
    integer(static_cast<std::int64_t>(row.item.unit));
    optional_amount(row.item.discount);
    integer(row.item.quantity_keyed);
    if (const auto& tax = row.tax) {
        integer(tax->amount.minor_units());
        tax->percent_milli ? integer(*tax->percent_milli) : nothing();
        text(tax->name);
        integer(tax->included);
    } else {
        for (int i = 0; i < 4; ++i)
            nothing();
    }
    if (const auto& sale = row.returned_of) {
        integer(sale->business_day.days_since_1970);
        text(sale->workstation.text());
        text(sale->sequence);
    } else {
        for (int i = 0; i < 3; ++i)
            nothing();
    }
    statement.exec();
}

void StagedRows::for_each(const std::function<bool(StagedRow&&)>& visit) {
    SQLite::Statement statement(database_->connection,
                                "SELECT * FROM row ORDER BY day, business_unit, workstation, sequence, row");
    while (statement.executeStep())
        if (!visit(row_at(statement)))
            return;
}

} // namespace makegood::feeds
