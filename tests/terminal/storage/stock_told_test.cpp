#include "tests/support/catch.hpp"
#include "tests/terminal/storage/desk_world.hpp"
#include "tests/terminal/storage/query_plans.hpp"

#include "terminal/storage/stock_told.hpp"

using namespace makegood;
using namespace makegood::storage;

TEST_CASE("stock is told in the journal's order, from where the last one left off") {
    TemporaryFolder folder;
    DeskWorld world(folder.path());
    world.fill();
    const auto milk = world.approved(LineNumber{1}, 1000);
    world.approved(LineNumber{2}, 500);
    const auto before = world.storage->connection().prepared_statements();

    const auto told = [&](const JournalPlace& after, int events) {
        return must(stock_told_after(world.storage->connection(), after, events));
    };
    const auto all = told({}, 500);
    REQUIRE(all.movements.size() == 2);
    CHECK(all.is_end);
    CHECK(all.movements[0].moved.case_id == milk.id);
    CHECK(all.movements[0].place.position < all.movements[1].place.position);
    CHECK(all.read_up_to == must(newest_place(world.storage->connection())));

    const auto rest = told(all.movements[0].place, 500);
    REQUIRE(rest.movements.size() == 1);
    CHECK(rest.movements[0].place == all.movements[1].place);
    CHECK(told(all.read_up_to, 500).movements.empty());

    // A few events at a time see every movement once.
    std::size_t seen = 0;
    JournalPlace at;
    for (bool more = true; more;) {
        const auto some = told(at, 2);
        seen += some.movements.size();
        at = some.read_up_to;
        more = !some.is_end;
    }
    CHECK(seen == 2);
    CHECK(at == all.read_up_to);
    CHECK(must(place_of(world.storage->connection(), at.event_id)) == at);
    CHECK_FALSE(must(place_of(world.storage->connection(), "no event")));
    CHECK(check_plans(world.storage->connection(), before) == 3);
}
