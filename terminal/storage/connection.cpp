#include "terminal/storage/connection.hpp"

#include "terminal/storage/canonical.hpp"
#include "terminal/storage/private_file.hpp"
#include "terminal/storage/query.hpp"

#include <SQLiteCpp/Backup.h>
#include <array>
#include <cassert>
#include <sqlite3.h>
#include <unistd.h>
#include <utility>

namespace makegood::storage {

namespace {

constexpr int busy_timeout_ms = 1000;
// A slice of an import must fit, or SQLite spills its pages into the WAL again and again.
constexpr int writer_cache_kib = 8000;
constexpr int large_cache_kib = 64000;
// SQLite's own default for an automatic checkpoint; ours is explicit because SQLite drops the error of its own one.
constexpr int checkpoint_after_pages = 1000;

struct Limit {
    int name;
    int value;
};
// sqlite.org/security.html, "Precautions"
constexpr Limit sqlite_limits[] = {
    {SQLITE_LIMIT_LENGTH, 1'000'000},   {SQLITE_LIMIT_SQL_LENGTH, 100'000}, {SQLITE_LIMIT_COLUMN, 100},
    {SQLITE_LIMIT_EXPR_DEPTH, 20},      {SQLITE_LIMIT_COMPOUND_SELECT, 8},  {SQLITE_LIMIT_VDBE_OP, 25'000},
    {SQLITE_LIMIT_FUNCTION_ARG, 16},    {SQLITE_LIMIT_ATTACHED, 0},         {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50},
    {SQLITE_LIMIT_VARIABLE_NUMBER, 64}, {SQLITE_LIMIT_TRIGGER_DEPTH, 10},
};

struct Switch {
    int name;
    bool on;
    const char* what;
};
constexpr Switch switches[] = {
    {SQLITE_DBCONFIG_DEFENSIVE, true, "DEFENSIVE"},
    {SQLITE_DBCONFIG_TRUSTED_SCHEMA, false, "TRUSTED_SCHEMA"},
    {SQLITE_DBCONFIG_DQS_DDL, false, "DQS_DDL"},
    {SQLITE_DBCONFIG_DQS_DML, false, "DQS_DML"},
    {SQLITE_DBCONFIG_ENABLE_FKEY, true, "ENABLE_FKEY"},
    {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, false, "ENABLE_LOAD_EXTENSION"},
    {SQLITE_DBCONFIG_ENABLE_TRIGGER, true, "ENABLE_TRIGGER"},
};

void set_switch(sqlite3* database, int name, bool on) {
    int now = -1;
    if (sqlite3_db_config(database, name, on ? 1 : 0, &now) != SQLITE_OK || now != (on ? 1 : 0))
        throw SQLite::Exception("sqlite3_db_config refused switch " + std::to_string(name), SQLITE_MISUSE);
}

struct Setting {
    const char* pragma;
    const char* value;
};
// recursive_triggers: without it INSERT OR REPLACE deletes a row past the trigger that forbids it. secure_delete: what
// is erased is overwritten; beside the sync of a commit it costs nothing that can be measured.
constexpr Setting settings[] = {
    {"synchronous", "2"},        {"foreign_keys", "1"},       {"trusted_schema", "0"},
    {"cell_size_check", "1"},    {"mmap_size", "0"},          {"temp_store", "2"},
    {"wal_autocheckpoint", "0"}, {"recursive_triggers", "1"}, {"secure_delete", "1"},
};

std::string read_pragma(SQLite::Database& database, const std::string& name) {
    SQLite::Statement statement(database, "PRAGMA " + name);
    return statement.executeStep() ? statement.getColumn(0).getString() : "";
}

// What a prepared statement may do once set-up is over. The journal is append-only for this program as well; the
// triggers say it to every other one.
int allow(void*, int action, const char* first, const char*, const char*, const char*) {
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_INSERT:
    case SQLITE_TRANSACTION:
    case SQLITE_SAVEPOINT:
    case SQLITE_FUNCTION:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_UPDATE:
    case SQLITE_DELETE: {
        const std::string_view table(first == nullptr ? "" : first);
        return table == "event" || table.starts_with("sqlite_") ? SQLITE_DENY : SQLITE_OK;
    }
    default:
        return SQLITE_DENY;
    }
}

std::string percent_encoded(std::string_view path) {
    std::string text;
    for (const char c : path) {
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                              std::string_view("/._-").find(c) != std::string_view::npos;
        if (is_plain)
            text += c;
        else
            text += "%" + to_hex(std::span(reinterpret_cast<const unsigned char*>(&c), 1));
    }
    return text;
}

bool is_sync_failure(int extended_code) {
    return extended_code == SQLITE_IOERR_FSYNC || extended_code == SQLITE_IOERR_DIR_FSYNC;
}

StorageFault fault_of_sqlite(int extended_code) {
    switch (extended_code & 0xff) {
    case SQLITE_NOTADB:
        return StorageFault::foreign;
    case SQLITE_CORRUPT:
        return StorageFault::damaged;
    case SQLITE_FULL:
        return StorageFault::full;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return StorageFault::read_only;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return StorageFault::busy;
    case SQLITE_CONSTRAINT:
    case SQLITE_TOOBIG:
    case SQLITE_MISMATCH:
    case SQLITE_RANGE:
    case SQLITE_AUTH:
        return StorageFault::refused;
    default:
        return StorageFault::input_output;
    }
}

} // namespace

Stored<Connection> Connection::open_writing(const std::filesystem::path& file, const std::vector<SchemaStep>& steps) {
    if (auto created = create_private_file(file, {}); !created)
        return refused(created.error());
    auto opened = open(file, SQLite::OPEN_READWRITE, true);
    if (!opened)
        return opened;
    auto& connection = *opened;

    const auto version = connection.known_version(steps);
    if (!version)
        return refused(version.error());
    auto prepared = connection.attempt("prepare", file.string(), [&] {
        connection.apply_settings();
        connection.state_->database.exec("PRAGMA journal_mode = WAL");
        connection.keep_pages(writer_cache_kib);
        connection.apply_steps(steps, *version);
    });
    if (!prepared)
        return refused(prepared.error());
    connection.close_the_door();
    if (auto checked = connection.check_settings(); !checked)
        return refused(checked.error());
    return opened;
}

Stored<Connection> Connection::open_reading(const std::filesystem::path& file, const std::vector<SchemaStep>& steps) {
    if (std::error_code failed; !std::filesystem::exists(file, failed))
        return refused(StorageError{StorageFault::missing, "open", file.string(), "there is no database"});
    auto opened = open(file, SQLite::OPEN_READONLY, false);
    if (!opened)
        return opened;
    auto& connection = *opened;

    const auto version = connection.known_version(steps);
    if (!version)
        return refused(version.error());
    if (*version < static_cast<int>(steps.size()))
        return refused(StorageError{StorageFault::older_schema, "open", file.string(),
                                    "its schema is step " + std::to_string(*version) + " of " +
                                        std::to_string(steps.size()) + ": open it for writing once"});
    if (auto prepared = connection.prepare_to_read(); !prepared)
        return refused(prepared.error());
    return opened;
}

Stored<Connection> Connection::beside() const {
    auto opened = open(file(), SQLite::OPEN_READONLY, false);
    if (!opened)
        return opened;
    if (auto prepared = opened->prepare_to_read(); !prepared)
        return refused(prepared.error());
    return opened;
}

Stored<void> Connection::prepare_to_read() {
    auto prepared = attempt("prepare", file().string(), [&] {
        apply_settings();
        state_->database.exec("PRAGMA query_only = 1");
    });
    if (!prepared)
        return prepared;
    close_the_door();
    return check_settings();
}

Stored<Connection> Connection::open(const std::filesystem::path& file, int flags, bool writes) {
    auto opened = open_named(file, file.string(), flags, writes);
    if (writes || !opened)
        return opened;
    // Where nothing may be written SQLite cannot share a WAL index; a file whose WAL is empty can be read without one.
    if (opened->attempt("read", file.string(), [&] { read_pragma(opened->state_->database, "user_version"); }))
        return opened;
    std::error_code failed;
    const auto wal = file.string() + "-wal";
    if (std::filesystem::exists(wal, failed) && std::filesystem::file_size(wal, failed) > 0)
        return opened;
    auto immutable =
        open_named(file, "file:" + percent_encoded(file.string()) + "?immutable=1", flags | SQLite::OPEN_URI, writes);
    if (immutable)
        immutable->state_->immutable = true;
    return immutable;
}

Stored<Connection> Connection::open_named(const std::filesystem::path& file, const std::string& name, int flags,
                                          bool writes) {
    try {
        const int all_flags = flags | SQLite::OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLite::OPEN_NOFOLLOW;
        std::unique_ptr<State> state(new State{file, SQLite::Database(name, all_flags, busy_timeout_ms), writes});
        auto* database = state->database.getHandle();
        sqlite3_extended_result_codes(database, 1);
        set_switch(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, !writes);
        return Connection(std::move(state));
    } catch (const SQLite::Exception& error) {
        return refused(
            StorageError{fault_of_sqlite(error.getExtendedErrorCode()), "open", file.string(), error.what()});
    }
}

Stored<void> Connection::copy_to(const std::filesystem::path& file) {
    return attempt("copy to", file.string(), [&] {
        SQLite::Database copy(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_NOFOLLOW);
        SQLite::Backup(copy, state_->database).executeStep();
    });
}

Connection::~Connection() {
    if (!state_)
        return;
    assert(!state_->in_transaction);
    state_->statements.clear();
}

// 0 for an empty database. A file that was cut off between its making and its first step is empty, not foreign.
Stored<int> Connection::known_version(const std::vector<SchemaStep>& steps) {
    return attempt("open", file().string(), [&]() -> Stored<int> {
        auto& database = state_->database;
        const auto ours = std::to_string(application_id);
        const auto found = read_pragma(database, "application_id");
        const int version = std::stoi("0" + read_pragma(database, "user_version"));
        SQLite::Statement tables(database, "SELECT count(*) FROM sqlite_schema");
        tables.executeStep();
        const bool is_empty = found == "0" && version == 0 && tables.getColumn(0).getInt() == 0;
        if (is_empty)
            return 0;
        if (found != ours)
            return refused(StorageError{StorageFault::foreign, "open", file().string(),
                                        "a database of another program (application_id " + found + ")"});
        if (version > static_cast<int>(steps.size()))
            return refused(StorageError{StorageFault::newer_schema, "open", file().string(),
                                        "written by a newer makegood (schema " + std::to_string(version) +
                                            ", this one knows " + std::to_string(steps.size()) + ")"});
        return version;
    });
}

void Connection::apply_settings() {
    auto* database = state_->database.getHandle();
    for (const auto& setting : settings)
        state_->database.exec("PRAGMA " + std::string(setting.pragma) + " = " + setting.value);
    for (const auto& one : switches)
        set_switch(database, one.name, one.on);
    for (const auto& limit : sqlite_limits)
        sqlite3_limit(database, limit.name, limit.value);
    sqlite3_wal_hook(
        database,
        [](void* state, sqlite3*, const char*, int pages) {
            static_cast<State*>(state)->write_ahead_pages = pages;
            return SQLITE_OK;
        },
        state_.get());
}

void Connection::apply_steps(const std::vector<SchemaStep>& steps, int from_version) {
    auto& database = state_->database;
    for (auto version = static_cast<std::size_t>(from_version); version < steps.size(); ++version) {
        database.exec("BEGIN IMMEDIATE");
        try {
            database.exec(steps[version].sql);
            database.exec("PRAGMA application_id = " + std::to_string(application_id));
            database.exec("PRAGMA user_version = " + std::to_string(version + 1));
            database.exec("COMMIT");
        } catch (const SQLite::Exception&) {
            if (sqlite3_get_autocommit(database.getHandle()) == 0)
                database.exec("ROLLBACK");
            throw;
        }
    }
}

void Connection::close_the_door() {
    sqlite3_set_authorizer(state_->database.getHandle(), allow, nullptr);
}

void Connection::open_the_door() {
    sqlite3_set_authorizer(state_->database.getHandle(), nullptr, nullptr);
}

std::vector<std::string> Connection::prepared_statements() const {
    std::vector<std::string> texts;
    for (const auto& [text, statement] : state_->statements)
        texts.push_back(text);
    return texts;
}

Stored<void> Connection::check_settings() {
    open_the_door();
    auto wrong = attempt("check the settings of", file().string(), [&]() -> std::string {
        auto* database = state_->database.getHandle();
        const auto* demanded_mode = state_->immutable ? "delete" : "wal";
        if (const auto mode = read_pragma(state_->database, "journal_mode"); mode != demanded_mode)
            return "journal_mode is " + mode;
        if (const auto id = read_pragma(state_->database, "application_id"); id != std::to_string(application_id))
            return "application_id is " + id;
        for (const auto& setting : settings)
            if (const auto found = read_pragma(state_->database, setting.pragma); found != setting.value)
                return std::string(setting.pragma) + " is " + found;
        for (const auto& one : switches) {
            int now = -1;
            if (sqlite3_db_config(database, one.name, -1, &now) != SQLITE_OK || now != (one.on ? 1 : 0))
                return std::string(one.what) + " is " + std::to_string(now);
        }
        for (const auto& limit : sqlite_limits)
            if (const int now = sqlite3_limit(database, limit.name, -1); now != limit.value)
                return "limit " + std::to_string(limit.name) + " is " + std::to_string(now);
        return "";
    });
    close_the_door();
    if (!wrong)
        return refused(wrong.error());
    if (!wrong->empty())
        return refused(StorageError{StorageFault::wrong_setting, "check the settings of", file().string(), *wrong});
    return {};
}

Stored<std::vector<std::string>> Connection::check_integrity() {
    open_the_door();
    auto found = attempt("check the integrity of", file().string(), [&] {
        std::vector<std::string> lines;
        SQLite::Statement integrity(state_->database, "PRAGMA integrity_check");
        while (integrity.executeStep())
            if (auto line = integrity.getColumn(0).getString(); line != "ok")
                lines.push_back(std::move(line));
        SQLite::Statement keys(state_->database, "PRAGMA foreign_key_check");
        while (keys.executeStep())
            lines.push_back("row " + keys.getColumn(1).getString() + " of " + keys.getColumn(0).getString() +
                            " names a row of " + keys.getColumn(2).getString() + " that is not there");
        return lines;
    });
    close_the_door();
    return found;
}

Stored<std::vector<std::string>> Connection::check_quickly() {
    open_the_door();
    auto found = attempt("check", file().string(), [&] {
        std::vector<std::string> lines;
        SQLite::Statement check(state_->database, "PRAGMA quick_check");
        while (check.executeStep())
            if (auto line = check.getColumn(0).getString(); line != "ok")
                lines.push_back(std::move(line));
        return lines;
    });
    close_the_door();
    return found;
}

Stored<void> Connection::empty_write_ahead_log() {
    return attempt("empty the write-ahead log of", file().string(), [&] {
        auto* database = state_->database.getHandle();
        const int result = sqlite3_wal_checkpoint_v2(database, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
        if (result != SQLITE_OK)
            throw SQLite::Exception(database, result);
        state_->write_ahead_pages = 0;
    });
}

// VACUUM attaches a database of its own, and in memory that one could be too large.
Stored<void> Connection::rewrite() {
    auto* database = state_->database.getHandle();
    open_the_door();
    sqlite3_limit(database, SQLITE_LIMIT_ATTACHED, 1);
    auto rewritten = attempt("rewrite", file().string(), [&] {
        state_->database.exec("PRAGMA temp_store = 1");
        state_->database.exec("VACUUM");
    });
    auto restored = attempt("set up", file().string(), [&] { apply_settings(); });
    close_the_door();
    if (!rewritten)
        return rewritten;
    return restored ? empty_write_ahead_log() : restored;
}

Stored<void> Connection::checkpoint() {
    return attempt("checkpoint", file().string(), [&] {
        auto* database = state_->database.getHandle();
        const int result = sqlite3_wal_checkpoint_v2(database, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
        if (result != SQLITE_OK && result != SQLITE_BUSY)
            throw SQLite::Exception(database, result);
        state_->write_ahead_pages = 0;
    });
}

StorageError Connection::error_of(int extended_code, std::string_view reason, std::string_view operation,
                                  std::string_view object) {
    auto fault = fault_of_sqlite(extended_code);
    if (is_sync_failure(extended_code)) {
        // Linux marks pages clean after a failed fsync, so that a second one would "succeed" without them (USENIX
        // ATC'20, "Can Applications Recover from fsync Failures?"): never again in this process, not on closing either.
        state_->latched = true;
        set_switch(state_->database.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
        fault = StorageFault::latched;
    }
    return {fault, std::string(operation), std::string(object), std::string(reason)};
}

Snapshot::Snapshot(Connection& connection)
    : connection_(sqlite3_get_autocommit(connection.state_->database.getHandle()) != 0 ? &connection : nullptr) {
    if (connection_)
        Query(connection, "BEGIN").run();
}

Snapshot::~Snapshot() {
    // What only reads can always end; what fails here was reported by the reading.
    if (connection_)
        static_cast<void>(connection_->attempt("end", "a snapshot", [&] { Query(*connection_, "COMMIT").run(); }));
}

// The PRAGMA would do nothing inside of a database transaction; this switch holds at once (sqlite3_db_config).
ForeignKeysOff::ForeignKeysOff(Connection& connection) : connection_(connection) {
    set_switch(connection_.state_->database.getHandle(), SQLITE_DBCONFIG_ENABLE_FKEY, false);
}

ForeignKeysOff::~ForeignKeysOff() {
    sqlite3_db_config(connection_.state_->database.getHandle(), SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
}

void Connection::keep_pages(int kib) {
    state_->database.exec("PRAGMA cache_size = -" + std::to_string(kib));
}

LargeCache::LargeCache(Connection& connection) : connection_(connection) {
    connection_.open_the_door();
    connection_.keep_pages(large_cache_kib);
    connection_.close_the_door();
}

LargeCache::~LargeCache() {
    connection_.open_the_door();
    connection_.keep_pages(writer_cache_kib);
    connection_.close_the_door();
}

Stored<DatabaseTransaction> DatabaseTransaction::begin(Connection& connection) {
    auto& state = *connection.state_;
    assert(!state.in_transaction);
    if (state.latched)
        return refused(StorageError{StorageFault::latched, "write", state.file.string(),
                                    "an earlier write could not be synced to disk; restart to verify what is there"});
    if (!state.writes)
        return refused(StorageError{StorageFault::read_only, "write", state.file.string(), "opened for reading"});
    auto begun = connection.attempt("write", state.file.string(), [&] { state.database.exec("BEGIN IMMEDIATE"); });
    if (!begun)
        return refused(begun.error());
    state.in_transaction = true;
    return DatabaseTransaction(connection);
}

Stored<void> DatabaseTransaction::commit() {
    auto& connection = *std::exchange(connection_, nullptr);
    auto& state = *connection.state_;
    auto committed = connection.attempt("commit", state.file.string(), [&] { connection.end(true); });
    if (!committed) {
        static_cast<void>(connection.attempt("roll back", state.file.string(), [&] { connection.end(false); }));
        return committed;
    }
    // The content is safe by now, so a failing checkpoint takes nothing back: it latches, and the next begin says so.
    if (state.write_ahead_pages >= checkpoint_after_pages)
        static_cast<void>(connection.checkpoint());
    return {};
}

DatabaseTransaction::~DatabaseTransaction() {
    if (connection_ != nullptr)
        static_cast<void>(
            connection_->attempt("roll back", connection_->file().string(), [&] { connection_->end(false); }));
}

void Connection::end(bool commit) {
    if (!commit)
        state_->in_transaction = false;
    if (sqlite3_get_autocommit(state_->database.getHandle()) == 0)
        state_->database.exec(commit ? "COMMIT" : "ROLLBACK");
    else if (commit)
        throw SQLite::Exception("the transaction was rolled back by an earlier error", SQLITE_ABORT);
    state_->in_transaction = false;
}

} // namespace makegood::storage
