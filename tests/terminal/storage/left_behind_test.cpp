#include "terminal/storage/left_behind_log.hpp"
#include "tests/support/catch.hpp"
#include "tests/terminal/storage/desk_world.hpp"
#include "tests/terminal/storage/query_plans.hpp"

using namespace makegood;
using namespace makegood::storage;

namespace {

constexpr LineNumber sold_milk{1}, sold_bananas{2};

CivilTime at(const char* iso) {
    return *CivilTime::from_iso(iso);
}

// The groceries were sold on lane-3 on 5 October 2011 at 10:21.
struct LogWorld : TemporaryFolder, DeskWorld {
    LogWorld() : DeskWorld(path()) { fill(); }

    NoteFound milk_found(const char* when, const char* lane = "lane-3") {
        return {.request = request(),
                .finder = cashier,
                .code = ItemCode("5000112637922"),
                .item = "Milk 1 l",
                .quantity = one_unit,
                .lane = WorkstationId(lane),
                .place = "fridge",
                .note = "on the belt",
                .perishable_until = Date::from_iso("2011-10-06"),
                .found_at = at(when)};
    }
    LeftBehindEntry noted(const LeftBehindCommand& command) { return must(storage->handle(command)).value(); }
    LeftBehindEntry moved(const LeftBehindEntry& entry, LeftBehindState to, const char* note = "") {
        return noted(MoveEntry{request(), cashier, entry.id, to, "", note});
    }
    LeftBehindLog log() { return LeftBehindLog(storage->connection()); }
    LeftBehindAnswer answer_on(LineNumber line) {
        const auto receipt = groceries();
        return must(log().word_on(receipt, *find_line(receipt, line))).answer;
    }
};

} // namespace

TEST_CASE("an entry is kept and read back after a restart, with every step") {
    LogWorld world;
    const auto entry = world.noted(world.milk_found("2011-10-05T10:40"));
    const auto reserved = world.moved(entry, LeftBehindState::reserved, "comes tonight");
    world.close();
    world.open();

    const auto found = must(world.log().find(entry.id));
    REQUIRE(found);
    CHECK(*found == reserved);
    CHECK(found->item == "Milk 1 l");
    CHECK(found->quantity == one_unit);
    CHECK(found->lane == WorkstationId("lane-3"));
    CHECK(found->perishable_until == Date::from_iso("2011-10-06"));
    CHECK(found->recorded_at == world.clock.civil);
    CHECK(found->reserved_for == "comes tonight");
    const auto moves = must(world.log().moves_of(entry.id));
    REQUIRE(moves.size() == 2);
    CHECK(moves[0].to == LeftBehindState::kept);
    CHECK(moves[0].happened_at == at("2011-10-05T10:40"));
    CHECK(moves[0].recorded_at == world.clock.civil);
    CHECK(moves[1].to == LeftBehindState::reserved);
    CHECK(moves[1].by == cashier);
    CHECK(moves[1].place == "fridge");
}

TEST_CASE("the log speaks only of what it was kept for") {
    LogWorld world;
    CHECK(world.answer_on(sold_milk) == LeftBehindAnswer::not_kept);
    world.noted(world.milk_found("2011-10-09T10:00")); // too late for both
    CHECK(world.answer_on(sold_milk) == LeftBehindAnswer::not_kept);
    world.noted(world.milk_found("2011-10-07T10:00"));
    CHECK(world.answer_on(sold_milk) == LeftBehindAnswer::nothing_fits);
    world.noted(world.milk_found("2011-10-05T12:00", "lane-1"));
    CHECK(world.answer_on(sold_milk) == LeftBehindAnswer::nothing_fits);
    const auto entry = world.noted(world.milk_found("2011-10-05T12:00"));
    CHECK(world.answer_on(sold_milk) == LeftBehindAnswer::holds_it);
    CHECK(world.answer_on(sold_bananas) == LeftBehindAnswer::nothing_fits);
    world.moved(entry, LeftBehindState::put_back);
    CHECK(world.answer_on(sold_milk) == LeftBehindAnswer::holds_it);
    world.moved(entry, LeftBehindState::handed_over);
    CHECK(world.answer_on(sold_milk) == LeftBehindAnswer::gave_it);
    CHECK_FALSE(world.storage->ledger().left_behind_of(groceries().key, sold_milk)); // nothing to give once more
}

TEST_CASE("goods of the log are handed over with an approved claim and kept again when it is taken back") {
    LogWorld world;
    const auto entry = world.noted(world.milk_found("2011-10-05T12:00"));
    const auto given = world.approved(sold_milk, 1000);
    auto found = must(world.log().find(entry.id));
    CHECK(found->state == LeftBehindState::handed_over);
    CHECK(found->made_good == given.id);
    CHECK(world.answer_on(sold_milk) == LeftBehindAnswer::nothing_fits);
    world.handle(ReverseGrant{world.request(), cashier, given.id}).value();
    found = must(world.log().find(entry.id));
    CHECK(found->state == LeftBehindState::kept);
    CHECK(found->made_good.empty());
    CHECK(must(world.storage->verify()).ok);
}

TEST_CASE("whose it may be: sales of the item within a day before, the same lane first") {
    LogWorld world;
    const auto sold = [&](const char* sequence, const char* lane, const char* when) {
        auto receipt = groceries(sequence);
        receipt.key.workstation = WorkstationId(lane);
        receipt.begun_at = at(when);
        receipt.number = std::string("R-") + sequence;
        Intake intake(world.storage->connection(), world.storage->pepper(), rows_in_bulk);
        must(intake.take(receipt));
        must(intake.finish());
    };
    sold("0050", "lane-1", "2011-10-05T11:50");
    sold("0051", "lane-3", "2011-10-05T11:00");
    sold("0052", "lane-3", "2011-10-05T12:30"); // after it was found
    const auto entry = world.noted(world.milk_found("2011-10-05T12:00"));
    const auto likely = must(world.log().likely_receipts(entry, 3));
    REQUIRE(likely.size() == 3);
    CHECK(likely[0].number == "R-0051");
    CHECK(likely[1].number == "R-0042");
    CHECK(likely[2].number == "R-0050");
    CHECK(likely[0].line == sold_milk);
    CHECK(must(world.log().likely_receipts(entry, 1)).front().number == "R-0051");
    auto unknown = entry;
    unknown.code = ItemCode();
    CHECK(must(world.log().likely_receipts(unknown, 3)).empty());
}

TEST_CASE("what is in the shop is counted, and what spoils of it") {
    LogWorld world;
    world.noted(world.milk_found("2011-10-05T12:00"));
    const auto gone = world.noted(world.milk_found("2011-10-05T12:00"));
    auto lasts = world.milk_found("2011-10-05T12:00");
    lasts.perishable_until = std::nullopt;
    lasts.brought_back = true;
    world.noted(lasts);
    world.moved(gone, LeftBehindState::disposed_of);
    const auto before = must(world.log().count(*Date::from_iso("2011-10-04")));
    const auto on_the_eve = must(world.log().count(*Date::from_iso("2011-10-05")));
    CHECK(before.in_shop == 2);
    CHECK(before.spoiling == 0);
    CHECK(on_the_eve.spoiling == 1);
    CHECK(must(world.log().in_shop(50)).size() == 2);
    REQUIRE(must(world.log().gone(50)).size() == 1);
    CHECK(must(world.log().gone(50)).front().id == gone.id);
}

TEST_CASE("the journal gives the same log again") {
    LogWorld world;
    const auto entry = world.noted(world.milk_found("2011-10-05T12:00"));
    world.moved(entry, LeftBehindState::reserved, "by phone");
    world.noted(world.milk_found("2011-10-05T13:00", ""));
    world.approved(sold_milk, 1000);
    const auto digest = must(world.storage->verify()).digest;
    const auto rebuilt = must(world.storage->rebuild());
    CHECK(rebuilt.ok);
    CHECK(rebuilt.digest == digest);
    CHECK(must(world.log().in_shop(50)).size() == 1);
    CHECK(must(world.log().moves_of(entry.id)).size() == 3);
}

TEST_CASE("the log is read through indexes") {
    LogWorld world;
    const auto before = world.storage->connection().prepared_statements();
    const auto entry = world.noted(world.milk_found("2011-10-05T12:00"));
    must(world.log().likely_receipts(entry, 3));
    must(world.log().count(*Date::from_iso("2011-10-04")));
    must(world.log().in_shop(50));
    must(world.log().gone(50));
    must(world.log().given_by(CaseId("none")));
    must(world.log().moves_of(entry.id));
    must(world.log().lanes(BusinessUnitId("shop-1"), 8));
    CHECK(must(world.log().lanes(BusinessUnitId("shop-1"), 8)).front() == WorkstationId("lane-3"));
    CHECK(must(world.storage->facts().newest_shop()) == BusinessUnitId("shop-1"));
    CHECK(world.answer_on(sold_milk) == LeftBehindAnswer::holds_it);
    CHECK(world.answer_on(sold_bananas) == LeftBehindAnswer::nothing_fits);
    CHECK(check_plans(world.storage->connection(), before) > 10);
}

TEST_CASE("an entry is found by the label of its bag, also after a rebuild") {
    LogWorld world;
    const auto noted = must(world.storage->handle(world.milk_found("2011-10-05T11:00"))).value();
    const LeftBehindLog log(world.storage->connection());
    REQUIRE(must(log.find_labelled(noted.label)));
    CHECK(must(log.find_labelled(noted.label))->id == noted.id);
    CHECK_FALSE(must(log.find_labelled("MGLUNKNOWN")));
    CHECK_FALSE(must(log.find_labelled("")));
    auto others = world.storage->connection().prepared_statements();
    std::erase_if(others, [](const std::string& sql) { return sql.find("label = ?") != sql.npos; });
    CHECK(check_plans(world.storage->connection(), others) == 1);

    const auto before = must(world.storage->verify());
    CHECK(must(world.storage->rebuild()).digest == before.digest);
    CHECK(must(log.find_labelled(noted.label))->id == noted.id);
    CHECK(world.storage->ledger().history(groceries().key, sold_milk).left_behind_quantity == one_unit);
}

TEST_CASE("what was noted by mistake is in no list, in no count and no fact, also after a rebuild") {
    LogWorld world;
    const auto entry = world.noted(world.milk_found("2011-10-05T12:00"));
    CHECK(world.answer_on(sold_milk) == LeftBehindAnswer::holds_it);
    const auto others = world.storage->connection().prepared_statements();
    const auto undone = must(world.storage->handle(UndoFound{world.request(), cashier, entry.id})).value();
    CHECK(undone.taken_back);
    const auto says_nothing = [&] {
        CHECK(world.answer_on(sold_milk) == LeftBehindAnswer::not_kept);
        CHECK(must(world.log().in_shop(50)).empty());
        CHECK(must(world.log().gone(50)).empty());
        CHECK(must(world.log().count(*Date::from_iso("2011-10-05"))).in_shop == 0);
        CHECK_FALSE(must(world.log().find_labelled(entry.label)));
    };
    says_nothing();
    check_plans(world.storage->connection(), others);
    const auto before = must(world.storage->verify());
    CHECK(before.ok);
    CHECK(must(world.storage->rebuild()).digest == before.digest);
    says_nothing();
}

TEST_CASE("a step keeps both of its times, and an undo of it the first of them") {
    LogWorld world;
    const auto entry = world.noted(world.milk_found("2011-10-05T12:00"));
    const auto written = world.clock.civil;
    const CivilTime earlier{written.seconds - 3'600};
    const auto moved = must(world.storage->handle(MoveEntry{world.request(), cashier, entry.id,
                                                            LeftBehindState::put_back, "", "", earlier}))
                           .value();
    CHECK(moved.moved_at == earlier);
    CHECK(moved.moved_recorded_at == written);
    CHECK(must(world.log().moves_of(entry.id)).back().happened_at == earlier);
    CHECK(must(world.log().moves_of(entry.id)).back().recorded_at == written);
    const auto back = must(world.storage->handle(UndoMove{world.request(), cashier, entry.id, LeftBehindState::put_back,
                                                          earlier, LeftBehindState::kept, "", "", entry.moved_at}))
                          .value();
    CHECK(back.moved_at == entry.moved_at);
    CHECK(back.moved_recorded_at == entry.moved_recorded_at);
}
