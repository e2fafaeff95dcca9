#include "terminal/application/application.hpp"
#include "terminal/world/clocks.hpp"
#include "terminal/world/randomness.hpp"
#include "tests/flow/shop_floor.hpp"
#include "tests/terminal/storage/opened.hpp"

#include <chrono>
#include <thread>

using namespace makegood;
using namespace makegood::storage;
using namespace makegood::testing;

TEST_CASE("a kiosk deletes at its start what is beyond its term, and keeps the rest") {
    ShopFloor shop;
    const ScriptClock clock(*CivilTime::from_iso("2011-12-05T10:00"));
    SeededRandomness desk(1), screen(2);
    const StoragePlace place{shop.data(), program_folders().schema()};
    const auto old = groceries("1001");
    auto fresh = groceries("1002");
    fresh.key.business_day = *Date::from_iso("2011-12-01");
    {
        auto storage = must(Storage::open(place, "lane-1", clock, desk));
        auto intake = storage->intake(rows_in_bulk);
        must(intake.take(old));
        must(intake.take(fresh));
        must(intake.finish());
    }
    write_file(shop.data() / "shop.toml", "[retention]\nreceipts_days = 30\n");
    auto application = Application::open({.data = shop.data()}, program_folders(), {clock, desk, screen}, [] {});
    REQUIRE(application);

    auto reader = must(StorageReader::open(place));
    const auto is_gone = [&] { return !must(reader->facts().find_receipt(old.key)); };
    for (int tries = 0; tries < 6'000 && !is_gone(); ++tries)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    CHECK(is_gone());
    CHECK(must(reader->facts().find_receipt(fresh.key)));
}
