#include "tests/flow/shop_floor.hpp"

using namespace makegood;
using namespace makegood::testing;

TEST_CASE("nine minutes in which nobody does anything draw nothing, on any screen where a customer waits") {
    ShopFloor shop;
    shop.plays_well("expect home.hero\nexpect_still 540000\n"
                    "scan {headline}\ntap receipt.line.8\nexpect_still 540000\n"
                    "tap receipt.not_among_the_goods\nexpect decision.ask\nexpect_still 540000\n"
                    "expect decision.ask\n");
}

TEST_CASE("what moves by itself is noticed: Done goes home after six seconds") {
    ShopFloor shop;
    const auto summary = shop.play("scan {headline}\ntap receipt.line.7\ntap receipt.damaged\ntap decision.approve\n"
                                   "expect done.given\nexpect_still 4000\nexpect_still 600000\n");
    REQUIRE(summary.errors.size() == 1);
    CHECK_THAT(summary.errors.front(), Catch::StartsWith("line 7: expect_still 600000: a frame was drawn"));
}
