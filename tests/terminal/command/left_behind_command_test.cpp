#include "terminal/command/commands.hpp"
#include "terminal/storage/left_behind_log.hpp"
#include "tests/support/catch.hpp"
#include "tests/terminal/command/heard.hpp"
#include "tests/terminal/storage/desk_world.hpp"

#include <iostream>

using namespace makegood;
using namespace makegood::storage;
using makegood::testing::Heard;

namespace {

struct LogOffice {
    TemporaryFolder folder;
    LeftBehindEntry bag;
    std::string out;
    std::string complaints;

    LogOffice() {
        DeskWorld world(folder.path());
        world.fill();
        must(world.storage->enrol({.member = {cashier, {"Nora", "نورا"}, StaffRole::cashier, Language::english},
                                   .pin = must(hash_pin(world.storage->pepper(), cashier, *Pin::chosen("739154")))},
                                  {system_actor, world.request()}));
        bag = must(world.storage->handle(NoteFound{.request = world.request(),
                                                   .finder = cashier,
                                                   .item = "A blue bag",
                                                   .quantity = one_unit,
                                                   .found_at = *CivilTime::from_iso("2026-05-04T09:00")}))
                  .value();
    }

    template <class Command>
    Exit run(Command command, const char* typed = "") {
        const std::filesystem::path assets = MAKEGOOD_SOURCE_DIR "/assets";
        auto words = text::Words::open(assets / "words", "en");
        REQUIRE(words);
        const Console console({assets, assets}, std::move(*words), false);
        const Heard told(std::cout), complained(std::cerr);
        std::istringstream input(typed);
        auto* before = std::cin.rdbuf(input.rdbuf());
        const auto exit = command(console);
        std::cin.rdbuf(before);
        out = told.text();
        complaints = complained.text();
        return exit;
    }
    Exit moved(const std::string& entry, const char* when, const char* pin = "739154\n") {
        return run(
            [&](const Console& console) {
                return left_behind_move_command(console, {.data = folder.path(),
                                                          .entry = entry,
                                                          .to = "put_back",
                                                          .by = "cashier",
                                                          .happened_at = CivilTime::from_iso(when)});
            },
            pin);
    }
};

} // namespace

TEST_CASE("what became of a bag is told with when it happened, and both times are listed", "[left-behind]") {
    LogOffice office;
    CHECK(office.moved(office.bag.id.text(), "2026-05-04T10:30", "111222\n") == Exit::refused);
    CHECK(office.moved("no-such-bag", "2026-05-04T10:30") == Exit::refused);
    CHECK_THAT(office.complaints, Catch::Contains("no-such-bag"));
    CHECK(office.moved(office.bag.id.text(), "2126-05-04T10:30") == Exit::refused);
    CHECK_THAT(office.complaints, Catch::Contains("is still to come"));
    CHECK(office.moved(office.bag.id.text(), "2026-05-04T08:59") == Exit::refused);
    CHECK_THAT(office.complaints, Catch::Contains("still where it lay before"));
    CHECK(office.moved(office.bag.label, "2026-05-04T10:30") == Exit::done);
    CHECK_THAT(office.out, Catch::Contains("A blue bag"));
    CHECK(office.moved(office.bag.label, "2026-05-04T10:31") == Exit::refused);

    CHECK(office.run([&](const Console& console) { return left_behind_command(console, office.folder.path()); }) ==
          Exit::done);
    CHECK_THAT(office.out, Catch::Contains("Back on the shelf") && Catch::Contains("written down"));
}
