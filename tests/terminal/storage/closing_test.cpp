#include "terminal/storage/closing.hpp"

#include "terminal/storage/canonical.hpp"
#include "terminal/storage/closing_files.hpp"
#include "terminal/storage/closing_key.hpp"
#include "terminal/storage/private_file.hpp"
#include "tests/support/catch.hpp"
#include "tests/terminal/storage/desk_world.hpp"
#include "tests/terminal/storage/plain_database.hpp"
#include "tests/terminal/storage/query_plans.hpp"

#include <algorithm>
#include <fstream>

using namespace makegood;
using namespace makegood::storage;

namespace {

constexpr LineNumber milk_sold{1}, bananas_sold{2};
Money in_pence(std::int64_t amount) {
    return {amount, *Currency::from_code("GBP")};
}

// A shop whose terminal signs with the key of the seed 00 01 … 1f.
struct Lane : TemporaryFolder, DeskWorld {
    Lane() : DeskWorld(path()) {
        std::array<unsigned char, 32> seed;
        for (std::size_t i = 0; i < seed.size(); ++i)
            seed[i] = static_cast<unsigned char>(i);
        must(create_private_file(path() / "secrets/closing_key", seed));
    }

    void at(const char* when) { clock.civil = *CivilTime::from_iso(when); }

    // Something happened.
    void rings() { must(storage->record(PinAccepted{cashier}, {cashier, request()})); }

    std::vector<StoredClosing> close_days(int ends_minute = 0, int events = 3) {
        ClosingPass pass(ends_minute);
        while (must(pass.slice(*storage, events))) {
        }
        return pass.closed();
    }

    std::vector<JournalProblem> problems() { return must(storage->verify()).problems; }
};

std::vector<std::string> days_of(const std::vector<StoredClosing>& closings) {
    std::vector<std::string> days;
    for (const auto& closing : closings)
        days.push_back(closing.statement.day.to_iso() + " " + std::to_string(closing.statement.first) + "-" +
                       std::to_string(closing.statement.last));
    return days;
}
using Days = std::vector<std::string>;

// Makes the hashes fit what stands there, from the first event to the last: what an insider would do.
void chain_anew(Lane& lane, PlainDatabase& plain) {
    std::vector<std::string> changes;
    must(lane.storage->connection().attempt("read", "events", [&] {
        Hash before{};
        std::int64_t last = 0;
        Journal(lane.storage->connection(), "lane-1", 1).for_each([&](JournalEvent event) {
            event.prev_hash = before;
            before = hash_of(event);
            last = event.seq;
            changes.push_back("UPDATE event SET prev_hash = x'" + to_hex(event.prev_hash) + "', hash = x'" +
                              to_hex(before) + "' WHERE seq = " + std::to_string(event.seq));
        });
        changes.push_back("UPDATE journal_head SET seq = " + std::to_string(last) + ", hash = x'" + to_hex(before) +
                          "'");
    }));
    for (const auto& change : changes)
        REQUIRE(plain.run(change));
}

std::string replaced(const std::string& from, const std::string& to, const std::string& where) {
    return "UPDATE event SET body = CAST(replace(CAST(body AS TEXT), '" + from + "', '" + to + "') AS BLOB) WHERE " +
           where;
}

bool flawed_at(const std::vector<JournalProblem>& problems, std::int64_t seq, JournalFlaw flaw) {
    return std::ranges::any_of(problems, [&](const auto& one) { return one.seq == seq && one.flaw == flaw; });
}

// One day with a grant, which was closed on the next one, with a little that came after it.
struct ClosedDay : Lane {
    ClosedDay() {
        fill();
        approved(milk_sold, 1000);
        at("2026-05-05T08:00");
        closing = close_days().at(0);
        rings();
        plain.emplace(database_of(path()));
        plain->allow_changes();
    }

    StoredClosing closing;
    std::optional<PlainDatabase> plain;
};

} // namespace

TEST_CASE("a closing says what the day amounted to", "[closing]") {
    Lane lane;
    lane.fill();
    lane.approved(milk_sold, 1000);
    const auto alone = lane.handle(lane.claim(milk_sold, 500)).value();
    lane.handle(GiveRemedy{lane.request(), cashier, alone.id, {Remedy::refund, true}, Language::english}).value();
    const auto back = lane.approved(bananas_sold, 742);
    lane.handle(ReverseGrant{lane.request(), cashier, back.id}).value();
    const auto waits = lane.handle(lane.claim(milk_sold, 500)).value();
    lane.handle(AskManager{lane.request(), cashier, waits.id}).value();
    must(lane.storage->handle(NoteFound{.request = lane.request(),
                                        .finder = cashier,
                                        .item = "apples",
                                        .quantity = one_unit,
                                        .found_at = lane.clock.civil}))
        .value();
    const auto before = must(lane.storage->verify());
    CHECK(lane.close_days().empty()); // the day goes on

    lane.at("2026-05-05T00:00");
    const auto closings = lane.close_days();
    REQUIRE(closings.size() == 1);
    const auto& day = closings[0].statement;
    CHECK(day.terminal == "lane-1");
    CHECK(day.day.to_iso() == "2026-05-04");
    CHECK(day.first == 1);
    CHECK(day.last == before.head.seq);
    CHECK(day.head == before.head.hash);
    CHECK_FALSE(day.previous);
    CHECK(day.tally.opened == 4);
    CHECK(day.tally.declined == 0);
    CHECK(day.tally.granted == std::vector<GrantedSum>{{Remedy::replacement, true, 2, in_pence(350)},
                                                       {Remedy::refund, false, 1, in_pence(83)}});
    CHECK(day.tally.taken_back == std::vector<WorthSum>{{1, in_pence(185)}});
    CHECK(day.open == OpenWork{.awaiting_manager = 1, .owed = 1, .left_behind = 1});
    CHECK(is_signed(closings[0].closed));
    CHECK(lane.problems().empty());
    CHECK(must(lane.storage->rebuild()).ok);
}

// The signature is what openssl makes of the statement:
//   openssl pkeyutl -sign -keyform DER -inkey KEY -rawin -in STATEMENT | xxd -p
// where KEY is 302e020100300506032b657004220420, in hexadecimal, and the seed.
TEST_CASE("the bytes of a closing and their signature", "[closing]") {
    Lane lane;
    lane.rings();
    lane.rings();
    lane.at("2026-05-05T00:00");
    const auto closed = lane.close_days().at(0).closed;
    CHECK(closed.statement ==
          R"({"closed":0,"day":"2026-05-04","declined":0,"epoch":1,"events":[{"count":2,"type":"pin.accepted"}],)"
          R"("first":1,"granted":[],"head":"c7b3d479950565d448a6626cb7fc1b5d35c45ae6b666b583b842b1a5b7897490",)"
          R"("last":2,"open":{"awaiting_manager":0,"left_behind":0,"owed":0},"opened":0,"taken_back":[],)"
          R"("terminal":"lane-1"})");
    CHECK(to_hex(closed.key) == "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8");
    CHECK(to_hex(closed.signature) == "ddb0a35c7b50e98338b13b5f55ee101734dd4d106698731d323ad273201018a2"
                                      "e0a30a3a00e8ae16d149a4bc4baa8195ad2e4e067df80bce2aa8d4395fa52a0c");
}

TEST_CASE("every business day is closed once, in its order", "[closing]") {
    Lane lane;
    for (const auto* when : {"2026-05-04T10:00", "2026-05-04T12:00", "2026-05-05T09:00", "2026-05-08T09:00"}) {
        lane.at(when);
        lane.rings();
    }
    CHECK(days_of(lane.close_days()) == Days{"2026-05-04 1-2", "2026-05-05 3-3"});
    CHECK(lane.close_days().empty());
    lane.close();
    lane.open();
    CHECK(lane.close_days().empty());

    // A day on which only days were closed is none.
    lane.at("2026-05-09T00:01");
    CHECK(days_of(lane.close_days()) == Days{"2026-05-08 4-7"});
    lane.at("2026-05-12T00:01");
    CHECK(lane.close_days().empty());
    lane.rings();
    lane.at("2026-05-13T00:01");
    const auto last = lane.close_days();
    CHECK(days_of(last) == Days{"2026-05-12 8-9"});
    CHECK(last[0].statement.previous->day.to_iso() == "2026-05-08");
    CHECK(lane.problems().empty());
}

TEST_CASE("a business day may end after midnight", "[closing]") {
    Lane lane;
    for (const auto* when : {"2026-05-04T10:00", "2026-05-05T02:59:59", "2026-05-05T03:00"}) {
        lane.at(when);
        lane.rings();
    }
    lane.at("2026-05-06T02:59:59");
    CHECK(days_of(lane.close_days(180)) == Days{"2026-05-04 1-2"});
    lane.at("2026-05-06T03:00");
    CHECK(days_of(lane.close_days(180)) == Days{"2026-05-05 3-5"});
    CHECK(lane.problems().empty());
}

TEST_CASE("a clock that stood wrong leaves no event out and covers none twice", "[closing]") {
    Lane lane;
    for (const auto* when : {"2026-05-04T10:00", "1970-01-01T00:00", "2027-01-01T00:00", "2026-05-04T11:00",
                             "2026-05-05T10:00", "2026-05-04T09:00"}) {
        lane.at(when);
        lane.rings();
    }
    lane.at("2026-05-04T12:00");
    CHECK(lane.close_days().empty());
    lane.at("2026-05-06T10:00");
    CHECK(days_of(lane.close_days()) == Days{"2026-05-04 1-4", "2026-05-05 5-6"});
    lane.at("2026-05-05T23:00");
    lane.rings();
    CHECK(lane.close_days().empty());
    lane.at("2026-05-06T23:00");
    lane.rings();
    lane.at("2026-05-07T10:00");
    CHECK(days_of(lane.close_days()) == Days{"2026-05-06 7-11"});
    CHECK(lane.problems().empty());
}

TEST_CASE("slices leave off anywhere and close the same days", "[closing]") {
    for (const int events : {1, 2, 7, 1000}) {
        CAPTURE(events);
        Lane lane;
        for (const auto* when : {"2026-05-02T10:00", "2026-05-03T12:00", "2026-05-03T13:00", "2026-05-04T09:00"}) {
            lane.at(when);
            lane.rings();
        }
        CHECK(days_of(lane.close_days(0, events)) == Days{"2026-05-02 1-1", "2026-05-03 2-3"});
    }
}

TEST_CASE("what closes a day looks up and never scans", "[closing]") {
    Lane lane;
    lane.fill();
    const auto given = lane.approved(milk_sold, 1000);
    lane.handle(ReverseGrant{lane.request(), cashier, given.id}).value();
    lane.at("2026-05-05T08:00");
    const auto before = lane.storage->connection().prepared_statements();
    REQUIRE(lane.close_days().size() == 1);
    CHECK(check_plans(lane.storage->connection(), before) >= 3);
}

TEST_CASE("a closing that was forged is found", "[closing]") {
    ClosedDay day;
    REQUIRE(day.problems().empty());
    const auto seq = day.closing.seq;
    const auto this_one = "seq = " + std::to_string(seq);

    SECTION("its sums, with all hashes made anew") {
        REQUIRE(day.plain->run(replaced("\\\"opened\\\":1", "\\\"opened\\\":2", this_one)));
        chain_anew(day, *day.plain);
        CHECK(flawed_at(day.problems(), seq, JournalFlaw::false_closing));
    }
    SECTION("what it closes, with all hashes made anew") {
        REQUIRE(day.plain->run(replaced("\"value\":[165,\"GBP\"]", "\"value\":[265,\"GBP\"]", "type = 'grant.given'")));
        chain_anew(day, *day.plain);
        const auto problems = day.problems();
        CHECK(flawed_at(problems, seq, JournalFlaw::false_closing));
        CHECK(flawed_at(problems, day.closing.statement.last, JournalFlaw::replaced));
    }
    SECTION("it was removed, with all hashes made anew") {
        REQUIRE(day.plain->run("DELETE FROM event WHERE seq >= " + std::to_string(seq)));
        chain_anew(day, *day.plain);
        CHECK(flawed_at(day.problems(), day.closing.statement.last + 1, JournalFlaw::truncated));
    }
    SECTION("it was signed anew by another key") {
        TemporaryFolder elsewhere;
        const auto other = must(ClosingKey::open(elsewhere.path(), true));
        const auto before = to_hex(day.closing.closed.key);
        REQUIRE(day.plain->run(replaced(before, to_hex(other.public_key()),
                                        "type IN ('terminal.key_made', "
                                        "'day.closed')")));
        REQUIRE(day.plain->run(replaced(to_hex(day.closing.closed.signature),
                                        to_hex(other.sign(day.closing.closed.statement)), this_one)));
        chain_anew(day, *day.plain);
        // The statement is as it was, so that the key alone tells.
        CHECK(flawed_at(day.problems(), seq - 1, JournalFlaw::false_closing));
    }
}

TEST_CASE("a tail that was cut off after a closing is found by what was kept of it", "[closing]") {
    ClosedDay day;
    const auto last = day.closing.statement.last;
    const auto cut_after = [&](std::int64_t seq) {
        REQUIRE(day.plain->run("DELETE FROM event WHERE seq > " + std::to_string(seq)));
        REQUIRE(day.plain->run("UPDATE journal_head SET (seq, hash) = (SELECT seq, hash FROM event ORDER BY seq DESC "
                               "LIMIT 1)"));
    };
    SECTION("with the closing") {
        cut_after(last);
        CHECK(flawed_at(day.problems(), last + 1, JournalFlaw::truncated));
    }
    SECTION("with more than it") {
        cut_after(last - 2);
        CHECK(flawed_at(day.problems(), last, JournalFlaw::truncated));
        CHECK(flawed_at(day.problems(), last + 1, JournalFlaw::truncated));
    }
    SECTION("also once the day was closed again") {
        cut_after(last - 1);
        day.at("2026-05-05T09:00");
        CHECK(day.close_days().size() == 1);
        CHECK(flawed_at(day.problems(), last, JournalFlaw::replaced));
    }
}

TEST_CASE("a copy that was changed is found, and one that is gone is made again", "[closing]") {
    ClosedDay day;
    const auto file = day.path() / "closings/2026-05-04.json";
    REQUIRE(std::filesystem::exists(file));
    SECTION("changed") {
        const auto kept = kept_closings(day.path());
        REQUIRE(kept.size() == 1);
        auto closed = *kept[0].closed;
        CHECK(closed.statement == day.closing.closed.statement);
        closed.statement.replace(closed.statement.find("\"opened\":1"), 10, "\"opened\":0");
        std::ofstream(file) << to_text(closed);
        const auto problems = day.problems();
        REQUIRE(problems.size() == 1);
        CHECK(problems[0].what == "closings/2026-05-04.json is not what was signed");
    }
    SECTION("gone") {
        std::filesystem::remove(file);
        CHECK(day.problems().empty());
        CHECK(day.close_days().empty());
        CHECK(std::filesystem::exists(file));
    }
}

TEST_CASE("the key is made at the first closing, and another one only where it is gone", "[closing]") {
    Lane lane;
    std::filesystem::remove(lane.path() / "secrets/closing_key");
    const auto keys = [&] {
        return must(lane.storage->connection().attempt("count", "keys", [&] {
            Query query(lane.storage->connection(), "SELECT count(*) FROM event WHERE type = 'terminal.key_made'");
            query.step();
            return query.integer();
        }));
    };
    for (const auto* when : {"2026-05-04T10:00", "2026-05-05T10:00", "2026-05-06T10:00"}) {
        lane.at(when);
        lane.close_days();
        lane.rings();
    }
    CHECK(keys() == 1);
    CHECK((std::filesystem::status(lane.path() / "secrets/closing_key").permissions() & std::filesystem::perms::mask) ==
          std::filesystem::perms(0600));
    std::filesystem::remove(lane.path() / "secrets/closing_key");
    CHECK(lane.problems().empty());
    lane.at("2026-05-07T10:00");
    lane.close_days();
    CHECK(keys() == 2);
    CHECK(lane.problems().empty());
}
