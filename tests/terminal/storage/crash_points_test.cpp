#include "tests/support/catch.hpp"
#include "tests/terminal/storage/recorded_day.hpp"

// The program ends, as by kill -9, at the calls by which SQLite changes its files, with every second write half done.
// The machine goes on, so that all calls before have reached the files. What was acknowledged before is there
// afterwards. (storage_crash_test.cpp ends real processes.)

using namespace makegood;
using namespace makegood::storage;

namespace {

// Between two answers. What rewrites the whole file makes hundreds.
bool is_long_before(const Recorded& day, std::size_t call) {
    const auto next = std::ranges::find_if(day.acknowledged, [&](const auto& one) { return one.calls >= call; });
    return next != day.acknowledged.begin() && next != day.acknowledged.end() && next->calls - (next - 1)->calls > 150;
}

// How many calls may have been made before an end: each number from the first answer on, of those before, where there
// is less to lose, and of long stretches, one in sixteen. Before a sync nothing has changed since the call before it.
std::vector<std::size_t> ends_of(const Recorded& day) {
    std::vector<std::size_t> ends;
    for (std::size_t made = 0; made <= day.calls.size(); ++made) {
        const bool is_before_sync = made < day.calls.size() && day.calls[made].kind == DiskCall::Kind::sync;
        const bool is_each = made >= day.acknowledged.front().calls && !is_long_before(day, made);
        if (is_each ? !is_before_sync : made % 16 == 0)
            ends.push_back(made);
    }
    return ends;
}

} // namespace

TEST_CASE("an end at any write of any command loses nothing that was acknowledged", "[crash points]") {
    const FolderInMemory folder;
    const auto day = record_day(folder.path());
    REQUIRE(ends_of(day).size() > 500);
    testing::CountingRandomness randomness(1'000'000);
    Files files;
    std::size_t made = 0;
    for (const auto end : ends_of(day)) {
        for (; made < end; ++made)
            carry_out(files, day.calls[made]);
        const bool is_torn = end % 2 == 0 && end < day.calls.size();
        INFO("after call " << end << (is_torn ? " and half of another" : ""));
        const auto left = is_torn ? half_done(files, day.calls[end]) : files;
        const auto start = start_over(left, folder.path(), day.acknowledged_by(end), randomness);
        CHECK(start.found.damage == "");
        CHECK(start.found.lost == 0);
    }
}
