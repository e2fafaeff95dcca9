#include "tests/workflows/recovery/history/broken_ledgers.hpp"
#include "tests/workflows/recovery/history/history.hpp"

// Random histories over the ledger in memory. (Over a file: tests/terminal/storage/always.)

using namespace makegood;
using namespace makegood::testing;

namespace {

// `Seen` is what the desks see of the ledger.
template <class Seen = PassedOnLedger>
class DesksInMemory final : public TwoDesks {
  public:
    DesksInMemory() {
        ledger_.receipts = {receipt_of_march()};
        for (const auto& [id, role] : {std::pair{cashier, StaffRole::cashier},
                                       {manager, StaffRole::manager},
                                       {other_manager, StaffRole::manager}})
            ledger_.people[id] = {id, {id.text(), id.text()}, role};
    }

    Expected<CaseView, DeskRefusal> handle(int desk, const Command& command) override {
        return (desk == 0 ? one_ : other_).handle(command);
    }
    std::optional<CaseView> find_case(const CaseId& id) override { return ledger_.find_case(id); }
    bool was_handled(const RequestId& request) override { return ledger_.handled(request).has_value(); }
    std::vector<Told> news() override {
        std::vector<Told> news;
        for (; told_ < ledger_.events.size(); ++told_)
            news.push_back({ledger_.events[told_], ledger_.authors[told_]});
        return news;
    }

  private:
    Desk desk(const char* terminal) {
        return Desk({seen_, clock, randomness_, cryptography_, slip_writer_, policy, terminal, {"Corner Shop", ""}});
    }

    MemoryLedger ledger_{clock};
    Seen seen_{ledger_};
    CountingRandomness randomness_;
    FoldingCryptography cryptography_;
    PlainSlipWriter slip_writer_;
    Desk one_ = desk("lane-1"), other_ = desk("lane-2");
    std::size_t told_ = 0;
};

void play_histories(int histories, std::uint64_t first_seed) {
    constexpr int steps = 120;
    int grants = 0, approvals = 0, to_countersign = 0, countersigned = 0, refusals = 0, ties = 0, unties = 0,
        divisions = 0, divided_remedies = 0;
    for (int i = 0; i < histories; ++i) {
        INFO("history " << i);
        DesksInMemory desks;
        History history(desks, first_seed + static_cast<std::uint64_t>(i));
        for (int step = 0; step < steps; ++step)
            history.step();
        grants += history.grants();
        approvals += history.approvals();
        to_countersign += history.given_to_countersign();
        countersigned += history.countersigned();
        refusals += history.refusals();
        ties += history.ties();
        unties += history.unties();
        divisions += history.divisions();
        divided_remedies += history.divided_remedies();
    }
    // The histories are not idle, and not all of one kind.
    CHECK(grants > histories);
    CHECK(approvals > histories / 8);
    CHECK(to_countersign > histories / 4);
    CHECK(countersigned > histories / 40);
    CHECK(refusals > 5 * histories);
    CHECK(ties > histories / 40);
    CHECK(unties > 0);
    CHECK(divisions > histories / 8);
    CHECK(divided_remedies > histories / 40);
}

// What is found broken, at the first of these histories in which something is.
template <class Seen>
int broken_where_desks_see() {
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        DesksInMemory<Seen> desks;
        History history(desks, seed);
        const int broken = broken_by([&] {
            for (int step = 0; step < 120; ++step)
                history.step();
        });
        if (broken != 0)
            return broken;
    }
    return 0;
}

} // namespace

TEST_CASE("whatever two desks are told, nothing is given twice, unasked or unsigned") {
    play_histories(850, 20'261'122);
}

TEST_CASE("a ledger that is wrong is caught, each at what it broke") {
    CHECK(broken_where_desks_see<PassedOnLedger>() == 0);
    CHECK(broken_where_desks_see<ForgetsGrants>() == static_cast<int>(Always::within_the_sale));
    CHECK(broken_where_desks_see<ForgetsRequests>() == static_cast<int>(Always::committed_first));
    CHECK(broken_where_desks_see<ForgetsGoodwill>() == static_cast<int>(Always::within_the_sale));
    CHECK(broken_where_desks_see<SignsForWhoAsked>() == static_cast<int>(Always::two_people));
    CHECK(broken_where_desks_see<LetsProposalsLast>() == static_cast<int>(Always::two_people));
    CHECK(broken_where_desks_see<ForgetsCountersigns>() == static_cast<int>(Always::two_people));
}

// ./dev bench: 2,400,000 steps
TEST_CASE("whatever two desks are told for long, nothing is given twice, unasked or unsigned", "[.soak]") {
    play_histories(20'000, 30'000'000);
}
