#include "terminal/storage/closing.hpp"
#include "tests/support/catch.hpp"
#include "tests/terminal/storage/desk_world.hpp"
#include "tests/terminal/storage/query_plans.hpp"

using namespace makegood;
using namespace makegood::storage;

namespace {

constexpr LineNumber milk_bottle{1};

// Everything that is given alone is looked at again. The clock stands at 4 May 2026.
struct Looked : TemporaryFolder, DeskWorld {
    Looked() : DeskWorld(path()) {
        policy.second_look = {1, 1};
        fill();
    }

    CaseView given_alone() {
        const auto opened = handle(claim(milk_bottle, 200)).value();
        return handle(GiveRemedy{request(), cashier, opened.id, {}, {}}).value();
    }
    Expected<CaseView, DeskRefusal> look(const CaseView& found, const StaffId& who) {
        return handle(TakeSecondLook{request(), who, found.id});
    }
    std::vector<CaseId> waiting(const char* day) {
        std::vector<CaseId> ids;
        for (const auto& view : must(storage->cases().waiting_for_a_look(*Date::from_iso(day), 10)))
            ids.push_back(view.id);
        return ids;
    }
};

using Ids = std::vector<CaseId>;

} // namespace

TEST_CASE("what waits for a second look is listed until somebody else has looked", "[second-look]") {
    Looked world;
    const auto first = world.given_alone();
    world.clock.pass_ms(24 * 3'600'000);
    const auto second = world.given_alone();
    CHECK(world.waiting("2026-05-04") == Ids{});
    CHECK(world.waiting("2026-05-05") == Ids{first.id});
    CHECK(world.waiting("2026-05-06") == Ids{first.id, second.id});

    CHECK(world.look(first, cashier).error().reason == DeskRefusalReason::own_request);
    const auto looked = world.look(first, manager).value();
    REQUIRE(looked.looks.size() == 1);
    CHECK(looked.looks[0].given_by == cashier);
    CHECK(looked.looks[0].looked_by == manager);
    CHECK(world.waiting("2026-05-06") == Ids{second.id});

    const auto digest = must(world.storage->verify()).digest;
    CHECK(must(world.storage->rebuild()).digest == digest);
    CHECK(world.waiting("2026-05-06") == Ids{second.id});
}

TEST_CASE("the database itself takes no look of whoever gave", "[second-look]") {
    Looked world;
    const auto given = world.given_alone();
    const SecondLookTaken own{given.id, given.remedy->grant};
    CHECK(world.storage->record(own, {cashier, world.request()}).error().fault == StorageFault::refused);
    CHECK(world.storage->record(SecondLookTaken{given.id, GrantId("none")}, {manager, world.request()}).error().fault ==
          StorageFault::refused);
    CHECK(world.waiting("2026-05-05") == Ids{given.id});
    must(world.storage->record(own, {manager, world.request()}));
    CHECK(world.storage->record(own, {manager, world.request()}).error().fault == StorageFault::refused);
}

TEST_CASE("a closing tells of looks that are overdue, not of those that still have time", "[second-look]") {
    Looked world;
    world.given_alone();
    const auto closed_days = [&] {
        ClosingPass pass(0);
        while (must(pass.slice(*world.storage, 100))) {
        }
        return pass.closed();
    };
    world.clock.pass_ms(24 * 3'600'000); // the day on which somebody is to look
    const auto in_time = closed_days();
    REQUIRE(in_time.size() == 1);
    CHECK(in_time[0].statement.open.looks_overdue == 0);
    must(world.storage->record(PinAccepted{cashier}, {cashier, world.request()}));
    world.clock.pass_ms(24 * 3'600'000);
    const auto late = closed_days();
    REQUIRE(late.size() == 1);
    CHECK(late[0].statement.open.looks_overdue == 1);
    CHECK(must(world.storage->verify()).ok);
}

TEST_CASE("second looks are found by index", "[second-look]") {
    Looked world;
    const auto given = world.given_alone();
    world.waiting("2026-05-05");
    world.look(given, manager).value();
    auto others = world.storage->connection().prepared_statements();
    std::erase_if(others, [](const std::string& sql) { return sql.find("second_look") != sql.npos; });
    CHECK(check_plans(world.storage->connection(), others) == 3);
}
