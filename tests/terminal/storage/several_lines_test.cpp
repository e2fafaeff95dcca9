#include "tests/support/catch.hpp"
#include "tests/terminal/storage/desk_world.hpp"
#include "tests/terminal/storage/query_plans.hpp"

using namespace makegood;
using namespace makegood::storage;

namespace {

constexpr LineNumber two_litres{1}, by_weight{2};

struct SeveralLines {
    TemporaryFolder folder;
    DeskWorld world{folder.path() / "data"};

    SeveralLines() {
        world.policy.rules.front().value_at_most = {Money(1'000, *Currency::from_code("GBP"))};
        world.fill();
    }
    // A litre for 1.65 of two, and all 0.742 kg for 1.85.
    CaseView claimed() {
        auto claim = world.claim(two_litres, 1'000);
        claim.more = {{by_weight, Quantity::of_milli(742)}};
        return world.handle(claim).value();
    }
    CaseView given(Remedy remedy, bool at_hand = true) {
        const auto found = claimed();
        return world.handle(GiveRemedy{world.request(), cashier, found.id, {remedy, at_hand}, Language::english})
            .value();
    }
    ReceiptHistory history(LineNumber line) { return must(world.storage->cases().history(groceries().key, line)); }
    void holds_after_a_rebuild() {
        const auto before = must(world.storage->verify());
        CHECK(before.ok);
        CHECK(must(world.storage->rebuild()).digest == before.digest);
        CHECK(must(world.storage->connection().check_integrity()).empty());
    }
    void till_takes_back(LineNumber line, std::int64_t milli, std::int64_t pence_paid, const char* sequence) {
        auto back = groceries(sequence);
        back.key.business_day = *Date::from_iso("2026-05-05");
        back.begun_at = *CivilTime::from_iso("2026-05-05T09:00:00");
        back.kind = RetailTransactionKind::return_;
        back.tenders.clear();
        auto item = *find_line(back, line);
        item.kind = LineKind::returned;
        item.quantity = Quantity::of_milli(-milli);
        item.amount = Money(-pence_paid, back.total.currency());
        back.lines = {item};
        back.total = item.amount;
        back.links = {{TransactionLink::Reason::returned, groceries().key, line}};
        Intake intake(world.storage->connection(), world.storage->pepper(), rows_in_bulk);
        must(intake.take(back));
        must(intake.finish());
    }
};

} // namespace

TEST_CASE("a claim on several lines is kept whole, counts on each, and is made again from the journal") {
    SeveralLines shop;
    const auto given = shop.given(Remedy::replacement);
    const auto read = must(shop.world.storage->cases().find_case(given.id));
    CHECK(read->claim == given.claim);
    CHECK(read->claim.more.size() == 1);
    CHECK(read->value.minor_units() == 350);
    CHECK(read->remedy->value.minor_units() == 350);

    CHECK(shop.history(two_litres).made_good_on_line == Quantity::of_milli(1'000));
    CHECK(shop.history(two_litres).worth_made_good_on_line == 165);
    CHECK(shop.history(by_weight).made_good_on_line == Quantity::of_milli(742));
    CHECK(shop.history(by_weight).worth_made_good_on_line == 185);
    CHECK(shop.history(by_weight).made_good_before == 1);
    shop.holds_after_a_rebuild();

    auto again = shop.world.claim(by_weight, 742);
    CHECK(shop.world.handle(again).error().reason == DeskRefusalReason::already_made_good);
    again = shop.world.claim(two_litres, 1'000);
    CHECK(shop.world.handle(again));
}

TEST_CASE("taken back, nothing of it counts on any line, and other grants on them still do") {
    SeveralLines shop;
    const auto given = shop.given(Remedy::replacement);
    const auto other = shop.world.handle(shop.world.claim(two_litres, 1'000)).value();
    shop.world.handle(GiveRemedy{shop.world.request(), cashier, other.id, {Remedy::replacement}, Language::english})
        .value();
    shop.world.handle(ReverseGrant{shop.world.request(), cashier, given.id}).value();
    CHECK(shop.history(two_litres).made_good_on_line == Quantity::of_milli(1'000));
    CHECK(shop.history(two_litres).worth_made_good_on_line == 165);
    CHECK(shop.history(by_weight).made_good_on_line.is_zero());
    CHECK(shop.history(two_litres).taken_back_on_line == 1);
    CHECK(shop.history(by_weight).taken_back_on_line == 1);
    auto others = shop.world.storage->connection().prepared_statements();
    std::erase_if(others, [](const std::string& sql) { return sql.find("further_line") != sql.npos; });
    CHECK(check_plans(shop.world.storage->connection(), others) >= 3);
    shop.holds_after_a_rebuild();

    shop.world.handle(ReverseGrant{shop.world.request(), cashier, other.id}).value();
    CHECK(shop.history(two_litres).made_good_on_line.is_zero());
    shop.holds_after_a_rebuild();
}

TEST_CASE("a refund of several lines is settled once the till has paid out each of them") {
    SeveralLines shop;
    const auto asked = shop.given(Remedy::refund);
    REQUIRE(asked.state == CaseState::owed);
    shop.till_takes_back(two_litres, 1'000, 165, "0901");
    CHECK(shop.world.handle(SettleRefund{shop.world.request(), asked.id}).value().state == CaseState::owed);
    CHECK(shop.world.handle(ReverseGrant{shop.world.request(), cashier, asked.id}).error().reason ==
          DeskRefusalReason::money_is_out);
    shop.till_takes_back(by_weight, 742, 185, "0902");
    CHECK(shop.world.handle(SettleRefund{shop.world.request(), asked.id}).value().state == CaseState::closed);
    shop.holds_after_a_rebuild();
}

TEST_CASE("a grant that leaves one of its lines out is nothing the desk writes, and is refused") {
    SeveralLines shop;
    const auto found = shop.claimed();
    const GrantGiven torn{.grant = GrantId("torn"),
                          .case_id = found.id,
                          .claim = found.claim,
                          .value = found.value,
                          .authority = RuleAuthority{"small", "v1"},
                          .slip = SlipNumber("MGSTORN"),
                          .document = {}};
    CHECK_THROWS_AS(shop.world.storage->ledger().append(torn, {cashier, shop.world.request()}), StorageFailure);
}

TEST_CASE("what was put right for others of the same lane and day is told, until it is taken back") {
    SeveralLines shop;
    auto other = groceries("0043");
    Intake intake(shop.world.storage->connection(), shop.world.storage->pepper(), rows_in_bulk);
    must(intake.take(other));
    must(intake.finish());
    const auto given = shop.given(Remedy::replacement);
    const auto& ledger = shop.world.storage->ledger();
    CHECK(ledger.history(other.key, two_litres).others_on_lane == 1);
    CHECK(ledger.history(groceries().key, two_litres).others_on_lane == 0);
    shop.world.handle(ReverseGrant{shop.world.request(), cashier, given.id}).value();
    CHECK(ledger.history(other.key, two_litres).others_on_lane == 0);
}
