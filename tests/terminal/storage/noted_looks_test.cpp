#include "terminal/storage/noted_looks.hpp"
#include "terminal/storage/seen_records.hpp"
#include "tests/support/catch.hpp"
#include "tests/terminal/storage/desk_world.hpp"

#include <fstream>

using namespace makegood;
using namespace makegood::storage;

namespace {

struct NotingWorld : TemporaryFolder, DeskWorld {
    NotingWorld() : DeskWorld(path()) { fill(); }

    void note(const std::vector<RecordsSeen>& looks) { must(note_looks(path(), looks, clock, randomness)); }
    std::vector<Sighting> sightings() { return must(sightings_of(storage->connection(), {groceries().key})); }
    std::ptrdiff_t notes() const {
        const auto folder = path() / "looks";
        return std::filesystem::exists(folder)
                   ? std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator())
                   : 0;
    }
};

const RecordsSeen look_by_number{{groceries().key, 1}, HowFound::number};

} // namespace

TEST_CASE("a look that the command line notes beside a kiosk comes into the journal with its own time", "[seen]") {
    NotingWorld world;
    const auto when = world.clock.civil;
    world.note({look_by_number, {{groceries("0043").key, 1}, HowFound::search, {RecalledFact::total}}});
    CHECK(world.sightings().empty());
    world.clock.pass_ms(3'600'000);
    must(take_in_noted_looks(*world.storage));
    REQUIRE(world.sightings().size() == 1);
    CHECK(world.sightings()[0].at == when);
    CHECK(world.sightings()[0].by == command_line_actor);
    CHECK(world.sightings()[0].seen.how == HowFound::number);
    CHECK(world.notes() == 0);
    must(take_in_noted_looks(*world.storage));
    CHECK(world.sightings().size() == 1);
    CHECK(must(world.storage->verify()).ok);
}

TEST_CASE("whoever owns the folder next takes in what was noted", "[seen]") {
    NotingWorld world;
    world.note({look_by_number});
    world.close();
    world.open();
    CHECK(world.sightings().size() == 1);
    CHECK(world.notes() == 0);
}

TEST_CASE("a note is for its owner only, nothing to note leaves none, and what is no note stays", "[seen]") {
    NotingWorld world;
    world.note({});
    CHECK(world.notes() == 0);
    world.note({look_by_number});
    for (const auto& entry : std::filesystem::directory_iterator(world.path() / "looks")) {
        CHECK((entry.status().permissions() & std::filesystem::perms::mask) == std::filesystem::perms{0600});
        std::ofstream(entry.path(), std::ios::app) << "{\"at\":1}\n";
    }
    must(take_in_noted_looks(*world.storage));
    CHECK(world.notes() == 1);
    CHECK(world.sightings().empty());
}
