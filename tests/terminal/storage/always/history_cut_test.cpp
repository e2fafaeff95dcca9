#include "tests/terminal/storage/always/desks_on_file.hpp"
#include "tests/terminal/storage/recorded_day.hpp"
#include "tests/workflows/recovery/history/history.hpp"

// Random histories that end at any call to the disk, by kill -9 or by the power: what a desk had answered is there at
// the next start. (crash_points_test.cpp and power_cut_test.cpp end one day at every call.)

using namespace makegood;
using namespace makegood::testing;
using storage::Files;
using storage::Recorded;

namespace {

Recorded recorded_history(std::uint64_t seed, const std::filesystem::path& folder) {
    Recorded recorded;
    const storage::RecordingDisk disk;
    {
        DesksOnFile desks(folder);
        History history(desks, seed);
        for (int step = 0; step < 90; ++step) {
            history.step();
            const auto head = head_of(desks.store());
            if (recorded.acknowledged.empty() || recorded.acknowledged.back().head.seq < head.seq)
                recorded.acknowledged.push_back({disk.calls().size(), head});
        }
    }
    recorded.calls = disk.calls();
    return recorded;
}

using Ended = Files (*)(const Recorded&, std::size_t end, std::uint64_t seed);

// In the middle of the call, or before it.
Files killed(const Recorded& recorded, std::size_t end, std::uint64_t seed) {
    Files files;
    for (std::size_t made = 0; made < end; ++made)
        carry_out(files, recorded.calls[made]);
    return seed % 2 == 0 && end < recorded.calls.size() ? half_done(files, recorded.calls[end]) : files;
}

Files cut_off(const Recorded& recorded, std::size_t end, std::uint64_t seed) {
    return storage::PowerCut(seed)({}, std::span(recorded.calls).first(end));
}

void end_anywhere(const Recorded& recorded, int ends, std::uint64_t seed, Ended ended,
                  const std::filesystem::path& folder) {
    std::mt19937_64 chance(seed);
    CountingRandomness randomness(1'000'000);
    const auto from = recorded.acknowledged.front().calls;
    for (int i = 0; i < ends; ++i) {
        const auto end = from + chance() % (recorded.calls.size() - from + 1);
        const auto start =
            start_over(ended(recorded, end, chance()), folder, recorded.acknowledged_by(end), randomness);
        INFO("end at call " << end << ": " << start.found.damage);
        must(Always::kept, start.found.ok());
    }
}

// The disk only says that it has synced.
Recorded with_a_lying_disk(Recorded recorded) {
    for (auto& call : recorded.calls)
        if (call.kind == storage::DiskCall::Kind::sync || call.kind == storage::DiskCall::Kind::sync_folder)
            call = {storage::DiskCall::Kind::sync, "another file"};
    return recorded;
}

// Each answer is shown when it is about to be committed.
Recorded shown_too_soon(Recorded recorded) {
    auto& shown = recorded.acknowledged;
    for (auto i = shown.size() - 1; i > 0; --i)
        shown[i].calls = shown[i - 1].calls;
    return recorded;
}

} // namespace

TEST_CASE("whatever two desks answered before an end anywhere is there afterwards", "[always]") {
    for (std::uint64_t seed = 0; seed < 5; ++seed) {
        const storage::FolderInMemory folder;
        const auto recorded = recorded_history(500 + seed, folder.path());
        REQUIRE(recorded.acknowledged.size() > 4);
        end_anywhere(recorded, 30, seed, killed, folder.path());
        end_anywhere(recorded, 30, seed, cut_off, folder.path());
    }
}

TEST_CASE("an answer before its commit, and a disk that lies, are caught losing what was answered", "[always]") {
    const storage::FolderInMemory folder;
    const auto recorded = recorded_history(500, folder.path());
    CHECK(broken_by([&] { end_anywhere(with_a_lying_disk(recorded), 30, 1, cut_off, folder.path()); }) ==
          static_cast<int>(Always::kept));
    CHECK(broken_by([&] { end_anywhere(shown_too_soon(recorded), 30, 1, killed, folder.path()); }) ==
          static_cast<int>(Always::kept));
}
