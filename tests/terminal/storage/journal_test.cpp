#include "terminal/storage/canonical.hpp"
#include "terminal/storage/journal.hpp"
#include "tests/support/catch.hpp"
#include "tests/terminal/storage/opened.hpp"
#include "tests/terminal/storage/plain_database.hpp"

#include <algorithm>

using namespace makegood;
using namespace makegood::storage;

namespace {

Bytes bytes_of(std::string_view text) {
    return Bytes(text.begin(), text.end());
}

// The two events whose hashes an independent program computed:
//   python3 - <<'END'
//   import hashlib, struct
//   def f(x):
//       x = struct.pack('>q', x) if isinstance(x, int) else x.encode()
//       return struct.pack('>I', len(x)) + x
//   def h(fields, body, prev):
//       return hashlib.sha256(b'makegood/1' + b''.join(map(f, fields)) + hashlib.sha256(body).digest() + prev).digest()
//   one = h(['lane-1', 1, 1, '0132e3f5-0000-7000-8000-000000000001', 'claim.requested', 1, 1317806493000, 'boot-1',
//            5000, 'cashier', ''], b'{"line":1}', bytes(32))
//   two = h(['lane-1', 1, 2, '0132e3f5-0000-7000-8000-000000000002', 'grant.given', 1, 1317806494250, 'boot-1', 6250,
//            'system', 'مدیر'], b'', one)
//   print(one.hex(), two.hex())
//   END
const NewEvent first{"0132e3f5-0000-7000-8000-000000000001",
                     "claim.requested",
                     1,
                     1317806493000,
                     "boot-1",
                     5000,
                     "cashier",
                     "",
                     bytes_of("{\"line\":1}")};
const NewEvent second{
    "0132e3f5-0000-7000-8000-000000000002", "grant.given", 1, 1317806494250, "boot-1", 6250, "system", "مدیر", {}};

struct Chain {
    TemporaryFolder folder;
    Connection connection = writing(folder);
    Journal journal{connection, "lane-1", 1};

    JournalEvent append(const NewEvent& event) {
        auto transaction = must(DatabaseTransaction::begin(connection));
        auto appended = must(connection.attempt("append", "event", [&] { return journal.append(event); }));
        must(transaction.commit());
        return appended;
    }
    void append_numbered(int count) {
        for (int i = 1; i <= count; ++i)
            append({"event-" + std::to_string(i), "test.happened", 1, 1000 + i, "boot-1", i, "cashier", "system",
                    bytes_of("body " + std::to_string(i))});
    }
    std::vector<JournalProblem> problems(const std::vector<JournalHead>& anchors = {}) {
        return must(journal.verify(anchors)).problems;
    }
};

bool names(const std::vector<JournalProblem>& problems, std::int64_t seq, JournalFlaw flaw) {
    return std::ranges::any_of(problems, [&](const auto& one) { return one.seq == seq && one.flaw == flaw; });
}

} // namespace

TEST_CASE("the hash of an event is what an independent program computes") {
    Chain chain;
    const auto one = chain.append(first);
    const auto two = chain.append(second);
    CHECK(one.prev_hash == Hash{});
    CHECK(to_hex(one.hash) == "62e9117697b3a9869d64af4719d46f344ea73096d41f12c0103314feacabe823");
    CHECK(to_hex(two.hash) == "ed5f111c8221af0229b7eeefc727f1fcf28c1879290aca76fdc5b6497f19d360");
    const auto report = must(chain.journal.verify());
    CHECK(report.ok());
    CHECK(report.events == 2);
    CHECK(report.head.seq == 2);
    CHECK(report.head.hash == two.hash);
}

TEST_CASE("an empty journal is whole") {
    Chain chain;
    const auto report = must(chain.journal.verify());
    CHECK(report.ok());
    CHECK(report.events == 0);
    CHECK(report.head.seq == 0);
}

TEST_CASE("no event is appended twice and none is changed by this program") {
    Chain chain;
    chain.append(first);
    auto transaction = must(DatabaseTransaction::begin(chain.connection));
    const auto again = chain.connection.attempt("append", "event", [&] { return chain.journal.append(first); });
    REQUIRE_FALSE(again);
    CHECK(again.error().fault == StorageFault::refused);
    for (const auto* sql : {"UPDATE event SET actor = 'other'", "DELETE FROM event",
                            "INSERT OR REPLACE INTO event SELECT * FROM event"}) {
        INFO(sql);
        CHECK_FALSE(chain.connection.attempt("tamper", "event", [&] { Query(chain.connection, sql).run(); }));
    }
}

TEST_CASE("other programs meet the triggers") {
    Chain chain;
    chain.append(first);
    PlainDatabase plain(chain.folder.database());
    CHECK_FALSE(plain.run("UPDATE event SET actor = 'other'"));
    CHECK_FALSE(plain.run("DELETE FROM event"));
}

TEST_CASE("every bit of every field of an event is guarded") {
    Chain chain;
    chain.append_numbered(3);
    REQUIRE(chain.problems().empty());
    PlainDatabase plain(chain.folder.database());
    plain.allow_changes();

    const char* columns[] = {"terminal", "epoch",   "seq",   "event_id",     "type", "schema_version", "wall_ms",
                             "boot_id",  "mono_ms", "actor", "on_behalf_of", "body", "prev_hash",      "hash"};
    int flips = 0;
    for (const std::string column : columns) {
        const auto original = plain.read("SELECT " + column + " FROM event WHERE position = 2");
        for (std::size_t bit = 0; bit < original.bits(); ++bit) {
            if (!plain.write("UPDATE event SET " + column + " = ? WHERE position = 2", original.flipped(bit)))
                continue; // the schema refuses it: a CHECK or a UNIQUE
            ++flips;
            const auto problems = chain.problems();
            const bool is_located = std::ranges::any_of(problems, [](const auto& one) { return one.seq == 2; });
            if (!is_located)
                FAIL(column << " bit " << bit << ": " << problems.size() << " problems, none at event 2");
            REQUIRE(plain.write("UPDATE event SET " + column + " = ? WHERE position = 2", original));
        }
    }
    CHECK(flips > 1200); // 155 bytes make 1240; UNIQUE and CHECK refuse a few
    CHECK(chain.problems().empty());
}

TEST_CASE("what was lost, swapped, cut off or slipped in is named with its place") {
    Chain chain;
    chain.append_numbered(6);
    const auto head = chain.journal.head();
    PlainDatabase plain(chain.folder.database());
    plain.allow_changes();
    struct Row {
        std::vector<std::string> changes;
        std::int64_t seq;
        JournalFlaw flaw;
    };
    const Row rows[] = {
        {{"UPDATE event SET body = x'00' WHERE seq = 3"}, 3, JournalFlaw::altered},
        {{"UPDATE event SET body = (SELECT body FROM event WHERE seq = 4) WHERE seq = 3"}, 3, JournalFlaw::altered},
        {{"DELETE FROM event WHERE seq = 3"}, 3, JournalFlaw::missing},
        {{"DELETE FROM event WHERE seq = 1"}, 1, JournalFlaw::missing},
        {{"UPDATE event SET seq = 99 WHERE seq = 3", "UPDATE event SET seq = 3 WHERE seq = 4",
          "UPDATE event SET seq = 4 WHERE seq = 99"},
         3,
         JournalFlaw::swapped},
        {{"UPDATE event SET position = 99 WHERE seq = 3"}, 4, JournalFlaw::swapped},
        {{"DELETE FROM event WHERE seq >= 5"}, 5, JournalFlaw::truncated},
        {{"DELETE FROM event"}, 1, JournalFlaw::truncated},
        {{"UPDATE journal_head SET hash = zeroblob(32)"}, 6, JournalFlaw::replaced},
        {{"DELETE FROM journal_head"}, 6, JournalFlaw::foreign},
        {{"UPDATE journal_head SET seq = 5, hash = (SELECT hash FROM event WHERE seq = 5)"}, 6, JournalFlaw::foreign},
        {{"UPDATE event SET terminal = 'lane-2' WHERE seq = 6"}, 6, JournalFlaw::foreign},
    };
    for (const auto& row : rows) {
        CAPTURE(row.changes.front());
        REQUIRE(plain.run("SAVEPOINT before"));
        for (const auto& change : row.changes)
            REQUIRE(plain.run(change));
        REQUIRE(plain.run("RELEASE before"));
        const auto problems = chain.problems();
        CHECK(names(problems, row.seq, row.flaw));
        plain.restore_events();
        REQUIRE(chain.problems().empty());
    }

    SECTION("a tail that is cut off with its head is missed only by who kept a head elsewhere") {
        REQUIRE(plain.run("DELETE FROM event WHERE seq >= 5"));
        REQUIRE(plain.run("UPDATE journal_head SET seq = 4, hash = (SELECT hash FROM event WHERE seq = 4)"));
        CHECK(chain.problems().empty());
        CHECK(names(chain.problems({head}), 6, JournalFlaw::truncated));
    }
    SECTION("a tail that was written anew is missed only by who kept a head elsewhere") {
        REQUIRE(plain.run("DELETE FROM event WHERE seq = 6"));
        REQUIRE(plain.run("UPDATE journal_head SET seq = 5, hash = (SELECT hash FROM event WHERE seq = 5)"));
        chain.append(first);
        CHECK(chain.problems().empty());
        CHECK(names(chain.problems({head}), 6, JournalFlaw::replaced));
    }
    SECTION("an event that was rehashed no longer carries the next one") {
        auto forged = JournalEvent{
            NewEvent{"event-3", "test.happened", 1, 1003, "boot-1", 3, "manager", "system", bytes_of("body 3")}};
        forged.terminal = "lane-1";
        forged.epoch = 1;
        forged.seq = 3;
        const auto before = plain.read("SELECT prev_hash FROM event WHERE seq = 3").bytes;
        std::ranges::copy(before, forged.prev_hash.begin());
        REQUIRE(
            plain.run("UPDATE event SET actor = 'manager', hash = x'" + to_hex(hash_of(forged)) + "' WHERE seq = 3"));
        CHECK_FALSE(names(chain.problems(), 3, JournalFlaw::altered));
        CHECK(names(chain.problems(), 4, JournalFlaw::unlinked));
    }
}
