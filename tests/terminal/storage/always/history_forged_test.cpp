#include "terminal/storage/canonical.hpp"
#include "tests/terminal/storage/always/desks_on_file.hpp"
#include "tests/terminal/storage/plain_database.hpp"
#include "tests/workflows/recovery/history/history.hpp"

// The journal of a random history in a forger's hands. (journal_test.cpp flips every bit of one event.)

using namespace makegood;
using namespace makegood::testing;
using storage::JournalHead;
using storage::PlainDatabase;

namespace {

struct Forgery {
    std::vector<std::string> changes;
    std::int64_t first_seq = 0; // within which the journal has to name a place
    std::int64_t last_seq = 0;
};

std::string where_seq(std::int64_t seq) {
    return " WHERE seq = " + std::to_string(seq);
}

// Of a journal with so many events.
class Forger {
  public:
    Forger(std::uint64_t seed, std::int64_t events) : chance_(seed), events_(events) {}

    Forgery any() {
        switch (chance_() % 6) {
        case 0:
            return changed("body", "CAST(CAST(body AS TEXT) || ' ' AS BLOB)");
        case 1:
            return changed("actor", "'somebody'");
        case 2:
            return changed("wall_ms", "wall_ms + 1");
        case 3:
            return lost();
        case 4:
            return swapped();
        default:
            return cut_off();
        }
    }

  private:
    std::int64_t some() { return 1 + static_cast<std::int64_t>(chance_() % static_cast<std::uint64_t>(events_)); }

    Forgery changed(const std::string& column, const std::string& to) {
        const auto seq = some();
        return {{"UPDATE event SET " + column + " = " + to + where_seq(seq)}, seq, seq};
    }
    Forgery lost() {
        const auto seq = some();
        return {{"DELETE FROM event" + where_seq(seq)}, seq, seq};
    }
    Forgery swapped() {
        const auto one = some();
        const auto other =
            one == events_ ? one - 1 : one + 1 + static_cast<std::int64_t>(chance_() % 5) % (events_ - one);
        return {{"UPDATE event SET seq = " + std::to_string(beyond) + where_seq(one),
                 "UPDATE event SET seq = " + std::to_string(one) + where_seq(other),
                 "UPDATE event SET seq = " + std::to_string(other) + where_seq(beyond)},
                std::min(one, other),
                std::max(one, other)};
    }
    Forgery cut_off() {
        const auto seq = some();
        return {{"DELETE FROM event WHERE seq >= " + std::to_string(seq)}, seq, events_};
    }

    static constexpr std::int64_t beyond = 1'000'000; // any number that no event has

    std::mt19937_64 chance_;
    std::int64_t events_;
};

struct ForgedShop {
    explicit ForgedShop(std::uint64_t seed) {
        History history(desks, seed);
        for (int step = 0; step < 150; ++step)
            history.step();
        head = storage::must(desks.store().verify()).head;
        plain.allow_changes();
    }

    std::vector<storage::JournalProblem> problems(const std::vector<JournalHead>& anchors = {}) {
        return storage::must(desks.store().verify(anchors)).problems;
    }
    void carry_out(const Forgery& forgery) {
        for (const auto& change : forgery.changes)
            REQUIRE(plain.run(change));
    }
    void must_find(const Forgery& forgery, const std::vector<JournalHead>& anchors = {}) {
        must(Always::chained, std::ranges::any_of(problems(anchors), [&](const auto& one) {
                 return one.seq >= forgery.first_seq && one.seq <= forgery.last_seq;
             }));
    }
    // From this event on, as an insider would do it, who has the file and SHA-256.
    void chain_anew(std::int64_t from) {
        auto& connection = desks.store().connection();
        std::vector<std::string> changes;
        storage::must(connection.attempt("read", "events", [&] {
            storage::Hash before{};
            storage::Journal(connection, "lane-1", 1).for_each([&](storage::JournalEvent event) {
                if (event.seq >= from) {
                    event.prev_hash = before;
                    event.hash = hash_of(event);
                    changes.push_back("UPDATE event SET prev_hash = x'" + storage::to_hex(event.prev_hash) +
                                      "', hash = x'" + storage::to_hex(event.hash) + "'" + where_seq(event.seq));
                }
                before = event.hash;
            });
            changes.push_back("UPDATE journal_head SET hash = x'" + storage::to_hex(before) + "'");
        }));
        for (const auto& change : changes)
            REQUIRE(plain.run(change));
    }

    const storage::FolderInMemory folder;
    DesksOnFile desks{folder.path()};
    PlainDatabase plain{folder.database()};
    JournalHead head;
};

} // namespace

TEST_CASE("whatever is done to the journal of a history is found where it was done", "[always]") {
    for (std::uint64_t seed = 0; seed < 4; ++seed) {
        ForgedShop shop(600 + seed);
        REQUIRE(shop.problems().empty());
        Forger forger(seed, shop.head.seq);
        for (int i = 0; i < 40; ++i) {
            const auto forgery = forger.any();
            INFO(forgery.changes.front());
            shop.carry_out(forgery);
            shop.must_find(forgery);
            shop.plain.restore_events();
            must(Always::chained, shop.problems().empty());
        }
    }
}

// The controls: what leaves nothing to be found in the file itself. Then only a head that was kept elsewhere tells.
TEST_CASE("a journal that is not forged, and one with all hashes made anew, are found to be whole", "[always]") {
    ForgedShop shop(700);
    CHECK(broken_by([&] { shop.must_find({{}, 1, shop.head.seq}); }) == static_cast<int>(Always::chained));

    const auto seq = shop.head.seq / 2;
    const Forgery renamed{{"UPDATE event SET wall_ms = wall_ms + 1" + where_seq(seq)}, seq, shop.head.seq};
    shop.carry_out(renamed);
    shop.chain_anew(seq);
    CHECK(broken_by([&] { shop.must_find(renamed); }) == static_cast<int>(Always::chained));
    shop.must_find(renamed, {shop.head});
}

TEST_CASE("a projection that somebody changed is not what the journal amounts to", "[always]") {
    for (const auto* change : {"UPDATE remedy_grant SET value = value + 1", "UPDATE recovery_case SET state = 0"}) {
        ForgedShop shop(800);
        CAPTURE(change);
        REQUIRE(shop.plain.run(change));
        const auto problems = shop.problems();
        REQUIRE(problems.size() == 1);
        CHECK(problems.front().what == "the projections are not what the journal amounts to");
        CHECK(storage::must(shop.desks.store().rebuild()).ok);
        CHECK(shop.problems().empty());
    }
}
