#include "terminal/storage/seen_records.hpp"

#include "tests/support/catch.hpp"
#include "tests/terminal/storage/desk_world.hpp"
#include "tests/terminal/storage/query_plans.hpp"

using namespace makegood;
using namespace makegood::storage;

namespace {

struct Watched : TemporaryFolder, DeskWorld {
    Watched() : DeskWorld(path()) { fill(); }

    void sees(const StaffId& who, const std::string& sequence, int revision = 1) {
        must(record_seen(*storage, {{groceries(sequence).key, revision}, HowFound::scan, {}}, {who, request()}));
    }
    std::size_t looks(const std::string& sequence) {
        return must(sightings_of(storage->connection(), {groceries(sequence).key})).size();
    }
};

} // namespace

TEST_CASE("who has opened a receipt is written down with how it was found, never with what was told", "[seen]") {
    Watched watched;
    const RecordsSeen seen{{groceries().key, 1}, HowFound::search, {RecalledFact::total, RecalledFact::card}};
    must(record_seen(*watched.storage, seen, {cashier, watched.request()}));
    const auto sightings = must(sightings_of(watched.storage->connection(), {groceries().key}));
    REQUIRE(sightings.size() == 1);
    CHECK(sightings[0].by == cashier);
    CHECK(sightings[0].at == watched.clock.civil);
    CHECK(sightings[0].seen.how == HowFound::search);
    CHECK(sightings[0].seen.told == seen.told);
    const auto encoded = encode(seen, {{cashier, RequestId("r")}, CivilTime{1}});
    CHECK(encoded.type == "records.seen");
    CHECK(encoded.body == R"({"at":1,"event":{"how":"search","receipt":"shop-1/lane-3/2011-10-05/0042","revision":1,)"
                          R"("told":["total","last4"]},"request":"r"})");
}

TEST_CASE("a list that a search led to is one entry, and tells of each receipt on it", "[seen]") {
    Watched watched;
    const auto list = [&](const std::string& first, const std::string& second) {
        RecordsSeen seen{{groceries(first).key, 1}, HowFound::list, {RecalledFact::total}};
        seen.more = {{groceries(second).key, 1}};
        must(record_seen(*watched.storage, seen, {cashier, watched.request()}));
    };
    list("0042", "0043");
    list("0042", "0043");
    CHECK(watched.looks("0042") == 1);
    CHECK(watched.looks("0043") == 1);
    list("0042", "0044");
    CHECK(watched.looks("0042") == 2);
    watched.sees(cashier, "0042");
    CHECK(watched.looks("0042") == 3);
    CHECK(watched.looks("0043") == 1);
}

TEST_CASE("a receipt that one person opens twice within a minute is one entry", "[seen]") {
    Watched watched;
    watched.sees(cashier, "0042");
    watched.clock.pass_ms(59'999);
    watched.sees(cashier, "0042", 2);
    CHECK(watched.looks("0042") == 1);
    watched.sees(cashier, "0043");
    watched.sees(manager, "0042");
    CHECK(watched.looks("0042") == 2);
    CHECK(watched.looks("0043") == 1);
    watched.clock.pass_ms(1);
    watched.sees(cashier, "0042");
    CHECK(watched.looks("0042") == 3);
    watched.clock.ms -= 3'600'000; // put back
    watched.sees(cashier, "0042");
    CHECK(watched.looks("0042") == 4);
    CHECK(must(watched.storage->verify()).ok);
}

TEST_CASE("to write down a look needs no scan", "[seen]") {
    Watched watched;
    const auto before = watched.storage->connection().prepared_statements();
    watched.sees(cashier, "0042");
    CHECK(check_plans(watched.storage->connection(), before) >= 1);
}
