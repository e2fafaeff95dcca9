#include "tests/terminal/storage/always/eager_desks.hpp"
#include "tests/workflows/recovery/history/broken_ledgers.hpp"
#include "tests/workflows/recovery/history/history.hpp"

// The random histories of two desks over a real file: between the steps it is verified, built anew and opened again,
// and what the desks answer is compared with what another program can read by then.

using namespace makegood;
using namespace makegood::testing;

namespace {

struct Ends {
    storage::Hash journal{}; // of the last event, and so of all
    storage::Hash projections{};

    bool operator==(const Ends&) const = default;
};

Ends ends_of(DesksOnFile& desks) {
    const auto check = storage::must(desks.store().verify());
    must(Always::chained, check.ok);
    return {check.head.hash, check.digest};
}

void build_anew(DesksOnFile& desks) {
    const auto before = ends_of(desks);
    const auto after = storage::must(desks.store().rebuild());
    must(Always::chained, after.ok);
    must(Always::chained, before == Ends{after.head.hash, after.digest});
}

// What happens to a store between two steps, by another chance than theirs.
class Interludes {
  public:
    explicit Interludes(std::uint64_t seed) : chance_(seed) {}

    void between_steps(DesksOnFile& desks) {
        switch (chance_() % 600) {
        case 0:
            build_anew(desks);
            break;
        case 1:
        case 2:
            desks.reopen();
            break;
        case 3:
        case 4:
        case 5:
            ends_of(desks);
            break;
        case 6:
            storage::must(desks.store().connection().checkpoint());
            break;
        default:
            break;
        }
    }

  private:
    std::mt19937_64 chance_;
};

Ends play(std::uint64_t seed, int steps, std::uint64_t interludes_seed, SeenAs seen_as = as_it_is) {
    const storage::FolderInMemory folder;
    DesksOnFile desks(folder.path(), std::move(seen_as));
    History history(desks, seed);
    Interludes interludes(interludes_seed);
    for (int step = 0; step < steps; ++step) {
        INFO("history " << seed << ", step " << step);
        history.step();
        interludes.between_steps(desks);
    }
    build_anew(desks);
    return ends_of(desks);
}

// What is not stored, because the schema has bounds of its own; nothing where all is.
std::optional<storage::StorageFault> refused_where_desks_see(const SeenAs& seen_as) {
    for (std::uint64_t seed = 0; seed < 40; ++seed)
        try {
            play(seed, 120, seed, seen_as);
        } catch (const storage::StorageFailure& failure) {
            UNSCOPED_INFO(failure.text);
            return failure.error.fault;
        }
    return std::nullopt;
}

} // namespace

TEST_CASE("whatever two desks on one file are told, it holds together, opened again and built anew", "[always]") {
    constexpr int histories = 80, steps = 120;
    for (std::uint64_t seed = 0; seed < histories; ++seed)
        play(41'000 + seed, steps, seed);
}

TEST_CASE("the same history makes the same journal, however often the store was opened meanwhile", "[always]") {
    const auto once = play(7, 300, 1);
    CHECK(once == play(7, 300, 2));
    CHECK_FALSE(once.journal == play(8, 300, 1).journal);
}

TEST_CASE("a desk that forgets what it gave is refused by the file itself", "[always]") {
    CHECK(refused_where_desks_see(seen_by<ForgetsGrants>) == storage::StorageFault::refused);
    CHECK(refused_where_desks_see(seen_by<SignsForWhoAsked>) == storage::StorageFault::refused);
}

TEST_CASE("an answer that is shown before it is committed is caught", "[always]") {
    const storage::FolderInMemory folder;
    EagerDesks desks(folder.path());
    History history(desks, 3);
    CHECK(broken_by([&] {
              for (int step = 0; step < 120; ++step)
                  history.step();
          }) == static_cast<int>(Always::committed_first));
}

// ./dev soak
TEST_CASE("whatever two desks on one file are told for long, it holds together", "[.soak]") {
    play(1'000'000, 4'000, 1);
    for (std::uint64_t seed = 0; seed < 1'000; ++seed)
        play(2'000'000 + seed, 120, seed);
}
