#pragma once

#include "terminal/storage/connection.hpp"
#include "workflows/civil_time.hpp"
#include "workflows/money.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace makegood::storage {

using Bytes = std::vector<unsigned char>;
using Hash = std::array<unsigned char, 32>;

// A prepared statement on loan from its connection, with values bound in the order of its question marks and
// columns read in the order of its list. Throws what Connection::attempt catches, so it lives inside of one.
//     Query query(connection, "SELECT name FROM item WHERE code = ?");
//     query.bind(code);
//     while (query.step()) names.push_back(query.text());
class Query {
  public:
    Query(Connection& connection, std::string_view sql);
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;
    ~Query();

    template <class... Values>
    Query& bind(const Values&... values) {
        (bind_one(values), ...);
        return *this;
    }
    // For a statement without rows, which may be bound and run again afterwards: what is not bound then stays as it
    // was. Rows changed.
    int run();
    // Moves to the next row; false after the last.
    bool step();

    // The next column of the row. UnreadableRow when its type is another.
    std::int64_t integer();
    std::optional<std::int64_t> optional_integer();
    std::optional<CivilTime> optional_time(); // in seconds of CivilTime
    // `usual` stands for NULL; without it NULL is unreadable.
    Currency currency(std::optional<Currency> usual = std::nullopt);
    std::string text();
    std::optional<std::string> optional_text();
    Bytes bytes();
    Hash hash();
    using Value = std::variant<std::monostate, std::int64_t, std::string, Bytes>;
    Value value();
    int columns() const { return statement_->getColumnCount(); }

  private:
    void bind_one(std::int64_t value);
    void bind_one(int value) { bind_one(static_cast<std::int64_t>(value)); }
    void bind_one(std::string_view value);
    void bind_one(const std::string& value);
    void bind_one(const char* value) { bind_one(std::string_view(value)); }
    void bind_one(std::span<const unsigned char> value);
    void bind_one(const Hash& value) { bind_one(std::span<const unsigned char>(value)); }
    void bind_one(const Bytes& value) { bind_one(std::span<const unsigned char>(value)); }
    template <class Value>
    void bind_one(const std::optional<Value>& value) {
        if (value)
            bind_one(*value);
        else
            statement_->bind(++bound_);
    }
    void bind_one(bool) = delete;
    SQLite::Column next(int type);

    Connection::Statements::value_type& place_; // where the connection keeps this statement while nobody has it
    std::unique_ptr<SQLite::Statement> statement_;
    int bound_ = 0;
    int column_ = 0;
};

} // namespace makegood::storage
