#include "terminal/storage/care_figures.hpp"
#include "tests/support/catch.hpp"
#include "tests/terminal/storage/desk_world.hpp"
#include "tests/terminal/storage/query_plans.hpp"

using namespace makegood;
using namespace makegood::storage;

namespace {

using Counted = std::map<std::string, std::int64_t>;

// Three sales: milk and bananas on lane 3 in the morning, milk on lane 4 in the evening, told twice by the till, and
// milk and bananas on lane 3 half an hour after the midnight that ended the day after. Milk that came back is no sale.
struct FiguresShop : TemporaryFolder, DeskWorld {
    CareTerms terms{.causes = {{"people", "", {"Too few of us", "کمبود همکار"}}}};

    FiguresShop() : DeskWorld(path()) {
        fill();
        auto evening = groceries("0043");
        evening.key.workstation = WorkstationId("lane-4");
        evening.operator_id = OperatorId("op-8");
        evening.begun_at = *CivilTime::from_iso("2011-10-05T17:05");
        evening.lines.erase(evening.lines.begin() + 1, evening.lines.end());
        take_in(evening);
        evening.total = Money(330, evening.total.currency());
        take_in(evening);
        take_in(late());
        take_in(milk_returned(groceries(), *CivilTime::from_iso("2011-10-06T12:00")));
    }

    static RetailTransaction late() {
        auto sale = groceries("0044");
        sale.key.business_day = *Date::from_iso("2011-10-06");
        sale.begun_at = *CivilTime::from_iso("2011-10-07T00:30");
        return sale;
    }

    CountedReceipts counted(RatesBy by, const DaySpan& days = {}) {
        return must(CareFigures(storage->connection()).receipts(by, days));
    }
    CareId told(CareKind kind, const char* phrase) {
        return must(storage->handle(TakeDown{request(), cashier, kind, {phrase}}, terms)).value().id;
    }
};

} // namespace

TEST_CASE("sales and the cases about them are counted by lane, hour, cashier and item, within business days") {
    FiguresShop shop;
    const auto milk = shop.handle(shop.claim(LineNumber(1), 1000)).value();
    const auto bananas = shop.handle(shop.claim(LineNumber(2), 742)).value();
    const auto dropped = shop.handle(MakeClaim{shop.request(),
                                               cashier,
                                               {FiguresShop::late().key, 1},
                                               LineNumber(1),
                                               Quantity::of_milli(1000),
                                               Complaint::not_among_the_goods})
                             .value();
    shop.handle(CloseCase{shop.request(), cashier, dropped.id}).value();

    const auto before = shop.storage->connection().prepared_statements();
    const auto lanes = shop.counted(RatesBy::lane);
    CHECK(lanes.receipts == Counted{{"shop-1/lane-3", 2}, {"shop-1/lane-4", 1}});
    REQUIRE(lanes.cases.size() == 2);
    CHECK(std::set{lanes.cases[0].id.text(), lanes.cases[1].id.text()} == std::set{milk.id.text(), bananas.id.text()});
    CHECK(lanes.cases[0].receipt == lanes.cases[1].receipt);
    CHECK(lanes.cases[0].lane == "shop-1/lane-3");
    CHECK(lanes.cases[0].cashier == "op-7");
    CHECK(lanes.cases[0].hour == 10);
    CHECK(shop.counted(RatesBy::hour).receipts == Counted{{"00", 1}, {"10", 1}, {"17", 1}});
    CHECK(shop.counted(RatesBy::cashier).receipts == Counted{{"op-7", 2}, {"op-8", 1}});
    const auto items = shop.counted(RatesBy::item);
    CHECK(items.receipts == Counted{{"4011", 2}, {"5000112637922", 3}});
    CHECK(items.item_names.at("4011") == "Bananas");
    for (const auto& one : items.cases)
        CHECK(one.items == std::vector<std::string>{one.id.text() == milk.id.text() ? "5000112637922" : "4011"});

    const auto second_day = *Date::from_iso("2011-10-06");
    const auto next = shop.counted(RatesBy::lane, {second_day, second_day});
    CHECK(next.receipts == Counted{{"shop-1/lane-3", 1}});
    CHECK(next.cases.empty());
    const auto first_day = *Date::from_iso("2011-10-05");
    CHECK(shop.counted(RatesBy::item, {first_day, first_day}).receipts == Counted{{"4011", 1}, {"5000112637922", 2}});
    CHECK(check_plans(shop.storage->connection(), before) > 0);
}

TEST_CASE("goods that the till no longer has on a receipt count on neither side") {
    FiguresShop shop;
    const auto bananas = shop.handle(shop.claim(LineNumber(2), 742)).value();
    auto corrected = groceries();
    corrected.lines.erase(corrected.lines.begin() + 1);
    shop.take_in(corrected);
    const auto counted = shop.counted(RatesBy::item);
    CHECK(counted.receipts == Counted{{"4011", 1}});
    REQUIRE(counted.cases.size() == 1);
    CHECK(counted.cases.front().id.text() == bananas.id.text());
    CHECK(counted.cases.front().items.empty());
}

TEST_CASE("what was told is counted by its cause, with a receipt and without one, praise and dropped cases left out") {
    FiguresShop shop;
    const auto begins = shop.clock.now();
    const auto given = shop.approved(LineNumber(1), 1000);
    shop.handle(RecordPrint{shop.request(), given.id, given.remedy->slip.prints[0].job, PrintOutcome::printed}).value();
    shop.handle(CloseCase{shop.request(), cashier, given.id}).value();
    const auto dropped = shop.handle(shop.claim(LineNumber(2), 742)).value();
    shop.handle(CloseCase{shop.request(), cashier, dropped.id}).value();
    shop.told(CareKind::praise, "friendly");
    const auto queue = shop.told(CareKind::waiting, "long_queue");
    must(shop.storage->handle(TakeCareStep{shop.request(), cashier, queue, CareStep::assessed, {}, "people"},
                              shop.terms))
        .value();
    shop.clock.pass_ms(60'000);
    const auto ends = shop.clock.now();
    shop.told(CareKind::price, "too_dear");

    const auto before = shop.storage->connection().prepared_statements();
    const auto causes = [&](CivilTime from, CivilTime until) {
        std::map<std::string, std::string> by_id;
        for (const auto& one : must(CareFigures(shop.storage->connection()).told(from, until)))
            by_id[one.id.text()] = one.cause;
        return by_id;
    };
    using Causes = std::map<std::string, std::string>;
    CHECK(causes(begins, ends) == Causes{{given.id.text(), ""}, {queue.text(), "people"}});
    CHECK(causes(begins, {ends.seconds + 1}).size() == 3);
    CHECK(causes({ends.seconds + 1}, {ends.seconds + 2}).empty());
    CHECK(check_plans(shop.storage->connection(), before) > 0);

    must(shop.storage->handle(
             TakeCareStep{shop.request(), cashier, CareId(given.id.text()), CareStep::assessed, {}, "people"},
             shop.terms))
        .value();
    CHECK(causes(begins, ends) == Causes{{given.id.text(), "people"}, {queue.text(), "people"}});
}
