#include "tests/support/catch.hpp"
#include "tests/terminal/storage/desk_world.hpp"
#include "tests/terminal/storage/query_plans.hpp"

#include <algorithm>

using namespace makegood;
using namespace makegood::storage;

namespace {

constexpr LineNumber two_milk{1}, loose_bananas{2}; // milk for 1.65, bananas by weight
const auto pence = *Currency::from_code("GBP");
const ItemCode milk_code("5000112637922");
const ItemCode milk_on_the_list("05000112637922"); // the same GTIN in fourteen digits

struct StockWorld : TemporaryFolder, DeskWorld {
    StockWorld() : DeskWorld(path()) { fill(); }

    void take(std::vector<Product> products, int rows = rows_in_bulk) {
        auto intake = storage->intake(std::move(products));
        while (must(intake.take_slice(storage->connection(), rows))) {
        }
    }
    std::size_t take(std::vector<StockCount> counts, int rows = rows_in_bulk) {
        CountIntake intake(std::move(counts));
        while (must(intake.take_slice(storage->connection(), rows))) {
        }
        return intake.known();
    }
    StockFile stock() { return StockFile(storage->connection()); }
    CaseView given(LineNumber line, std::int64_t milli) {
        const auto opened = handle(claim(line, milli)).value();
        return handle(GiveRemedy{request(), cashier, opened.id, {Remedy::replacement}, Language::english}).value();
    }
    std::vector<std::string> moved() {
        std::vector<std::string> lines;
        for (const auto& one : must(stock().movements({0}, {clock.civil.seconds + 1})))
            lines.push_back(one.movement.code.text() + " " + one.movement.quantity.to_decimal() + " " +
                            event_name(one.movement.reason));
        return lines;
    }
};

Product milk_for(std::int64_t price, bool still_sold = true) {
    return {milk_on_the_list, "Milk 1 l", Money(price, pence), still_sold};
}

std::vector<Product> list_of(int products, std::int64_t price) {
    std::vector<Product> list;
    for (int i = 0; i < products; ++i)
        list.push_back({ItemCode("P" + std::to_string(i)), "product", Money(price, pence)});
    return list;
}

StockCount counted(const ItemCode& code, const char* at, int found, std::optional<int> expected) {
    return {code, Quantity::of_milli(found), expected ? std::optional(Quantity::of_milli(*expected)) : std::nullopt,
            *CivilTime::from_iso(at)};
}

using Lines = std::vector<std::string>;

} // namespace

TEST_CASE("a product list takes the place of the one before at once, also slice by slice", "[stock]") {
    StockWorld world;
    CHECK_FALSE(must(world.stock().products_told_at()));
    world.take(list_of(7, 100), 3);
    CHECK(must(world.stock().product(ItemCode("P6")))->price == Money(100, pence));

    auto second = world.storage->intake(list_of(5, 200));
    for (int slice = 0; slice < 2; ++slice) { // one finds nothing to clear away, one enters three of five
        REQUIRE(must(second.take_slice(world.storage->connection(), 3)));
        CHECK(must(world.stock().product(ItemCode("P0")))->price == Money(100, pence));
        CHECK(must(world.stock().product(ItemCode("P6"))));
    }
    while (must(second.take_slice(world.storage->connection(), 3))) {
    }
    CHECK(must(world.stock().product(ItemCode("P0")))->price == Money(200, pence));
    CHECK_FALSE(must(world.stock().product(ItemCode("P6"))));
    CHECK(must(world.stock().products_told_at()) == world.clock.civil);
}

TEST_CASE("what a list that broke off has left is cleared away by the next one", "[stock]") {
    StockWorld world;
    auto broken_off = world.storage->intake(list_of(9, 100));
    must(broken_off.take_slice(world.storage->connection(), 4));
    must(broken_off.take_slice(world.storage->connection(), 4));
    CHECK_FALSE(must(world.stock().product(ItemCode("P0"))));
    world.take(list_of(2, 300), 2);
    CHECK(must(world.stock().product(ItemCode("P1")))->price == Money(300, pence));
    Query left(world.storage->connection(), "SELECT count(*) FROM product");
    REQUIRE(left.step());
    CHECK(left.integer() == 2);
}

TEST_CASE("every spelling of a code finds its product and its counts", "[stock]") {
    StockWorld world;
    world.take({milk_for(240)});
    const auto found = must(world.stock().product(milk_code));
    REQUIRE(found);
    CHECK(found == milk_for(240));
    world.take({counted(milk_on_the_list, "2011-10-05T21:00", 8'000, 7'000)});
    CHECK(must(world.stock().first_count(milk_code, groceries().begun_at))->counted == Quantity::of_milli(8'000));
}

TEST_CASE("a count that came before changes nothing, and a later one of the same time puts it right", "[stock]") {
    StockWorld world;
    const auto evening = counted(milk_code, "2011-10-05T21:00", 8'000, 7'000);
    const auto morning = counted(milk_code, "2011-10-06T07:00", 5'000, std::nullopt);
    CHECK(world.take({evening, morning}, 1) == 0);
    CHECK(world.take({evening, morning}) == 2);
    CHECK(world.take({counted(milk_code, "2011-10-05T21:00", 9'000, 7'000), morning}) == 1);
    const auto counts = must(world.stock().counts_of(milk_code, 10));
    REQUIRE(counts.size() == 2);
    CHECK(counts[0] == morning);
    CHECK(counts[1].counted == Quantity::of_milli(9'000));
    CHECK(must(world.stock().first_count(milk_code, evening.counted_at)) == morning);
    CHECK_FALSE(must(world.stock().first_count(milk_code, morning.counted_at)));
}

TEST_CASE("a count after the sale that was one over speaks for the claim", "[stock]") {
    StockWorld world;
    world.take({counted(milk_code, "2011-10-05T21:00", 8'000, 7'000)});
    const auto evidence = world.handle(world.claim(two_milk, 1'000)).value().decision.evidence;
    CHECK(std::ranges::find(evidence, Evidence{Finding::stock_count_one_over, Direction::for_the_claim, 1'000,
                                               *CivilTime::from_iso("2011-10-05T21:00")}) != evidence.end());
}

TEST_CASE("the rules are asked about what the goods cost today, and no more than was paid is given", "[stock]") {
    StockWorld world; // one person gives up to 2.00
    world.take({milk_for(210)});
    const auto dearer = world.handle(world.claim(two_milk, 1'000)).value();
    CHECK(dearer.value == Money(165, pence));
    CHECK(dearer.decision.at_stake == Money(210, pence));
    CHECK(dearer.decision.outcome == Outcome::manager_decides);

    world.take({milk_for(210, false)});
    const auto not_sold = world.handle(world.claim(two_milk, 1'000)).value();
    CHECK_FALSE(not_sold.decision.at_stake);
    CHECK(not_sold.decision.outcome == Outcome::give_now);

    world.take({milk_for(180)});
    const auto given = world.given(two_milk, 1'000);
    CHECK(given.decision.at_stake == Money(180, pence));
    REQUIRE(given.remedy);
    CHECK(given.remedy->value == Money(165, pence));
    CHECK(must(world.storage->verify()).ok);
}

TEST_CASE("what was lost is taken off the stock, and put back with the grant", "[stock]") {
    StockWorld world;
    const auto first = world.given(two_milk, 1'000);
    CHECK(world.moved() == Lines{"5000112637922 -1 lost"});
    world.handle(ReverseGrant{world.request(), cashier, first.id}).value();
    CHECK(world.moved() == Lines{"5000112637922 -1 lost", "5000112637922 1 lost"});

    const auto movements = must(world.stock().movements_of(milk_on_the_list, 10));
    REQUIRE(movements.size() == 2);
    CHECK(movements[0].id == first.remedy->grant.text() + "/2");
    CHECK(movements[1].id == first.remedy->grant.text() + "/1");
    CHECK(movements[1].case_id == first.id);
    CHECK(must(world.storage->verify()).ok);
    CHECK(must(world.stock().movements({0}, world.clock.civil)).empty());
}

TEST_CASE("looking up goods reads no whole table", "[stock]") {
    StockWorld world;
    world.take(list_of(4, 100), 2);
    world.take({counted(milk_code, "2011-10-05T21:00", 8'000, 7'000)});
    world.given(two_milk, 1'000);
    must(world.stock().product(milk_code));
    must(world.stock().products_told_at());
    must(world.stock().first_count(milk_code, {0}));
    must(world.stock().counts_of(milk_code, 10));
    must(world.stock().movements_by(GrantId("none")));
    must(world.stock().movements_of(milk_code, 10));
    world.moved();
    auto others = world.storage->connection().prepared_statements();
    std::erase_if(others, [](const std::string& sql) {
        return sql.find("product") != sql.npos || sql.find("stock_") != sql.npos;
    });
    CHECK(check_plans(world.storage->connection(), others) == 10);
}

TEST_CASE("what goes by word asks the first count since the first day that was told", "[stock]") {
    StockWorld world;
    world.take(
        {counted(milk_code, "2026-04-21T20:00", 4'000, 4'000), counted(milk_code, "2026-04-24T20:00", 5'000, 4'000)});
    const auto first = [&](const char* from, const char* until) {
        const CivilSpan bought{*CivilTime::from_iso(from), *CivilTime::from_iso(until)};
        return world.storage->ledger().known_by_word(milk_on_the_list, {bought, {}}).history.first_count;
    };
    CHECK(first("2026-04-20T00:00", "2026-04-22T23:59")->counted_at == *CivilTime::from_iso("2026-04-21T20:00"));
    CHECK(first("2026-04-22T00:00", "2026-04-22T23:59")->counted_at == *CivilTime::from_iso("2026-04-24T20:00"));
    CHECK_FALSE(first("2026-04-25T00:00", "2026-04-25T23:59"));
}
