#include "terminal/storage/storage_thread.hpp"
#include "tests/support/catch.hpp"
#include "tests/terminal/storage/desk_world.hpp"

#include <atomic>
#include <future>
#include <random>

using namespace makegood;
using namespace makegood::storage;

namespace {

std::vector<RetailTransaction> many(int count, const std::string& prefix) {
    std::vector<RetailTransaction> receipts;
    for (int i = 0; i < count; ++i)
        receipts.push_back(groceries(prefix + std::to_string(i)));
    return receipts;
}

} // namespace

TEST_CASE("people go first, imports go between, and all of it is stored") {
    const TemporaryFolder folder;
    DeskWorld world(folder.path());
    auto& storage = *world.storage;
    std::promise<ImportTally> imported;
    std::atomic<int> answers_before_the_end = 0;
    std::atomic<bool> import_ended = false;
    {
        StorageThread thread(std::move(world.storage));
        auto receipts = many(2000, "a");
        receipts.push_back(groceries(""));   // refused
        receipts.push_back(groceries("a0")); // known
        auto other = groceries("a1");
        other.number = "R-0043";
        receipts.push_back(other); // a revision
        REQUIRE(thread.post_import(import_of(std::move(receipts), [&](ImportTally tally) {
            import_ended = true;
            imported.set_value(std::move(tally));
        })));
        for (int i = 0; i < 5; ++i) {
            std::promise<std::size_t> answered;
            REQUIRE(thread.post(
                [&](Storage& owned) { answered.set_value(must(owned.facts().find_by_number("R-0042", 1)).size()); }));
            answered.get_future().wait();
            answers_before_the_end += import_ended ? 0 : 1;
        }
        const auto tally = imported.get_future().get();
        CHECK(tally.stored == 2000);
        CHECK(tally.known == 1);
        CHECK(tally.revisions == 1);
        REQUIRE(tally.refused.size() == 1);
        CHECK(tally.refused[0].reason == "it has no sequence number");
        CHECK_FALSE(tally.stopped_by);
        static_cast<void>(storage);
    }
    CHECK(answers_before_the_end == 5);
    world.open();
    CHECK(must(world.storage->facts().find_by_number("R-0042", 5000)).size() == 1999);
}

TEST_CASE("many threads may ask; what was asked before the end is done before the end") {
    const TemporaryFolder folder;
    DeskWorld world(folder.path());
    std::atomic<int> done = 0;
    std::atomic<int> taken = 0;
    {
        StorageThread thread(std::move(world.storage));
        std::vector<std::jthread> askers;
        for (int asker = 0; asker < 4; ++asker)
            askers.emplace_back([&, asker] {
                for (int i = 0; i < 50; ++i)
                    taken += thread.post([&, asker, i](Storage& storage) {
                        Intake intake(storage.connection(), storage.pepper(), rows_in_bulk);
                        static_cast<void>(intake.take(groceries(std::to_string(asker) + "-" + std::to_string(i))));
                        done += intake.finish() ? 1 : 0;
                    })
                                 ? 1
                                 : 0;
            });
    }
    CHECK(taken > 0);
    CHECK(done == taken);
}

TEST_CASE("an import that is cut short by the end has stored whole slices") {
    const TemporaryFolder folder;
    DeskWorld world(folder.path());
    {
        StorageThread thread(std::move(world.storage));
        REQUIRE(thread.post_import(import_of(many(20'000, "a"), [](ImportTally) {})));
        std::promise<void> first;
        REQUIRE(thread.post([&](Storage&) { first.set_value(); }));
        first.get_future().wait();
    }
    world.open();
    CHECK(must(world.storage->connection().check_integrity()).empty());
    CHECK(must(world.storage->verify()).ok);
}

// Both read and decide on the storage thread, one after the other, whatever the order in which they asked.
TEST_CASE("two desks that race for one line from two threads give no more than was sold") {
    const TemporaryFolder folder;
    DeskWorld world(folder.path());
    world.fill();
    Desk desks[] = {*world.desk, *world.desk};
    std::atomic<int> given = 0, refused_claims = 0;
    {
        StorageThread thread(std::move(world.storage));
        const auto ask = [&](Desk& desk, const Command& command) {
            std::promise<Expected<CaseView, DeskRefusal>> answer;
            static_cast<void>(
                thread.post([&](Storage& storage) { answer.set_value(must(storage.handle(desk, command))); }));
            return answer.get_future().get();
        };
        std::vector<std::jthread> people;
        for (int person = 0; person < 2; ++person)
            people.emplace_back([&, person] {
                for (int i = 0; i < 12; ++i) {
                    const auto id = std::to_string(person) + "-" + std::to_string(i);
                    const auto claimed = ask(desks[person], MakeClaim{RequestId("claims-" + id),
                                                                      cashier,
                                                                      {groceries().key, 1},
                                                                      LineNumber(1),
                                                                      Quantity::of_milli(500),
                                                                      Complaint::not_among_the_goods});
                    refused_claims += claimed ? 0 : 1;
                    if (claimed && ask(desks[person], GiveRemedy{RequestId("gives-" + id),
                                                                 cashier,
                                                                 claimed->id,
                                                                 {Remedy::replacement, true},
                                                                 Language::english}))
                        ++given;
                }
            });
    }
    CHECK(given == 4); // of the two litres
    CHECK(refused_claims > 0);
    world.open();
    CHECK(must(world.storage->verify()).ok);
}

// A screen that posts goes on drawing, however long the disk takes; what it posts beyond the room there is, it is told
// of. An import waits for room, which is why no screen posts one: it is the control.
TEST_CASE("who posts never waits for the disk") {
    const TemporaryFolder folder;
    std::mt19937_64 chance(5);
    for (int round = 0; round < 10; ++round) {
        DeskWorld world(folder.path());
        std::binary_semaphore disk(0);
        std::atomic<int> done = 0, taken = 0;
        const auto posts = static_cast<int>(chance() % 200);
        {
            StorageThread thread(std::move(world.storage));
            REQUIRE(thread.post([&](Storage&) { disk.acquire(); }));
            const auto screen = std::async(std::launch::async, [&] {
                for (int i = 0; i < posts; ++i)
                    taken += thread.post([&](Storage&) { ++done; }) ? 1 : 0;
            });
            const bool is_free = screen.wait_for(std::chrono::seconds(20)) == std::future_status::ready;
            CHECK(is_free);
            CHECK(done == 0);
            disk.release();
        }
        CHECK(taken >= std::min(posts, 63));
        CHECK(taken <= std::min(posts, 64));
        CHECK(done == taken);
    }

    DeskWorld world(folder.path());
    std::binary_semaphore disk(0);
    StorageThread thread(std::move(world.storage));
    REQUIRE(thread.post([&](Storage&) { disk.acquire(); }));
    const auto importer = std::async(std::launch::async, [&] {
        for (int i = 0; i < 10; ++i)
            static_cast<void>(thread.post_import([](Storage&) { return false; }));
    });
    CHECK(importer.wait_for(std::chrono::milliseconds(200)) == std::future_status::timeout);
    disk.release();
    importer.wait();
}
