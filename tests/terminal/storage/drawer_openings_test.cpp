#include "terminal/storage/drawer_openings.hpp"

#include "tests/support/catch.hpp"
#include "tests/terminal/storage/desk_world.hpp"
#include "tests/terminal/storage/query_plans.hpp"

using namespace makegood;
using namespace makegood::storage;

namespace {

struct Opening : TemporaryFolder, DeskWorld {
    Opening() : DeskWorld(path()) { fill(); }
};

} // namespace

TEST_CASE("a drawer that was asked for and whose end the journal does not have is known", "[drawer]") {
    Opening world;
    auto& storage = *world.storage;
    const auto before = storage.connection().prepared_statements();
    const auto open = [&] { return must(drawers_without_end(storage.connection())); };
    CHECK(open().empty());
    const auto first = world.request(), second = world.request();
    must(storage.handle(OpenDrawer{first, manager})).value();
    must(storage.handle(OpenDrawer{second, manager})).value();
    CHECK(open() == std::vector{first, second});
    const auto opening = [&](const RequestId& pulse) { return must(find_drawer_opening(storage.connection(), pulse)); };
    CHECK_FALSE(opening(world.request()));
    CHECK((opening(first) && !opening(first)->outcome));
    must(storage.record(DrawerOpenEnded{first, OpeningOutcome::opened}, {system_actor, world.request()}));
    CHECK(open() == std::vector{second});
    must(storage.record(DrawerOpenEnded{second, OpeningOutcome::unconfirmed}, {system_actor, world.request()}));
    CHECK(open().empty());
    CHECK(opening(first)->outcome == OpeningOutcome::opened);
    must(storage.record(DrawerOpenEnded{first, OpeningOutcome::not_delivered}, {system_actor, world.request()}));
    CHECK(opening(first)->outcome == OpeningOutcome::opened); // the first word stands
    CHECK(check_plans(storage.connection(), before) > 0);
    CHECK(must(storage.verify()).ok);
    world.close();
    world.open();
    CHECK(must(find_drawer_opening(world.storage->connection(), second))->outcome == OpeningOutcome::unconfirmed);
}
