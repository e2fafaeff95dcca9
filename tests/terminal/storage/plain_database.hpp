#pragma once

#include "tests/support/catch.hpp"

#include <cstdint>
#include <filesystem>
#include <sqlite3.h>
#include <string>
#include <vector>

namespace makegood::storage {

// The file as any other program may open it, with none of our guards: the hand of a forger.
class PlainDatabase {
  public:
    explicit PlainDatabase(const std::filesystem::path& file) {
        REQUIRE(sqlite3_open(file.c_str(), &database_) == SQLITE_OK);
        sqlite3_busy_timeout(database_, 1000);
    }
    PlainDatabase(const PlainDatabase&) = delete;
    PlainDatabase& operator=(const PlainDatabase&) = delete;
    ~PlainDatabase() { sqlite3_close(database_); }

    bool run(const std::string& sql) {
        return sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
    }

    // An event as the journal keeps it, but for its hashes.
    bool tell(const std::string& type, const std::string& body, const std::string& actor = "nora") {
        return run("INSERT INTO event SELECT coalesce(max(position), 0) + 1, 'lane-1', 1, coalesce(max(seq), 0) + 1, "
                   "hex(randomblob(16)), '" +
                   type + "', 1, 0, 'b', 0, '" + actor + "', '', CAST('" + body +
                   "' AS BLOB), zeroblob(32), randomblob(32) FROM event");
    }

    // Takes the triggers away and keeps a copy of what stands.
    void allow_changes() {
        REQUIRE(run("DROP TRIGGER event_is_never_changed; DROP TRIGGER event_is_never_removed;"
                    "CREATE TEMP TABLE kept_event AS SELECT * FROM event;"
                    "CREATE TEMP TABLE kept_head AS SELECT * FROM journal_head;"));
    }
    void restore_events() {
        REQUIRE(run("BEGIN; DELETE FROM event; INSERT INTO event SELECT * FROM kept_event; DELETE FROM journal_head;"
                    "INSERT INTO journal_head SELECT * FROM kept_head; COMMIT"));
    }

    struct Cell {
        int type = SQLITE_NULL;
        std::vector<unsigned char> bytes; // an integer as 8 bytes, lowest first

        std::size_t bits() const { return bytes.size() * 8; }
        Cell flipped(std::size_t bit) const {
            auto other = *this;
            other.bytes[bit / 8] = static_cast<unsigned char>(other.bytes[bit / 8] ^ (1U << (bit % 8)));
            return other;
        }
    };

    Cell read(const std::string& sql) {
        sqlite3_stmt* statement = nullptr;
        REQUIRE(sqlite3_prepare_v2(database_, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK);
        REQUIRE(sqlite3_step(statement) == SQLITE_ROW);
        Cell cell{sqlite3_column_type(statement, 0), {}};
        if (cell.type == SQLITE_INTEGER) {
            auto number = static_cast<std::uint64_t>(sqlite3_column_int64(statement, 0));
            for (int i = 0; i < 8; ++i, number >>= 8)
                cell.bytes.push_back(static_cast<unsigned char>(number & 0xff));
        } else {
            const auto* first = static_cast<const unsigned char*>(sqlite3_column_blob(statement, 0));
            cell.bytes.assign(first, first + sqlite3_column_bytes(statement, 0));
        }
        sqlite3_finalize(statement);
        return cell;
    }

    bool write(const std::string& sql, const Cell& cell) {
        sqlite3_stmt* statement = nullptr;
        REQUIRE(sqlite3_prepare_v2(database_, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK);
        if (cell.type == SQLITE_INTEGER) {
            std::uint64_t number = 0;
            for (std::size_t i = 8; i-- > 0;)
                number = number << 8 | cell.bytes[i];
            sqlite3_bind_int64(statement, 1, static_cast<std::int64_t>(number));
        } else if (cell.type == SQLITE_TEXT) {
            sqlite3_bind_text(statement, 1, reinterpret_cast<const char*>(cell.bytes.data()),
                              static_cast<int>(cell.bytes.size()), SQLITE_TRANSIENT);
        } else {
            sqlite3_bind_blob(statement, 1, cell.bytes.data(), static_cast<int>(cell.bytes.size()), SQLITE_TRANSIENT);
        }
        const int result = sqlite3_step(statement);
        sqlite3_finalize(statement);
        return result == SQLITE_DONE;
    }

  private:
    sqlite3* database_ = nullptr;
};

} // namespace makegood::storage
