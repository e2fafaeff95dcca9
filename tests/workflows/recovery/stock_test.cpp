#include "tests/workflows/recovery/counter.hpp"
#include "workflows/left_behind/left_behind_desk.hpp"

using namespace makegood;
using namespace makegood::testing;

namespace {

const LeftBehindId jar("jar");

// Of the olives that were paid for in March, one was found that evening.
LeftBehindEntry a_jar_of_olives(LeftBehindState state, const char* moved_at) {
    return {.id = jar,
            .code = ItemCode("olives"),
            .item = "olives",
            .quantity = one_unit,
            .lane = WorkstationId("2"),
            .place = "service_desk",
            .note = "",
            .found_at = *CivilTime::from_iso("2026-03-04T18:00"),
            .recorded_at = *CivilTime::from_iso("2026-03-04T18:00"),
            .found_by = cashier,
            .state = state,
            .moved_at = *CivilTime::from_iso(moved_at),
            .moved_by = cashier};
}

std::vector<StockMovement> moved(const Shop& shop) {
    std::vector<StockMovement> movements;
    for (const auto& event : shop.ledger.events)
        if (const auto* one = std::get_if<StockMoved>(&event))
            movements.push_back(one->movement);
    return movements;
}

StockMovement olives_off(MovementReason reason) {
    return {ItemCode("olives"), Quantity::of_milli(-1'000), reason};
}

using Movements = std::vector<StockMovement>;

} // namespace

TEST_CASE("what lay in the shop moves no stock, unless a count found it there before it was given") {
    struct Row {
        LeftBehindState state;
        const char* counted_at; // nullptr: never
        Movements expected;
    };
    const auto counted_in = olives_off(MovementReason::counted_in);
    const Row rows[] = {
        {LeftBehindState::kept, nullptr, {}},
        {LeftBehindState::kept, "2026-03-07T09:00", {}},
        {LeftBehindState::put_back, nullptr, {}},
        {LeftBehindState::put_back, "2026-03-05T09:00", {}}, // before it lay on the shelf
        {LeftBehindState::put_back, "2026-03-07T09:00", {counted_in}},
        {LeftBehindState::put_back, "2026-05-05T09:00", {}}, // tomorrow
        {LeftBehindState::disposed_of, nullptr, {olives_off(MovementReason::spoiled)}},
    };
    for (const auto& row : rows) {
        Shop shop;
        shop.ledger.entries[jar] = a_jar_of_olives(row.state, "2026-03-06T09:00");
        if (row.counted_at != nullptr)
            shop.ledger.counts = {
                {ItemCode("olives"), Quantity::of_milli(9'000), std::nullopt, *CivilTime::from_iso(row.counted_at)}};
        REQUIRE(shop.give(shop.claimed(olives)));
        INFO(static_cast<int>(row.state) << " " << (row.counted_at != nullptr ? row.counted_at : "never counted"));
        CHECK(moved(shop) == row.expected);
    }
}

TEST_CASE("what is owed moves stock when it is handed over, and a count until then is taken into account") {
    Shop shop;
    shop.ledger.entries[jar] = a_jar_of_olives(LeftBehindState::put_back, "2026-03-06T09:00");
    const auto owed = shop.give(shop.claimed(olives), Remedy::replacement, false).value();
    CHECK(moved(shop).empty());
    shop.ledger.counts = {
        {ItemCode("olives"), Quantity::of_milli(9'000), std::nullopt, *CivilTime::from_iso("2026-04-06T09:00")}};
    REQUIRE(shop.desk.handle(HandOver{shop.request(), cashier, owed.id}));
    CHECK(moved(shop) == Movements{olives_off(MovementReason::counted_in)});
}

TEST_CASE("a refund moves stock once the till paid it, whoever tells") {
    for (const bool told_by_till : {false, true}) {
        Shop shop;
        const auto owed = shop.give(shop.claimed(olives), Remedy::refund).value();
        CHECK(moved(shop).empty());
        if (told_by_till) {
            shop.ledger.refunds_paid = {owed.remedy->grant};
            REQUIRE(shop.desk.handle(SettleRefund{shop.request(), owed.id}));
        } else {
            REQUIRE(shop.desk.handle(HandOver{shop.request(), cashier, owed.id}));
        }
        CHECK(moved(shop) == Movements{olives_off(MovementReason::lost)});
    }
}

TEST_CASE("what was refunded and lies set aside leaves the stock when it is thrown away, not when it is put back") {
    for (const auto to : {LeftBehindState::disposed_of, LeftBehindState::put_back}) {
        Shop shop;
        shop.ledger.entries[jar] = a_jar_of_olives(LeftBehindState::kept, "2026-03-04T18:00");
        const auto owed = shop.give(shop.claimed(olives), Remedy::refund).value();
        REQUIRE(shop.desk.handle(HandOver{shop.request(), cashier, owed.id}));
        CHECK(moved(shop).empty());
        LeftBehindDesk log(shop.ledger, shop.clock, shop.randomness);
        REQUIRE(log.handle(MoveEntry{shop.request(), cashier, jar, to}));
        CHECK(moved(shop) ==
              (to == LeftBehindState::disposed_of ? Movements{olives_off(MovementReason::spoiled)} : Movements{}));
        REQUIRE(log.handle(UndoMove{shop.request(), cashier, jar, to, shop.clock.now(), LeftBehindState::kept}));
        std::int64_t milli = 0;
        for (const auto& movement : moved(shop))
            milli += movement.quantity.milli();
        CHECK(milli == 0);
    }
}

TEST_CASE("what a count found to be over was not lost") {
    Shop shop;
    shop.ledger.counts = {{ItemCode("olives"), Quantity::of_milli(9'000), Quantity::of_milli(8'000),
                           *CivilTime::from_iso("2026-03-05T09:00")}};
    REQUIRE(shop.give(shop.claimed(olives)));
    CHECK(moved(shop) == Movements{olives_off(MovementReason::counted_in)});
}

TEST_CASE("a grant that is taken back gives the stock back what it took, and nothing that it never took") {
    Shop shop;
    const auto given = shop.give(shop.claimed(olives)).value();
    REQUIRE(shop.take_back(given));
    CHECK(moved(shop) == Movements{olives_off(MovementReason::lost), reversed(olives_off(MovementReason::lost))});

    const auto owed = shop.give(shop.claimed(ham, 742), Remedy::replacement, false).value();
    REQUIRE(shop.take_back(owed));
    CHECK(moved(shop).size() == 2);
}

TEST_CASE("a limit is asked about what the goods cost today, and the grant stays what was paid") {
    Shop shop; // one person gives up to 20.00; three olives were paid 10.00
    shop.ledger.products = {{ItemCode("olives"), "olives", Money(700, eur)}};
    const auto three = shop.claimed(olives, 3'000);
    CHECK(three.value == Money(1'000, eur));
    CHECK(three.decision.at_stake == Money(2'100, eur));
    CHECK(three.decision.outcome == Outcome::manager_confirms);
    CHECK(three.decision.deciding_rule == "large");

    const auto one = shop.claimed(olives, 1'000);
    CHECK(one.decision.at_stake == Money(700, eur));
    const auto given = shop.give(one).value();
    CHECK(given.remedy->value == Money(333, eur));

    shop.ledger.products[0].price = Money(100, eur);
    CHECK_FALSE(shop.claimed(olives, 1'000).decision.at_stake);
}

TEST_CASE("today's price is no measure where no goods are given") {
    Shop shop;
    shop.ledger.products = {{ItemCode("olives"), "olives", Money(9'900, eur)}};
    const auto twice = shop.desk.handle(shop.claim_on(olives, 1'000, Complaint::rung_up_twice)).value();
    CHECK_FALSE(twice.decision.at_stake);
}

TEST_CASE("a budget is asked about what the goods cost today") {
    Shop shop;
    shop.policy.budget.of_roles[StaffRole::cashier].per_case = {Money(500, eur)};
    shop.ledger.products = {{ItemCode("olives"), "olives", Money(501, eur)}};
    CHECK(shop.claimed(olives).decision.deciding_rule == budget_rule);
    shop.ledger.products[0].price = Money(500, eur);
    CHECK(shop.claimed(olives).decision.deciding_rule == "small");
}
