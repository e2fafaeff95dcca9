#include "tests/workflows/recovery/counter.hpp"

using namespace makegood;
using namespace makegood::testing;
using Reason = DeskRefusalReason;

namespace {

struct WatchfulShop : Shop {
    WatchfulShop() { policy.second_look = {1, 1}; }
};

} // namespace

TEST_CASE("what is given alone may be chosen for another person to look at by the next business day") {
    WatchfulShop shop;
    const auto given = shop.give(shop.claimed(olives)).value();
    REQUIRE(given.looks.size() == 1);
    CHECK(given.looks[0].grant == given.remedy->grant);
    CHECK(given.looks[0].given_by == cashier);
    CHECK(given.looks[0].due == *Date::from_iso("2026-05-05"));
    CHECK_FALSE(given.looks[0].looked_by);
    CHECK(shop.waits_for(given, manager));
    CHECK_FALSE(shop.waits_for(given, cashier));

    CHECK(shop.look(given, cashier).error().reason == Reason::own_request);
    CHECK(shop.look(given, StaffId("stranger")).error().reason == Reason::staff_unknown);
    CHECK(shop.count<SecondLookTaken>() == 0);
    const auto looked = shop.look(given, manager).value();
    CHECK(looked.looks[0].looked_by == manager);
    CHECK_FALSE(shop.waits_for(looked, other_manager));
    CHECK(shop.look(given, other_manager).error().reason == Reason::nothing_to_look_at);
    CHECK(shop.count<SecondLookTaken>() == 1);
}

TEST_CASE("the same look asked for twice is one look") {
    WatchfulShop shop;
    const auto given = shop.give(shop.claimed(olives)).value();
    const TakeSecondLook tap{shop.request(), manager, given.id};
    CHECK(shop.desk.handle(tap).value().looks[0].looked_by == manager);
    CHECK(shop.desk.handle(tap).value().looks[0].looked_by == manager);
    CHECK(shop.count<SecondLookTaken>() == 1);
}

TEST_CASE("nobody looks again where a manager confirmed, where nothing is given, or where no share is") {
    WatchfulShop shop;
    CHECK(shop.approve(shop.with_manager(coffee), manager).value().looks.empty());
    CHECK(shop.claimed(olives).looks.empty());
    shop.policy.second_look = {};
    CHECK(shop.give(shop.claimed(olives)).value().looks.empty());
    CHECK(shop.count<SecondLookAsked>() == 0);
}

TEST_CASE("taking back what was chosen takes it off no list") {
    WatchfulShop shop;
    const auto given = shop.give(shop.claimed(olives)).value();
    const auto gone = shop.take_back(given).value();
    CHECK(shop.waits_for(gone, manager));
    CHECK(shop.look(gone, manager).value().looks[0].looked_by == manager);
}
