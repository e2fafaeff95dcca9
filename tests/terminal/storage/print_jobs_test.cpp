#include "terminal/storage/print_jobs.hpp"
#include "tests/support/catch.hpp"
#include "tests/terminal/storage/desk_world.hpp"
#include "tests/terminal/storage/query_plans.hpp"

using namespace makegood;
using namespace makegood::storage;

namespace {

struct Printing : TemporaryFolder, DeskWorld {
    Printing() : DeskWorld(path()) { fill(); }

    PrintJobState state_of(const std::string& job) {
        for (const auto& one : must(PrintJobs(storage->connection()).latest(100)))
            if (one.what.job == job)
                return one.state;
        FAIL("no job " << job);
        return {};
    }
};

} // namespace

TEST_CASE("a paper has a number of its own before anything is sent, and one end", "[print-jobs]") {
    Printing world;
    auto& storage = *world.storage;
    const auto before = storage.connection().prepared_statements();
    const auto first = must(storage.queue_print({"a", PrintedMatter::test_page}));
    CHECK(must(storage.queue_print({"b", PrintedMatter::badge})) == first + 1);
    CHECK_FALSE(storage.queue_print({"a", PrintedMatter::test_page}));
    CHECK(world.state_of("a") == PrintJobState::queued);

    must(storage.mark_print("a", PrintJobState::sending, {}));
    CHECK(world.state_of("a") == PrintJobState::sending);
    world.clock.pass_ms(2000);
    must(storage.mark_print("a", PrintJobState::unconfirmed, "the printer stopped answering"));
    must(storage.mark_print("a", PrintJobState::printed, {})); // too late: somebody was told to look
    const auto jobs = must(PrintJobs(storage.connection()).latest(10));
    REQUIRE(jobs.size() == 2);
    CHECK(jobs[0].what.job == "b");
    CHECK(jobs[1].number == first);
    CHECK(jobs[1].state == PrintJobState::unconfirmed);
    CHECK(jobs[1].detail == "the printer stopped answering");
    CHECK(jobs[1].changed_at.seconds == jobs[1].queued_at.seconds + 2);
    CHECK(must(PrintJobs(storage.connection()).latest(1)).size() == 1);

    world.clock.pass_ms(-3'600'000);
    must(storage.mark_print("b", PrintJobState::failed, "absent"));
    CHECK(world.state_of("b") == PrintJobState::failed);
    CHECK(check_plans(storage.connection(), before) >= 3);
}

TEST_CASE("what a run left under way is over when the next begins", "[print-jobs]") {
    Printing world;
    auto& storage = *world.storage;
    const auto given = world
                           .handle(GiveRemedy{world.request(),
                                              cashier,
                                              world.handle(world.claim(LineNumber{1}, 200)).value().id,
                                              {Remedy::replacement},
                                              Language::english})
                           .value();
    const auto& slip = given.remedy->slip;
    const auto open = [&] { return must(storage.settle_prints()); };
    // It was asked for, and the power went before it was queued.
    REQUIRE(open().size() == 1);
    CHECK(open()[0].job == slip.prints[0].job);
    CHECK(open()[0].state == PrintJobState::failed);

    must(storage.queue_print({slip.prints[0].job, PrintedMatter::slip}));
    must(storage.queue_print({"label", PrintedMatter::left_behind_label}));
    must(storage.queue_print({"page", PrintedMatter::test_page}));
    must(storage.mark_print(slip.prints[0].job, PrintJobState::sending, {}));
    must(storage.mark_print("page", PrintJobState::printed, {}));
    REQUIRE(open().size() == 1);
    CHECK(open()[0].case_id == given.id);
    CHECK(open()[0].state == PrintJobState::unconfirmed);
    CHECK(world.state_of("label") == PrintJobState::failed);
    CHECK(world.state_of("page") == PrintJobState::printed);
    CHECK(must(PrintJobs(storage.connection()).latest(10)).back().slip == slip.number);

    // The journal's word of it comes later than the row's.
    world.handle(RecordPrint{world.request(), given.id, slip.prints[0].job, PrintOutcome::unconfirmed}).value();
    CHECK(open().empty());
}
