#pragma once

#include "terminal/storage/schema.hpp"
#include "terminal/storage/storage_error.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

namespace makegood::storage {

// An error that has to cross code without a place for one (the ports of the rules). Caught by `attempt`.
struct StorageFailure : std::exception {
    explicit StorageFailure(StorageError what_happened) : error(std::move(what_happened)), text(error.text()) {}
    const char* what() const noexcept override { return text.c_str(); }

    StorageError error;
    std::string text;
};

// A stored row that cannot be what this program wrote. Thrown between a row's reader and `attempt`, nowhere else.
class UnreadableRow : public std::exception {
  public:
    explicit UnreadableRow(std::string what) : what_(std::move(what)) {}
    const char* what() const noexcept override { return what_.c_str(); }

  private:
    std::string what_;
};

template <class Result>
struct AsStored {
    using type = Stored<Result>;
};
template <class Value>
struct AsStored<Stored<Value>> {
    using type = Stored<Value>;
};
template <class Work>
using Attempted = typename AsStored<std::invoke_result_t<Work>>::type;

// One connection to makegood.db, set up and checked as RELIABILITY demands (WAL, synchronous FULL, foreign keys,
// DEFENSIVE, no trusted schema, no mmap, low limits) and afterwards closed to ATTACH, DDL and PRAGMA. Belongs to one
// thread. There is one writing connection in the world, under the OwnerLock, and it alone checkpoints: SQLite 3.40.1
// can corrupt a WAL file that two connections write or checkpoint (sqlite.org/wal.html#walresetbug).
class Connection {
  public:
    // Opens or makes the database and applies the steps it lacks, each in one database transaction. Errors: foreign,
    // newer_schema, read_only, damaged, full, input_output, wrong_setting; the file is then as it was before.
    static Stored<Connection> open_writing(const std::filesystem::path& file, const std::vector<SchemaStep>& steps);

    // Never writes and never checkpoints, not on closing either. Errors: missing, foreign, newer_schema, older_schema,
    // damaged, input_output, wrong_setting.
    static Stored<Connection> open_reading(const std::filesystem::path& file, const std::vector<SchemaStep>& steps);

    // Another one of the same file, which only reads, for another thread. Sees what is committed. Errors: those of
    // open_reading.
    Stored<Connection> beside() const;

    Connection(Connection&&) noexcept = default;
    Connection& operator=(Connection&&) noexcept = default;
    ~Connection();

    const std::filesystem::path& file() const { return state_->file; }
    bool may_write() const { return state_->writes && !state_->latched; }

    // The text of each statement that has run, for asking SQLite how it runs them.
    std::vector<std::string> prepared_statements() const;

    // Reads every setting back from SQLite. Error wrong_setting names the first that is not as demanded.
    Stored<void> check_settings();

    // PRAGMA integrity_check and foreign_key_check: the lines that are not "ok". Reads the whole file.
    Stored<std::vector<std::string>> check_integrity();
    // PRAGMA quick_check: likewise, without comparing the indexes with their tables.
    Stored<std::vector<std::string>> check_quickly();

    // Moves committed pages from the WAL into the database file. Done by itself after a commit that leaves the WAL
    // long. Error latched after any failure to sync: what the failed pages hold is then unknown until a restart.
    Stored<void> checkpoint();
    // The same for all of the WAL, which is cut to nothing, so that no earlier content lingers in it. Error busy when
    // somebody reads for longer than a second: nothing is lost, and the WAL stays as it is.
    Stored<void> empty_write_ahead_log();

    // Writes the whole file anew (VACUUM). Where pages were split, SQLite leaves old bytes between their cells, which
    // secure_delete does not reach; afterwards there are none. Wants twice the file's size in free room for as long as
    // it takes (1.2 s for 100 MB, measured), and nobody is served meanwhile.
    Stored<void> rewrite();

    // Into an empty file, all as it stands at one moment (SQLite's online backup).
    Stored<void> copy_to(const std::filesystem::path& file);

    // Runs work that speaks SQL and turns whatever SQLite says into a StorageError; work may also return a Stored
    // of its own. A failed sync latches the connection: from then on it only reads.
    template <class Work>
    auto attempt(std::string_view operation, std::string_view object, Work work) -> Attempted<Work> {
        try {
            if constexpr (std::is_void_v<std::invoke_result_t<Work>>) {
                work();
                return {};
            } else {
                return work();
            }
        } catch (const SQLite::Exception& error) {
            return refused(error_of(error.getExtendedErrorCode(), error.what(), operation, object));
        } catch (const StorageFailure& failure) {
            return refused(failure.error);
        } catch (const UnreadableRow& error) {
            return refused(
                StorageError{StorageFault::damaged, std::string(operation), std::string(object), error.what()});
        }
    }

    struct HashOfText {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    using Statements = std::unordered_map<std::string, std::unique_ptr<SQLite::Statement>, HashOfText, std::equal_to<>>;

  private:
    friend class Query;
    friend class DatabaseTransaction;
    friend class Snapshot;
    friend class ForeignKeysOff;
    friend class LargeCache;
    struct State {
        std::filesystem::path file;
        SQLite::Database database;
        bool writes;
        bool immutable = false; // read without a WAL, from a place where nothing can be written
        bool latched = false;
        bool in_transaction = false;
        int write_ahead_pages = 0;
        Statements statements = {}; // prepared; empty places are those of statements in use
    };
    explicit Connection(std::unique_ptr<State> state) : state_(std::move(state)) {}

    static Stored<Connection> open(const std::filesystem::path& file, int flags, bool writes);
    static Stored<Connection> open_named(const std::filesystem::path& file, const std::string& name, int flags,
                                         bool writes);
    Stored<int> known_version(const std::vector<SchemaStep>& steps);
    Stored<void> prepare_to_read();
    void apply_settings();
    void keep_pages(int kib);
    void apply_steps(const std::vector<SchemaStep>& steps, int from_version);
    void close_the_door();
    void open_the_door();
    void end(bool commit);
    StorageError error_of(int extended_code, std::string_view reason, std::string_view operation,
                          std::string_view object);

    std::unique_ptr<State> state_; // on the heap: SQLite's hooks keep its address
};

// While it lives, everything that is read is of one moment, and SQLite takes its lock once. Within a
// DatabaseTransaction or another Snapshot it does nothing. Inside of an attempt only: it throws what that catches.
class Snapshot {
  public:
    explicit Snapshot(Connection& connection);
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;
    ~Snapshot();

  private:
    Connection* connection_; // none: somebody else's
};

// While it lives, rows may go that others still name: for emptying tables that are named by each other alone, which
// SQLite then does by the page, not by the row. No statement may be running at its beginning, nor at its end.
class ForeignKeysOff {
  public:
    explicit ForeignKeysOff(Connection& connection);
    ForeignKeysOff(const ForeignKeysOff&) = delete;
    ForeignKeysOff& operator=(const ForeignKeysOff&) = delete;
    ~ForeignKeysOff();

  private:
    Connection& connection_;
};

// While it lives, SQLite keeps 64 MB of pages instead of 8: for what changes most of the file in no order. No statement
// may be running at its beginning, nor at its end.
class LargeCache {
  public:
    explicit LargeCache(Connection& connection);
    LargeCache(const LargeCache&) = delete;
    LargeCache& operator=(const LargeCache&) = delete;
    ~LargeCache();

  private:
    Connection& connection_;
};

// BEGIN IMMEDIATE in the constructor, ROLLBACK in the destructor unless committed. Everything that one action of a
// person changes goes into one of these.
class DatabaseTransaction {
  public:
    // Error latched or read_only when the connection may not write.
    static Stored<DatabaseTransaction> begin(Connection& connection);

    // When this returns without an error, the content survives kill -9 and a power cut. After an error nothing of it
    // is acknowledged; after a failed sync (latched) it may or may not be there at the next start.
    Stored<void> commit();

    DatabaseTransaction(DatabaseTransaction&& other) noexcept
        : connection_(std::exchange(other.connection_, nullptr)) {}
    DatabaseTransaction& operator=(DatabaseTransaction&&) = delete;
    ~DatabaseTransaction();

  private:
    explicit DatabaseTransaction(Connection& connection) : connection_(&connection) {}
    Connection* connection_;
};

} // namespace makegood::storage
