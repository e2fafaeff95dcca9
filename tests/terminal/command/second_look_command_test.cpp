#include "terminal/command/commands.hpp"
#include "terminal/storage/seen_records.hpp"
#include "terminal/world/clocks.hpp"
#include "terminal/world/randomness.hpp"
#include "tests/support/catch.hpp"
#include "tests/terminal/command/heard.hpp"
#include "tests/terminal/storage/desk_world.hpp"

#include <iostream>

using namespace makegood;
using namespace makegood::storage;
using makegood::testing::Heard;

namespace {

struct BackOffice {
    TemporaryFolder folder;
    std::string given;
    std::string out;
    std::string complaints;

    // A grant of May 2026 that the cashier gave alone, long overdue for a look.
    explicit BackOffice(bool pin_to_change = false, bool to_countersign = false) {
        DeskWorld world(folder.path());
        world.policy.second_look = {1, 1};
        if (to_countersign) {
            world.policy.rules.clear();
            world.policy.countersign = {.up_to = {Money(5'000, *Currency::from_code("GBP"))}, .per_day = 1};
        }
        world.fill();
        const auto opened = world.handle(world.claim(LineNumber(1), 1000)).value();
        given = world.handle(GiveRemedy{world.request(), cashier, opened.id, {}, {}, to_countersign}).value().id.text();
        const StaffId colleague("colleague");
        for (const auto& [id, role] :
             {std::pair{cashier, StaffRole::cashier}, {colleague, StaffRole::cashier}, {manager, StaffRole::manager}})
            must(world.storage->enrol({.member = {id, {id.text(), id.text()}, role, Language::english},
                                       .pin = must(hash_pin(world.storage->pepper(), id, *Pin::chosen("739154"))),
                                       .pin_to_change = pin_to_change},
                                      {system_actor, world.request()}));
    }

    template <class Command>
    Exit run(Command command, const char* typed = "", bool json = false) {
        const std::filesystem::path assets = MAKEGOOD_SOURCE_DIR "/assets";
        auto words = text::Words::open(assets / "words", "en");
        REQUIRE(words);
        const Console console({assets, assets}, std::move(*words), json);
        const Heard told(std::cout), complained(std::cerr);
        std::istringstream input(typed);
        auto* before = std::cin.rdbuf(input.rdbuf());
        const auto exit = command(console);
        std::cin.rdbuf(before);
        out = told.text();
        complaints = complained.text();
        return exit;
    }
    Exit listed(bool json = false) {
        return run([&](const Console& console) { return second_look_command(console, {.data = folder.path()}); }, "",
                   json);
    }
    Exit looked(const char* by, const std::string& id, const char* typed = "739154\n") {
        return run(
            [&](const Console& console) {
                return second_look_command(console, {.data = folder.path(), .case_id = id, .by = by});
            },
            typed);
    }
    std::vector<Sighting> sightings() {
        auto reader = must(StorageReader::open({folder.path(), DeskWorld::schema_folder()}));
        return must(sightings_of(reader->connection(), {groceries().key}));
    }
};

} // namespace

TEST_CASE("a second look is listed, and taken by another person with their PIN", "[second-look]") {
    BackOffice office;
    CHECK(office.listed() == Exit::done);
    CHECK_THAT(office.out, Catch::Contains(office.given) && Catch::Contains("given by cashier") &&
                               Catch::Contains("(that day is over)"));
    CHECK(office.listed(true) == Exit::done);
    CHECK_THAT(office.out, Catch::Contains(R"("overdue": true)") && Catch::Contains(R"("due": "2026-05-05")"));

    CHECK(office.looked("cashier", office.given) == Exit::refused);
    CHECK_THAT(office.complaints, Catch::Contains("You gave " + office.given + " yourself"));
    CHECK(office.looked("manager", "no-such-case") == Exit::refused);
    CHECK_THAT(office.complaints, Catch::Contains("Nobody waits for a look at no-such-case"));
    CHECK(office.looked("manager", office.given) == Exit::done);
    CHECK(office.listed() == Exit::done);
    CHECK_THAT(office.out, Catch::Contains("Nothing waits for a second look."));
    CHECK(office.looked("manager", office.given) == Exit::refused);
}

TEST_CASE("a PIN that somebody else set opens nothing on the command line either", "[second-look]") {
    BackOffice office(true);
    CHECK(office.looked("manager", office.given) == Exit::refused);
    CHECK_THAT(office.complaints, Catch::Contains("Somebody else chose this PIN for you"));
    CHECK(office.listed() == Exit::done);
    CHECK_THAT(office.out, Catch::Contains(office.given));
}

TEST_CASE("ten wrong tries on the command line lock, and the right PIN opens nothing then", "[second-look]") {
    BackOffice office;
    for (int i = 1; i <= 10; ++i) {
        CHECK(office.looked("manager", office.given, "111222\n") == Exit::refused);
        CHECK_THAT(office.complaints, Catch::Contains(i < 10 ? "do not belong together" : "too many wrong tries"));
    }
    CHECK(office.looked("manager", office.given) == Exit::refused);
    CHECK_THAT(office.complaints, Catch::Contains("too many wrong tries"));
}

TEST_CASE("what is to be countersigned is listed by that word, and signed by who may confirm it", "[second-look]") {
    BackOffice office(false, true);
    CHECK(office.listed() == Exit::done);
    CHECK_THAT(office.out, Catch::Contains("to countersign by"));
    CHECK(office.listed(true) == Exit::done);
    CHECK_THAT(office.out, Catch::Contains(R"("to_countersign": true)") && Catch::Contains(R"("confirmed_by": null)"));
    CHECK(office.looked("cashier", office.given) == Exit::refused);
    CHECK_THAT(office.complaints, Catch::Contains("yourself"));
    CHECK(office.looked("colleague", office.given) == Exit::refused);
    CHECK_THAT(office.complaints, Catch::Contains("is signed by somebody who may confirm what it is worth"));
    CHECK(office.looked("manager", office.given) == Exit::done);
    CHECK_THAT(office.out, Catch::Contains("is countersigned"));
}

TEST_CASE("what `show` and `find` show is written down, with a kiosk in the folder and without", "[seen]") {
    BackOffice office;
    const auto show = [&](const Console& console) { return show_command(console, office.folder.path(), "R-0042"); };
    FindOptions told{.data = office.folder.path()};
    told.told.products = {"bananas"};
    const auto find = [&](const Console& console) { return find_command(console, told); };

    CHECK(office.run(show) == Exit::done);
    REQUIRE(office.sightings().size() == 1);
    CHECK(office.sightings()[0].by == command_line_actor);
    CHECK(office.sightings()[0].seen.how == HowFound::number);
    CHECK(office.run(find) == Exit::done);
    REQUIRE(office.sightings().size() == 2);
    CHECK(office.sightings()[1].seen.how == HowFound::search);
    CHECK(office.sightings()[1].seen.told == std::vector{RecalledFact::item});
    const SystemClock clock;
    SystemRandomness randomness;
    const auto kiosk = [&] {
        return must(Storage::open({office.folder.path(), DeskWorld::schema_folder()}, "lane-1", clock, randomness));
    };
    {
        const auto running = kiosk();
        CHECK(office.run(show) == Exit::done);
        CHECK(office.sightings().size() == 2);
    }
    const auto started_again = kiosk();
    CHECK(office.sightings().size() == 3);
}

TEST_CASE("a phone alone finds nothing on the command line, and says kindly what would help", "[customer]") {
    BackOffice office;
    FindOptions told{.data = office.folder.path()};
    told.told.phone = "0912 555 0001";
    const auto find = [&](const Console& console) { return find_command(console, told); };
    CHECK(office.run(find) == Exit::usage);
    CHECK(office.out.empty());
    CHECK_THAT(office.complaints, Catch::Contains("everybody’s shopping stays their own"));
}

// Worked out apart from this program: the first 8 bytes of SHA-256("makegood/second-look/1" ‖ id), big-endian, mod 20.
TEST_CASE("chance chooses a grant by its id alone, so that anybody can follow it", "[second-look]") {
    const SodiumCryptography cryptography;
    for (const auto* chosen : {"grant-9", "grant-29", "grant-31", "grant-395"})
        CHECK(is_chosen(GrantId(chosen), {1, 20}, cryptography));
    for (const auto* not_chosen : {"grant-0", "grant-14", "grant-87", "grant-387"})
        CHECK_FALSE(is_chosen(GrantId(not_chosen), {1, 20}, cryptography));
    for (const auto* one_more : {"grant-14", "grant-87", "grant-387"})
        CHECK(is_chosen(GrantId(one_more), {2, 20}, cryptography));
    CHECK_FALSE(is_chosen(GrantId("grant-9"), {0, 20}, cryptography));
    CHECK(is_chosen(GrantId("grant-0"), {20, 20}, cryptography));
}
