#include "terminal/application/application.hpp"
#include "terminal/storage/closing.hpp"
#include "terminal/world/clocks.hpp"
#include "terminal/world/randomness.hpp"
#include "tests/flow/shop_floor.hpp"
#include "tests/terminal/storage/opened.hpp"

#include <chrono>
#include <thread>

using namespace makegood;
using namespace makegood::storage;
using namespace makegood::testing;

TEST_CASE("who opened a receipt is written down, and the next morning the kiosk closes the day by itself") {
    ShopFloor shop;
    shop.plays_well("scan {headline}\nexpect receipt.line.8 enabled\nkey escape\nadvance 5000\nscan {headline}\n"
                    "expect receipt.line.8 enabled\n");
    const auto in_shop = " --data " + shop.data().string();
    const auto export_ran = run_program("journal export" + in_shop);
    const auto event = export_ran.output.find("\"type\":\"records.seen\"");
    REQUIRE(event != std::string::npos);
    CHECK(export_ran.output.find("\"type\":\"records.seen\"", event + 1) == std::string::npos); // one look
    const auto begin = export_ran.output.find(R"(\"receipt\":\")", event) + 14;
    const auto key = export_ran.output.substr(begin, export_ran.output.find('\\', begin) - begin);
    const auto seen = run_program("seen " + key + in_shop);
    CHECK(seen.exit_code == 0);
    CHECK_THAT(seen.output, Catch::Contains(", by a scan"));
    CHECK_THAT(run_program("closing" + in_shop).output, Catch::Contains("That day is not closed yet."));

    const ScriptClock clock(*CivilTime::from_iso("2011-12-06T08:00"));
    SeededRandomness desk(1), screen(2);
    {
        auto application = Application::open({.data = shop.data()}, program_folders(), {clock, desk, screen}, [] {});
        REQUIRE(application);
        auto reader = must(StorageReader::open({shop.data(), program_folders().schema()}));
        const auto is_closed = [&] { return !must(closings(reader->connection())).empty(); };
        for (int tries = 0; tries < 6'000 && !is_closed(); ++tries)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    const auto closing = run_program("closing --day 2011-12-05" + in_shop);
    INFO(closing.output);
    CHECK(closing.exit_code == 0);
    CHECK_THAT(closing.output, Catch::Contains("Cases: 0 opened, 0 declined, 0 closed."));
    CHECK(std::filesystem::exists(shop.data() / "closings/2011-12-05.json"));
    CHECK(run_program("closing --day 2011-12-04" + in_shop).exit_code == 1);
    CHECK(run_program("closing --sign" + in_shop).exit_code == 0);
    CHECK(run_program("journal verify" + in_shop).exit_code == 0);
    CHECK_THAT(run_program("journal export --csv --jsonl" + in_shop).output, Catch::Contains("excludes"));
}
