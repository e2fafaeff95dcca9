#include "tests/support/catch.hpp"
#include "tests/terminal/storage/recorded_day.hpp"

#include <cstdlib>

// The power goes at any call to the disk from a first start to the end of a day, and each time another part of what was
// not synced is kept. Where less is asked of the disk, or the disk lies, the same must be caught losing something.

using namespace makegood;
using namespace makegood::storage;

namespace {

// SQLite's newest connection. Ours lets nobody change a setting, so the controls go past it.
sqlite3* newest_connection = nullptr;

int note_connection(sqlite3* connection, char**, const sqlite3_api_routines*) {
    newest_connection = connection;
    return SQLITE_OK;
}

Recorded record_day_with(const std::string& setting, const std::filesystem::path& folder) {
    REQUIRE(sqlite3_auto_extension(reinterpret_cast<void (*)()>(note_connection)) == SQLITE_OK);
    auto day = record_day(folder, [&] {
        sqlite3_set_authorizer(newest_connection, nullptr, nullptr);
        const auto change = "PRAGMA " + setting;
        REQUIRE(sqlite3_exec(newest_connection, change.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
    });
    sqlite3_reset_auto_extension();
    return day;
}

// What a start finds after a cut; where all is well there may be another cut in that start.
Findings after_cut(const Recorded& day, std::size_t end, std::uint64_t seed, const std::filesystem::path& folder) {
    testing::CountingRandomness randomness(1'000'000);
    const auto left = PowerCut(seed)({}, std::span(day.calls).first(end));
    const auto start = start_over(left, folder, day.acknowledged_by(end), randomness);
    std::mt19937_64 chance(~seed);
    if (!start.found.ok() || chance() % 4 != 0)
        return start.found;
    const auto end_then = chance() % (start.recorded.calls.size() + 1);
    const auto left_then = PowerCut(chance())(left, std::span(start.recorded.calls).first(end_then));
    return start_over(left_then, folder, start.recorded.acknowledged_by(end_then), randomness).found;
}

struct Tally {
    int losing = 0;
    int damaged = 0;
};

Tally tally_of_cuts(const Recorded& day, const std::filesystem::path& folder) {
    Tally tally;
    for (auto end = day.acknowledged.front().calls; end <= day.calls.size(); end += 16) {
        const auto found = after_cut(day, end, end, folder);
        tally.losing += found.lost > 0 ? 1 : 0;
        tally.damaged += found.damage.empty() ? 0 : 1;
    }
    return tally;
}

} // namespace

// Any part of what was written since a sync may be kept, so that a cut before the next one stands for all between.
TEST_CASE("a power cut loses nothing that was acknowledged", "[power cut]") {
    constexpr std::uint64_t choices = 4;
    const FolderInMemory folder;
    const auto day = record_day(folder.path());
    for (std::size_t end = 0; end <= day.calls.size(); ++end) {
        if (end < day.calls.size() && day.calls[end].kind != DiskCall::Kind::sync)
            continue;
        for (std::uint64_t choice = 0; choice < choices; ++choice) {
            INFO("cut after call " << end << ", choice " << choice);
            const auto found = after_cut(day, end, end * choices + choice, folder.path());
            CHECK(found.damage == "");
            CHECK(found.lost == 0);
        }
    }
}

// ./dev soak
TEST_CASE("as many power cuts as MAKEGOOD_CUTS says lose nothing", "[.soak]") {
    const auto* cuts = std::getenv("MAKEGOOD_CUTS");
    REQUIRE(cuts != nullptr);
    const FolderInMemory folder;
    const auto day = record_day(folder.path());
    for (std::uint64_t cut = 0; cut < std::stoull(cuts); ++cut) {
        const auto found = after_cut(day, cut % (day.calls.size() + 1), cut, folder.path());
        INFO("cut " << cut);
        REQUIRE(found.damage == "");
        REQUIRE(found.lost == 0);
    }
}

TEST_CASE("without a sync at each commit power cuts lose what was acknowledged", "[power cut]") {
    const FolderInMemory folder;
    const auto tally = tally_of_cuts(record_day_with("synchronous = NORMAL", folder.path()), folder.path());
    CHECK(tally.losing > 0);
    CHECK(tally.damaged == 0);
}

TEST_CASE("without any sync power cuts lose and damage", "[power cut]") {
    const FolderInMemory folder;
    const auto tally = tally_of_cuts(record_day_with("synchronous = OFF", folder.path()), folder.path());
    CHECK(tally.losing > 0);
    CHECK(tally.damaged > 0);
}

TEST_CASE("with a disk that only says it has synced power cuts lose and damage", "[power cut]") {
    const FolderInMemory folder;
    auto day = record_day(folder.path());
    for (auto& call : day.calls)
        if (call.kind == DiskCall::Kind::sync || call.kind == DiskCall::Kind::sync_folder)
            call = {DiskCall::Kind::sync, "another file"};
    const auto tally = tally_of_cuts(day, folder.path());
    CHECK(tally.losing > 0);
    CHECK(tally.damaged > 0);
}
