#include "tests/support/catch.hpp"
#include "tests/terminal/storage/desk_world.hpp"
#include "tests/terminal/storage/plain_database.hpp"

using namespace makegood;
using namespace makegood::storage;

namespace {

constexpr std::size_t steps_before = 20;

// The same rows in a folder of its own, at the step before; texts that stand nowhere any more are empty there.
void copy_to_the_step_before(const std::filesystem::path& now, const std::filesystem::path& before) {
    const auto steps = schema_steps();
    std::filesystem::copy(now / "secrets", before / "secrets");
    must(Connection::open_writing(database_of(before), {steps.begin(), steps.begin() + steps_before}));
    PlainDatabase plain(database_of(before));
    REQUIRE(plain.run("ATTACH '" + database_of(now).string() + "' AS now"));
    const auto copying = plain.read(
        "SELECT group_concat('INSERT INTO main.' || name || ' (' || into_columns || ') SELECT ' || from_columns || ' "
        "FROM now.' || name, ';') FROM (SELECT name, (SELECT group_concat(name) FROM pragma_table_info(one.name, "
        "'main')) AS into_columns, (SELECT group_concat(iif(name IN (SELECT name FROM pragma_table_info(one.name, "
        "'now')), name, '''{}''')) FROM pragma_table_info(one.name, 'main')) AS from_columns FROM main.sqlite_schema "
        "AS one WHERE type = 'table' AND name IN (SELECT name FROM now.sqlite_schema))");
    REQUIRE(plain.run({copying.bytes.begin(), copying.bytes.end()}));
}

// A manager says no, an hour after a case of another receipt was opened.
void decline_of_another(DeskWorld& world) {
    const auto other = groceries("0043");
    world.take_in(other);
    auto claim = world.claim(LineNumber(1), 1000);
    claim.receipt = {other.key, 1};
    const auto id = world.handle(claim).value().id;
    world.clock.pass_ms(3'600'000);
    const auto asked = world.handle(AskManager{world.request(), cashier, id}).value();
    const auto tried = world.request();
    world.handle(CountPinTry{tried, manager, id}).value();
    world.handle(DeclineProposal{world.request(), tried, manager, id, asked.proposal->id, true, "look_together"})
        .value();
    world.handle(CloseCase{world.request(), cashier, id}).value();
}

// Decided twice, asked twice, given, changed, taken back with a paper that says so, and given again; and another, which
// was declined.
CaseId long_story(DeskWorld& world) {
    world.fill();
    world.approved(LineNumber(2), 742);
    const auto opened = world.handle(world.claim(LineNumber(1), 1000)).value();
    world.handle(AskManager{world.request(), cashier, opened.id}).value();
    world.handle(WithdrawProposal{world.request(), cashier, opened.id}).value();
    const auto given =
        world.handle(GiveRemedy{world.request(), cashier, opened.id, {Remedy::replacement, false}, Language::english})
            .value();
    world.handle(ChangeRemedy{world.request(), cashier, opened.id, {Remedy::voucher}, {}}).value();
    world.handle(ReverseGrant{world.request(), cashier, opened.id}).value();
    world.handle(AskManager{world.request(), cashier, opened.id}).value();
    decline_of_another(world);
    return given.id;
}

} // namespace

TEST_CASE("a store in which texts stood beside their events tells the same without them") {
    const TemporaryFolder folder;
    const TemporaryFolder older;
    DeskWorld world(folder.path());
    const auto id = long_story(world);
    const auto told = *must(world.storage->cases().find_case(id));
    const auto digest = must(world.storage->verify()).digest;
    REQUIRE(told.proposal);
    REQUIRE(told.taken_back.size() == 1);
    world.close();
    copy_to_the_step_before(folder.path(), older.path());

    SECTION("all of it") {
        const DeskWorld again(older.path());
        const auto check = must(again.storage->verify());
        CHECK(check.ok);
        CHECK(check.digest == digest);
        CHECK(must(again.storage->connection().check_integrity()).empty());
        const auto found = *must(again.storage->cases().find_case(id));
        CHECK(found.decision == told.decision);
        CHECK(found.proposal == told.proposal);
        CHECK(found.taken_back[0].remedy.slip.document == told.taken_back[0].remedy.slip.document);
        CHECK(found.taken_back[0].remedy.earlier_slips[0].document ==
              told.taken_back[0].remedy.earlier_slips[0].document);
    }
    SECTION("as far as the journal can be read") {
        {
            PlainDatabase plain(database_of(older.path()));
            plain.allow_changes();
            REQUIRE(plain.run("UPDATE event SET body = CAST('{' AS BLOB) WHERE type = 'decision.made'"));
        }
        const DeskWorld again(older.path());
        CHECK(must(again.storage->cases().find_case(id))->decision == Decision{});
        CHECK_FALSE(must(again.storage->verify()).ok);
    }
}

TEST_CASE("a case of which the journal was changed is not told otherwise") {
    const TemporaryFolder folder;
    DeskWorld world(folder.path());
    const auto id = long_story(world);
    const auto row = must(world.storage->cases().find_case(id))->taken_back[0].remedy.slip.number.text();
    PlainDatabase plain(database_of(folder.path()));
    plain.allow_changes();
    SECTION("its slip names another event") {
        REQUIRE(plain.run("UPDATE slip SET written_in = 1 WHERE number = '" + row + "'"));
        CHECK(world.storage->cases().find_case(id).error().fault == StorageFault::damaged);
    }
    SECTION("what its slip says was changed") {
        REQUIRE(plain.run("UPDATE event SET body = CAST(replace(CAST(body AS TEXT), 'COPY', 'FAKE') AS BLOB) WHERE "
                          "position = (SELECT written_in FROM slip WHERE number = '" +
                          row + "')"));
    }
    CHECK_FALSE(must(world.storage->verify()).ok);
}
