#include "terminal/storage/connection.hpp"
#include "terminal/storage/query.hpp"
#include "tests/support/catch.hpp"
#include "tests/terminal/storage/opened.hpp"
#include "tests/terminal/storage/plain_database.hpp"

#include <fstream>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace makegood;
using namespace makegood::storage;

namespace {

// A plain SQLite connection, as any other program would open the file.
void alter(const std::filesystem::path& file, const std::string& sql) {
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
    char* message = nullptr;
    const int result = sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &message);
    INFO(sql << ": " << (message == nullptr ? "" : message));
    sqlite3_free(message);
    CHECK(result == SQLITE_OK);
    sqlite3_close(database);
}

std::string contents(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

unsigned mode_of(const std::filesystem::path& file) {
    struct stat status {};
    REQUIRE(::stat(file.c_str(), &status) == 0);
    return status.st_mode & 0777U;
}

StorageFault fault_of_sql(Connection& connection, const std::string& sql) {
    auto done = connection.attempt("run", "test", [&] { Query(connection, sql).step(); });
    REQUIRE_FALSE(done);
    return done.error().fault;
}

} // namespace

TEST_CASE("a new database has our mark, every demanded setting and 0600") {
    const TemporaryFolder folder;
    auto connection = writing(folder);
    CHECK(connection.check_settings());
    CHECK(mode_of(folder.database()) == 0600);
    CHECK(mode_of(folder.path() / "makegood.db-wal") == 0600);
    CHECK(must(connection.check_integrity()).empty());
}

TEST_CASE("a file of another program is named and left as it is") {
    const TemporaryFolder folder;
    SECTION("another database") {
        alter(folder.database(), "CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1)");
    }
    SECTION("another application id") {
        alter(folder.database(), "PRAGMA application_id = 252006674; CREATE TABLE theirs (x)");
    }
    SECTION("no database at all") {
        std::ofstream(folder.database()) << std::string(5000, 'x');
    }
    const auto before = contents(folder.database());
    const auto opened = Connection::open_writing(folder.database(), schema_steps());
    REQUIRE_FALSE(opened);
    CHECK(opened.error().fault == StorageFault::foreign);
    CHECK(opened.error().object == folder.database().string());
    CHECK(Connection::open_reading(folder.database(), schema_steps()).error().fault == StorageFault::foreign);
    CHECK(contents(folder.database()) == before);
}

TEST_CASE("a newer schema is not touched, an older one is brought up to date by the writer only") {
    const TemporaryFolder folder;
    const auto steps = schema_steps();
    const std::vector<SchemaStep> first_only{steps.front()};
    { must(Connection::open_writing(folder.database(), first_only)); }
    CHECK(Connection::open_reading(folder.database(), steps).error().fault == StorageFault::older_schema);
    { must(Connection::open_writing(folder.database(), steps)); }
    const auto opened = Connection::open_writing(folder.database(), first_only);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().fault == StorageFault::newer_schema);
    CHECK(Connection::open_reading(folder.database(), first_only).error().fault == StorageFault::newer_schema);
}

TEST_CASE("who gave a grant of before budgets is told by the journal, as far as it can be read") {
    const TemporaryFolder folder;
    const auto steps = schema_steps();
    { must(Connection::open_writing(folder.database(), {steps.begin(), steps.begin() + 8})); }
    PlainDatabase plain(folder.database());
    for (const std::string id : {"g1", "g2", "g3"})
        REQUIRE(plain.run("INSERT INTO recovery_case VALUES ('" + id +
                          "', 3, 'claim', '1', '2', 3, '4', 1, 1, 1000, 0, 199, 'GBP', 'cashier', 7, NULL, NULL, NULL, "
                          "''); INSERT INTO remedy_grant VALUES ('" +
                          id + "', '" + id + "', '1', '2', 3, '4', 1, 1000, 199, 'GBP', '{}', NULL, '" + id +
                          "', '{}', 8, NULL, NULL)"));
    REQUIRE(plain.tell("grant.given", R"({"at":8,"event":{"grant":"g1"},"request":"r"})", "ellen"));
    REQUIRE(plain.tell("grant.given", R"({"at":8,"event":{"grant":"g2"},"request":"r"})", "reza"));
    REQUIRE(plain.tell("grant.given", "{\"at\":8,\"event\":{\"grant\":\"g3\"", "nobody"));
    auto connection = must(Connection::open_writing(folder.database(), steps));
    const auto giver = [&](const char* id) {
        const auto cell = plain.read("SELECT given_by FROM remedy_grant WHERE id = '" + std::string(id) + "'");
        return std::string(cell.bytes.begin(), cell.bytes.end());
    };
    CHECK(giver("g1") == "ellen");
    CHECK(giver("g2") == "reza");
    CHECK(giver("g3").empty());
}

TEST_CASE("grants and prints of before there were reversals stay as they were") {
    const TemporaryFolder folder;
    const auto steps = schema_steps();
    { must(Connection::open_writing(folder.database(), {steps.begin(), steps.begin() + 5})); }
    PlainDatabase plain(folder.database());
    REQUIRE(
        plain.run("INSERT INTO recovery_case VALUES ('case', 3, 'claim', '1', '2', 3, '4', 1, 1, 1000, 0, 199, 'GBP', "
                  "'cashier', 7, NULL, NULL, NULL, '');"
                  "INSERT INTO remedy_grant VALUES ('grant', 'case', '1', '2', 3, '4', 1, 1000, 199, 'GBP', '{}', "
                  "NULL, 'slip', '{}', 8);"
                  "INSERT INTO slip_print VALUES ('job', 'slip', 0, 2)"));
    auto connection = must(Connection::open_writing(folder.database(), steps));
    CHECK(must(connection.check_integrity()).empty());
    const auto count = [&](const char* sql) { return plain.read(sql).bytes.front(); };
    CHECK(count("SELECT count(*) FROM remedy_grant WHERE id = 'grant' AND given_at = 8 AND reversed_at IS NULL") == 1);
    CHECK(count("SELECT count(*) FROM slip_print WHERE job = 'job' AND slip = 'slip' AND outcome = 2") == 1);
    const auto another = [&](const char* id, const char* reversed) {
        return plain.run(
            "INSERT INTO remedy_grant (id, case_id, business_unit, workstation, business_day, sequence, line, "
            "remedy, quantity, repriced, value, currency, authority, approved_proposal, given_at, "
            "remedy_since, came_back_before, reversed_at, reversed_by, given_by) VALUES ('" +
            std::string(id) + "', 'case', '1', '2', 3, '4', 1, 0, 1000, 0, 199, 'GBP', '{}', NULL, 9, 9, 0, " +
            reversed + ", 'cashier')");
    };
    CHECK_FALSE(another("second", "NULL, NULL"));
    CHECK_FALSE(another("half", "9, NULL"));
    CHECK(another("reversed", "9, 'cashier'"));
}

TEST_CASE("a step that fails leaves the database at the step before it") {
    const TemporaryFolder folder;
    auto steps = schema_steps();
    const auto good = steps;
    steps.back().sql += "CREATE TABLE half (x INTEGER) STRICT; SELECT no_such_function();";
    CHECK_FALSE(Connection::open_writing(folder.database(), steps));
    auto connection = must(Connection::open_writing(folder.database(), good));
    CHECK(fault_of_sql(connection, "SELECT x FROM half") == StorageFault::input_output);
}

TEST_CASE("a database that was made and never filled is ours") {
    const TemporaryFolder folder;
    std::ofstream(folder.database()).flush();
    CHECK(Connection::open_writing(folder.database(), schema_steps()));
}

TEST_CASE("a reader of nothing says so and makes nothing") {
    const TemporaryFolder folder;
    CHECK(Connection::open_reading(folder.database(), schema_steps()).error().fault == StorageFault::missing);
    CHECK_FALSE(std::filesystem::exists(folder.database()));
}

TEST_CASE("a symbolic link in the place of the database is refused") {
    const TemporaryFolder folder;
    const TemporaryFolder other;
    { writing(other); }
    std::filesystem::create_symlink(other.database(), folder.database());
    CHECK_FALSE(Connection::open_writing(folder.database(), schema_steps()));
}

TEST_CASE("at run time no statement changes shape, settings or journal") {
    const TemporaryFolder folder;
    auto connection = writing(folder);
    for (const std::string sql :
         {"ATTACH DATABASE ':memory:' AS other", "CREATE TABLE more (x)", "CREATE TEMP TABLE more (x)",
          "CREATE TRIGGER more AFTER INSERT ON word BEGIN SELECT 1; END", "CREATE VIEW more AS SELECT 1",
          "DROP TABLE word", "ALTER TABLE word RENAME TO term", "PRAGMA synchronous = OFF", "PRAGMA journal_mode",
          "REINDEX", "ANALYZE", "DROP TRIGGER event_is_never_changed", "UPDATE event SET actor = 'x'",
          "DELETE FROM event", "DELETE FROM sqlite_schema", "CREATE VIRTUAL TABLE more USING fts5(x)", "VACUUM"}) {
        INFO(sql);
        const auto fault = fault_of_sql(connection, sql);
        CHECK((fault == StorageFault::refused || fault == StorageFault::input_output));
    }
    CHECK(fault_of_sql(connection, "SELECT id FROM word WHERE spelling = \"milk\"") == StorageFault::input_output);
    CHECK(connection.check_settings());
}

TEST_CASE("a reader sees commits, cannot write and never checkpoints") {
    const TemporaryFolder folder;
    auto writer = writing(folder);
    {
        auto reader = reading(folder);
        auto transaction = must(DatabaseTransaction::begin(writer));
        must(writer.attempt("store", "word",
                            [&] { Query(writer, "INSERT INTO word (spelling) VALUES ('bananas')").run(); }));
        must(transaction.commit());
        CHECK(must(reader.attempt("count", "words", [&] {
                  Query query(reader, "SELECT count(*) FROM word");
                  query.step();
                  return query.integer();
              })) == 1);
        CHECK(fault_of_sql(reader, "INSERT INTO word (spelling) VALUES ('x')") == StorageFault::read_only);
        CHECK(DatabaseTransaction::begin(reader).error().fault == StorageFault::read_only);
        CHECK_FALSE(reader.may_write());
    }
    // As if the writer had been killed: a reader that closes last leaves the WAL to the next writer.
    const TemporaryFolder copy;
    for (const auto* suffix : {"", "-wal"})
        std::filesystem::copy_file(folder.database().string() + suffix, copy.database().string() + suffix);
    const auto wal_before = contents(copy.database().string() + "-wal");
    const auto file_before = contents(copy.database());
    { reading(copy); }
    CHECK(contents(copy.database().string() + "-wal") == wal_before);
    CHECK(contents(copy.database()) == file_before);
}

TEST_CASE("a database transaction that is left without commit changes nothing") {
    const TemporaryFolder folder;
    auto connection = writing(folder);
    {
        auto transaction = must(DatabaseTransaction::begin(connection));
        must(connection.attempt("store", "word",
                                [&] { Query(connection, "INSERT INTO word (spelling) VALUES ('bananas')").run(); }));
    }
    CHECK(must(connection.attempt("count", "words", [&] {
              Query query(connection, "SELECT count(*) FROM word");
              query.step();
              return query.integer();
          })) == 0);
}

TEST_CASE("a long write-ahead log is moved into the file") {
    const TemporaryFolder folder;
    auto connection = writing(folder);
    for (int round = 0; round < 4; ++round) {
        auto transaction = must(DatabaseTransaction::begin(connection));
        must(connection.attempt("store", "words", [&] {
            for (int i = 0; i < 3000; ++i)
                Query(connection, "INSERT INTO word (spelling) VALUES (?)")
                    .bind(std::to_string(round * 3000 + i) + std::string(900, 'x'))
                    .run();
        }));
        must(transaction.commit());
    }
    // Four commits of 3 MB of names and more: without a checkpoint between them the log would hold all 12 MB.
    CHECK(std::filesystem::file_size(folder.database()) > 10'000'000);
    CHECK(std::filesystem::file_size(folder.database().string() + "-wal") < 9'000'000);
}

TEST_CASE("a folder that may not be written is read, and writing it is a named refusal") {
    if (::geteuid() != 0) {
        WARN("skipped: only root can become another user");
        return;
    }
    const TemporaryFolder folder;
    { writing(folder); }
    std::filesystem::permissions(folder.path(), std::filesystem::perms(0755));
    std::filesystem::permissions(folder.database(), std::filesystem::perms(0644));
    const auto child = ::fork();
    if (child == 0) {
        if (::setuid(65534) != 0)
            ::_exit(9);
        const auto steps = read_schema_steps(std::filesystem::path(MAKEGOOD_SOURCE_DIR) / "assets/schema");
        if (!steps)
            ::_exit(8);
        const auto writer = Connection::open_writing(folder.database(), *steps);
        const auto reader = Connection::open_reading(folder.database(), *steps);
        ::_exit((!writer && writer.error().fault == StorageFault::read_only ? 0 : 1) + (reader ? 0 : 2));
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(WEXITSTATUS(status) == 0);
}

TEST_CASE("schema steps are numbered without a gap") {
    const TemporaryFolder folder;
    CHECK(read_schema_steps(folder.path()).error().fault == StorageFault::missing);
    CHECK(read_schema_steps(folder.path() / "nowhere").error().fault == StorageFault::missing);
    std::ofstream(folder.path() / "001_a.sql") << "SELECT 1";
    std::ofstream(folder.path() / "003_c.sql") << "SELECT 3";
    CHECK(read_schema_steps(folder.path()).error().fault == StorageFault::refused);
    std::ofstream(folder.path() / "002_b.sql") << "SELECT 2";
    const auto steps = must(read_schema_steps(folder.path()));
    REQUIRE(steps.size() == 3);
    CHECK(steps[1].name == "002_b");
    CHECK(steps[1].sql == "SELECT 2");
}
