#include "terminal/storage/left_behind_log.hpp"
#include "tests/support/catch.hpp"
#include "tests/terminal/storage/desk_world.hpp"
#include "tests/terminal/storage/query_plans.hpp"

using namespace makegood;
using namespace makegood::storage;

namespace {

struct Told {
    TemporaryFolder folder;
    DeskWorld world{folder.path() / "data"};

    Told() {
        world.policy.goodwill = {.up_to = {Money(150, *Currency::from_code("GBP"))}, .per_day = 2};
        world.fill();
    }
    CaseView tea(std::int64_t minor_units) {
        const ToldPurchase told{.item = NamedItem{ItemCode("3"), "Tea"},
                                .price = Money(minor_units, *Currency::from_code("GBP"))};
        return world.handle(MakeToldClaim{world.request(), cashier, told, one_unit, Complaint::damaged}).value();
    }
    CaseView give(const CaseView& found, Remedy remedy = Remedy::replacement) {
        return world.handle(GiveRemedy{world.request(), cashier, found.id, {remedy}, Language::english}).value();
    }
};

} // namespace

TEST_CASE("a case without a receipt is kept, read back, and made again from the journal") {
    Told shop;
    const auto given = shop.give(shop.tea(120));
    CHECK(given.state == CaseState::handed_over);
    const ToldPurchase service{.price = Money(0, *Currency::from_code("GBP"))};
    const auto sorry =
        shop.world.handle(MakeToldClaim{shop.world.request(), cashier, service, one_unit, Complaint::service}).value();
    CHECK(shop.give(sorry, Remedy::apology).remedy->value.is_zero());

    const auto read = must(shop.world.storage->cases().find_case(given.id));
    REQUIRE(read->claim.told);
    CHECK(read->claim.told->item == NamedItem{ItemCode("3"), "Tea"});
    CHECK(read->claim == given.claim);
    CHECK(must(shop.world.storage->cases().find_case(sorry.id))->claim.told == service);

    const auto before = must(shop.world.storage->verify());
    CHECK(before.ok);
    const auto rebuilt = must(shop.world.storage->rebuild());
    CHECK(rebuilt.ok);
    CHECK(rebuilt.digest == before.digest);
}

TEST_CASE("what one person gave alone without a receipt is counted, and only that") {
    Told shop;
    auto& cases = shop.world.storage->cases();
    const auto now = shop.world.clock.civil;
    const auto count = [&] {
        return must(cases.given_without_receipt(cashier, {now.seconds - 60}, {now.seconds + 60}));
    };
    CHECK(count() == 0);
    const auto first = shop.give(shop.tea(100));
    CHECK(count() == 1);
    shop.give(shop.world.handle(shop.world.claim(LineNumber(1), 100)).value());
    CHECK(count() == 1);
    CHECK(must(cases.given_without_receipt(manager, {now.seconds - 60}, {now.seconds + 60})) == 0);
    CHECK(must(cases.given_without_receipt(cashier, {now.seconds + 60}, {now.seconds + 120})) == 0);

    shop.give(shop.tea(100));
    CHECK(count() == 2);
    CHECK(shop.tea(100).decision.outcome == Outcome::manager_confirms);
    shop.world.handle(ReverseGrant{shop.world.request(), cashier, first.id}).value();
    CHECK(count() == 1);
    CHECK(shop.tea(100).decision.outcome == Outcome::give_now);
    auto others = shop.world.storage->connection().prepared_statements();
    std::erase_if(others, [](const std::string& sql) { return sql.find("business_unit = ''") != sql.npos; });
    CHECK(check_plans(shop.world.storage->connection(), others) == 1);
}

TEST_CASE("what was given without a receipt is found by its goods until it is tied to the receipt") {
    Told shop;
    auto& world = shop.world;
    auto& cases = world.storage->cases();
    const auto milk = groceries().lines[0];
    const CivilTime sold = groceries().begun_at;
    const ToldPurchase purchase{.item = NamedItem{milk.code, "Milk"}, .price = Money(149, milk.amount.currency())};
    const auto asked =
        world.handle(MakeToldClaim{world.request(), cashier, purchase, one_unit, Complaint::spoiled}).value();
    CHECK(must(cases.given_by_word(milk.code, sold)).empty());
    const auto given = shop.give(asked);
    REQUIRE(must(cases.given_by_word(milk.code, sold)).size() == 1);
    CHECK(must(cases.given_by_word(milk.code, {world.clock.civil.seconds + 1})).empty());
    CHECK(must(cases.given_by_word(ItemCode("3"), sold)).empty());
    CHECK(world.storage->ledger().history(groceries().key, milk.number).given_by_word == 1);
    CHECK(must(world.storage->verify()).ok);

    const auto tied =
        world.handle(TieClaim{world.request(), cashier, given.id, {groceries().key, 1}, milk.number}).value();
    CHECK(tied.tied_at == world.clock.civil);
    CHECK(tied.claim.receipt.key == groceries().key);
    CHECK(must(cases.given_by_word(milk.code, sold)).empty());
    const auto history = must(cases.history(groceries().key, milk.number));
    CHECK(history.made_good_on_line == one_unit);
    CHECK(history.worth_made_good_on_line == 149);
    CHECK(history.made_good_before == 1);
    CHECK(must(cases.cases_of(groceries().key)).size() == 1);
    auto others = world.storage->connection().prepared_statements();
    std::erase_if(others, [](const std::string& sql) { return sql.find("told_goods =") != sql.npos; });
    CHECK(check_plans(world.storage->connection(), others) >= 1);

    const auto before = must(world.storage->verify());
    CHECK(before.ok);
    CHECK(must(world.storage->rebuild()).digest == before.digest);
    world.handle(ReverseGrant{world.request(), cashier, given.id}).value();
    CHECK(must(cases.history(groceries().key, milk.number)).made_good_on_line.is_zero());
    CHECK(must(world.storage->rebuild()).digest == must(world.storage->verify()).digest);
}

TEST_CASE("an end to the tie to a receipt leaves all as it was, also after a rebuild") {
    Told shop;
    auto& world = shop.world;
    auto& cases = world.storage->cases();
    const auto milk = groceries().lines[0];
    const ToldPurchase purchase{.item = NamedItem{milk.code, "Milk"}, .price = Money(149, milk.amount.currency())};
    const auto asked =
        world.handle(MakeToldClaim{world.request(), cashier, purchase, one_unit, Complaint::spoiled}).value();
    const auto given = shop.give(asked);
    const auto others = world.storage->connection().prepared_statements();
    const TieClaim tie{world.request(), cashier, given.id, {groceries().key, 1}, milk.number};
    REQUIRE(world.handle(tie));
    const auto untied = world.handle(UntieClaim{world.request(), cashier, given.id, *given.claim.told}).value();
    check_plans(world.storage->connection(), others);
    CHECK(untied.claim == given.claim);
    CHECK_FALSE(untied.tied_at);
    CHECK(untied.remedy->values == given.remedy->values);
    CHECK(must(cases.given_by_word(milk.code, groceries().begun_at)).size() == 1);
    CHECK(must(cases.history(groceries().key, milk.number)).made_good_on_line.is_zero());
    CHECK(must(cases.cases_of(groceries().key)).empty());
    const auto before = must(world.storage->verify());
    CHECK(before.ok);
    CHECK(must(world.storage->rebuild()).digest == before.digest);
    CHECK(world.handle(TieClaim{world.request(), cashier, given.id, {groceries().key, 1}, milk.number})->tied_at);
    CHECK(must(cases.history(groceries().key, milk.number)).made_good_on_line == one_unit);
}

TEST_CASE("what was the case's before the tie stays with it after the tie's end, also after a rebuild") {
    Told shop;
    auto& world = shop.world;
    const auto milk = groceries().lines[0];
    const ToldPurchase told{.item = NamedItem{milk.code, "Milk"}, .price = Money(149, milk.amount.currency())};
    const auto asked =
        world.handle(MakeToldClaim{world.request(), cashier, told, one_unit, Complaint::not_among_the_goods}).value();
    const auto note = [&](CivilTime at) {
        return must(world.storage->handle(NoteFound{.request = world.request(),
                                                    .finder = cashier,
                                                    .code = milk.code,
                                                    .item = "Milk",
                                                    .quantity = one_unit,
                                                    .place = "fridge",
                                                    .found_at = at}))
            .value();
    };
    const auto made_good = [&](const LeftBehindEntry& entry) {
        return must(LeftBehindLog(world.storage->connection()).find(entry.id))->made_good;
    };
    const auto tie_for_a_moment = [&](const CaseView& view) {
        const auto line = milk.number;
        world.handle(TieClaim{world.request(), cashier, view.id, {groceries().key, 1}, line}).value();
        const auto taken = must(world.storage->verify());
        CHECK(must(world.storage->rebuild()).digest == taken.digest);
        world.handle(UntieClaim{world.request(), cashier, view.id, *view.claim.told}).value();
        const auto freed = must(world.storage->verify());
        CHECK(must(world.storage->rebuild()).digest == freed.digest);
    };
    SECTION("found before it was given") {
        const auto bag = note({world.clock.civil.seconds - 3'600});
        const auto given = shop.give(asked);
        REQUIRE(made_good(bag) == given.id);
        tie_for_a_moment(given);
        CHECK(made_good(bag) == given.id);
    }
    SECTION("found by the tie alone") {
        const auto given = shop.give(asked);
        const auto bag = note({groceries().begun_at.seconds + 600});
        tie_for_a_moment(given);
        CHECK(made_good(bag).empty());
    }
}

TEST_CASE("what goes by word asks the log, the counts and the cases of the file, through indexes") {
    Told shop;
    auto& world = shop.world;
    const auto milk = groceries().lines[0];
    const auto day = world.clock.civil.date();
    const CivilTime earlier{world.clock.civil.seconds - 3'600};
    const NoteFound found{.request = world.request(),
                          .finder = cashier,
                          .code = milk.code,
                          .item = "Milk",
                          .quantity = one_unit,
                          .lane = WorkstationId("lane-3"),
                          .place = "fridge",
                          .found_at = earlier};
    const auto entry = must(world.storage->handle(found)).value();
    const auto others = world.storage->connection().prepared_statements();
    const ToldSale sale{{{earlier.seconds - 3'600}, world.clock.civil}, WorkstationId("lane-3")};
    const auto known = world.storage->ledger().known_by_word(milk.code, sale);
    REQUIRE(known.entry);
    CHECK(known.entry->id == entry.id);
    CHECK(known.history.left_behind == LeftBehindAnswer::holds_it);
    CHECK(
        world.storage->ledger().known_by_word(milk.code, {sale.bought, WorkstationId("lane-9")}).history.left_behind ==
        LeftBehindAnswer::nothing_fits);
    CHECK(check_plans(world.storage->connection(), others) >= 2);

    const ToldPurchase told{.item = NamedItem{milk.code, "Milk"},
                            .price = Money(149, milk.amount.currency()),
                            .days = ToldDays{day, day},
                            .lane = WorkstationId("lane-3")};
    const auto asked =
        world.handle(MakeToldClaim{world.request(), cashier, told, one_unit, Complaint::not_among_the_goods}).value();
    CHECK(asked.claim.told == told);
    CHECK(asked.decision.failure == Failure::left_behind);
    const auto given = shop.give(asked);
    CHECK(must(LeftBehindLog(world.storage->connection()).find(entry.id))->made_good == given.id);
    const auto before = must(world.storage->verify());
    CHECK(before.ok);
    CHECK(must(world.storage->rebuild()).digest == before.digest);
}
