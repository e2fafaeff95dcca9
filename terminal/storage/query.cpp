#include "terminal/storage/query.hpp"

#include <SQLiteCpp/Column.h>
#include <algorithm>
#include <cassert>
#include <sqlite3.h>

namespace makegood::storage {

namespace {

Connection::Statements::value_type& place_of(Connection::Statements& statements, std::string_view sql) {
    if (const auto found = statements.find(sql); found != statements.end())
        return *found;
    return *statements.emplace(sql, nullptr).first;
}

} // namespace

// A statement that is out on loan is not in its place, so a query inside a query with the same text gets its own.
Query::Query(Connection& connection, std::string_view sql)
    : place_(place_of(connection.state_->statements, sql)), statement_(std::move(place_.second)) {
    if (!statement_)
        statement_ = std::make_unique<SQLite::Statement>(connection.state_->database, place_.first);
}

Query::~Query() {
    statement_->tryReset();
    statement_->clearBindings();
    place_.second = std::move(statement_);
}

int Query::run() {
    const int changed = statement_->exec();
    statement_->reset();
    bound_ = 0;
    return changed;
}

bool Query::step() {
    column_ = 0;
    return statement_->executeStep();
}

SQLite::Column Query::next(int type) {
    auto column = statement_->getColumn(column_++);
    if (column.getType() != type)
        throw UnreadableRow("column " + std::to_string(column_) + " has type " + std::to_string(column.getType()) +
                            " in: " + place_.first);
    return column;
}

std::int64_t Query::integer() {
    return next(SQLITE_INTEGER).getInt64();
}

std::optional<std::int64_t> Query::optional_integer() {
    if (statement_->getColumn(column_).isNull()) {
        ++column_;
        return std::nullopt;
    }
    return integer();
}

std::string Query::text() {
    return next(SQLITE_TEXT).getString();
}

std::optional<std::string> Query::optional_text() {
    if (statement_->getColumn(column_).isNull()) {
        ++column_;
        return std::nullopt;
    }
    return text();
}

std::optional<CivilTime> Query::optional_time() {
    const auto seconds = optional_integer();
    return seconds ? std::optional(CivilTime{*seconds}) : std::nullopt;
}

Currency Query::currency(std::optional<Currency> usual) {
    if (usual && statement_->getColumn(column_).isNull()) {
        ++column_;
        return *usual;
    }
    const auto code = text();
    const auto currency = Currency::from_code(code);
    if (!currency)
        throw UnreadableRow("a currency \"" + code + "\"");
    return *currency;
}

Bytes Query::bytes() {
    const auto column = next(SQLITE_BLOB);
    const auto* first = static_cast<const unsigned char*>(column.getBlob());
    return Bytes(first, first + column.getBytes());
}

Hash Query::hash() {
    const auto column = next(SQLITE_BLOB);
    Hash hash;
    if (column.getBytes() != static_cast<int>(hash.size()))
        throw UnreadableRow("a hash of " + std::to_string(column.getBytes()) + " bytes in: " + place_.first);
    std::copy_n(static_cast<const unsigned char*>(column.getBlob()), hash.size(), hash.begin());
    return hash;
}

Query::Value Query::value() {
    switch (statement_->getColumn(column_).getType()) {
    case SQLITE_NULL:
        ++column_;
        return std::monostate();
    case SQLITE_INTEGER:
        return integer();
    case SQLITE_TEXT:
        return text();
    default:
        return bytes();
    }
}

void Query::bind_one(std::int64_t value) {
    statement_->bind(++bound_, value);
}

void Query::bind_one(const std::string& value) {
    statement_->bind(++bound_, value);
}

void Query::bind_one(std::string_view value) {
    statement_->bind(++bound_, std::string(value));
}

void Query::bind_one(std::span<const unsigned char> value) {
    // A null pointer would bind NULL instead of no bytes.
    statement_->bind(++bound_, value.empty() ? "" : static_cast<const void*>(value.data()),
                     static_cast<int>(value.size()));
}

} // namespace makegood::storage
