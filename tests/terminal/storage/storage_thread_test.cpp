#include "terminal/storage/storage_thread.hpp"
#include "tests/support/catch.hpp"
#include "tests/terminal/storage/desk_world.hpp"

#include <atomic>
#include <future>

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
