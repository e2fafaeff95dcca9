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
        day INTEGER NOT NULL, business_unit TEXT NOT NULL, workstation TEXT NOT NULL, sequence TEXT NOT NULL,
        row INTEGER NOT NULL, line INTEGER NOT NULL, number TEXT NOT NULL, time INTEGER NOT NULL,
        operator TEXT NOT NULL, customer TEXT NOT NULL, kind INTEGER NOT NULL, code TEXT NOT NULL,
        name TEXT NOT NULL, quantity INTEGER NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL,
        phone TEXT NOT NULL, card TEXT NOT NULL, reference TEXT NOT NULL
    ) STRICT;
    BEGIN;
)sql";

StagedRow row_at(SQLite::Statement& statement) {
    int column = 0;
    const auto integer = [&] { return statement.getColumn(column++).getInt64(); };
    const auto text = [&] { return statement.getColumn(column++).getString(); };

    const Date day{static_cast<std::int32_t>(integer())};
    auto unit = text();
    auto workstation = text();
    auto sequence = text();
    const auto row = static_cast<std::uint64_t>(integer());
    const auto line = static_cast<std::uint64_t>(integer());
    auto number = text();
    const CivilTime time{integer()};
    auto operator_id = text();
    auto customer = text();
    const auto kind = static_cast<LineKind>(integer());
    auto code = text();
    auto name = text();
    const auto quantity = Quantity::of_milli(integer());
    const auto amount = integer();
    const auto currency = Currency::from_code(text());
    assert(currency);
    auto phone = text();
    auto card = text();
    return {.row = row,
            .line = line,
            .key = {BusinessUnitId(std::move(unit)), WorkstationId(std::move(workstation)), day, std::move(sequence)},
            .number = std::move(number),
            .time = time,
            .operator_id = std::move(operator_id),
            .customer = std::move(customer),
            .item = {.kind = kind,
                     .code = ItemCode(std::move(code)),
                     .name = std::move(name),
                     .quantity = quantity,
                     .amount = Money(amount, *currency)},
            .phone = std::move(phone),
            .card_last_four = std::move(card),
            .payment_reference = text()};
}

} // namespace

struct StagedRows::Database {
    SQLite::Database connection{"", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX};
    int made = connection.exec(schema);
    SQLite::Statement add_name{connection, "INSERT OR IGNORE INTO name VALUES (?, ?)"};
    SQLite::Statement name_of{connection, "SELECT name FROM name WHERE code = ?"};
    SQLite::Statement add{connection,
                          "INSERT INTO row VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
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

    const std::string currency(row.item.amount.currency().code());
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
    integer(row.item.amount.minor_units());
    text(currency);
    text(row.phone);
    text(row.card_last_four);
    text(row.payment_reference);
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
