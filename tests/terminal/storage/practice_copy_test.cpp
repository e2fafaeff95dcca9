#include "terminal/storage/practice_copy.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/terminal/storage/desk_world.hpp"

using namespace makegood;
using namespace makegood::storage;

namespace {

std::int64_t events_in(const std::filesystem::path& folder) {
    return must(must(StorageReader::open({folder, DeskWorld::schema_folder()}))->verify("lane-1")).events;
}

} // namespace

TEST_CASE("what is practised begins with all that the shop has, and stays in its own folder") {
    const TemporaryFolder folder;
    DeskWorld shop(folder.path() / "data");
    shop.fill();
    shop.approved(LineNumber(1), 1000);
    const auto real = events_in(shop.place.folder);

    // The shop goes on working meanwhile.
    const auto copy = must(copy_for_practice(shop.place, "now"));
    CHECK(copy == std::filesystem::canonical(shop.place.folder) / "practice");
    CHECK(events_in(copy) == real);
    {
        DeskWorld practice(copy);
        practice.randomness = testing::CountingRandomness(1'000'000);
        practice.requests = 1'000;
        practice.approved(LineNumber(2), 742);
        CHECK(events_in(copy) > real);
        CHECK(events_in(shop.place.folder) == real);

        const auto while_practising = copy_for_practice(shop.place, "later");
        REQUIRE_FALSE(while_practising);
        CHECK(while_practising.error().fault == StorageFault::owned);
        const auto forgotten = forget_practice(shop.place.folder, "later");
        REQUIRE_FALSE(forgotten);
        CHECK(forgotten.error().fault == StorageFault::owned);
    }
    shop.approved(LineNumber(2), 742);
    CHECK(events_in(must(copy_for_practice(shop.place, "tomorrow"))) == events_in(shop.place.folder));

    must(forget_practice(shop.place.folder, "then"));
    CHECK_FALSE(std::filesystem::exists(database_of(copy)));
    CHECK_FALSE(std::filesystem::exists(copy / "secrets"));
    must(forget_practice(folder.path() / "never", "then"));
}

TEST_CASE("where nothing is yet, practice begins with nothing") {
    const TemporaryFolder folder;
    const auto copy = must(copy_for_practice({folder.path() / "new", DeskWorld::schema_folder()}, "now"));
    CHECK(std::filesystem::exists(copy));
    CHECK_FALSE(std::filesystem::exists(database_of(copy)));
}
