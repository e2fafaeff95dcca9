#include "tests/flow/shop_floor.hpp"

using namespace makegood;
using namespace makegood::testing;

TEST_CASE("what happened may be told before the receipt is found: then the line alone asks for a decision") {
    ShopFloor shop;
    const auto summary = shop.plays_well("tap home.damaged\nexpect home.damaged selected\nscan {headline}\n"
                                         "tap receipt.line.7\nexpect decision.failure label \"Damaged\"\n"
                                         "tap decision.approve\nexpect done.given\n");
    CHECK(summary.interactions == 4);
    CHECK(summary.slips == 1);
}

TEST_CASE("what was told is taken back by a second tap and by another line, and ends with its customer") {
    const auto* way = GENERATE("tap home.damaged\ntap home.damaged\nscan {headline}\n",
                               "tap home.damaged\nscan {headline}\ntap receipt.line.7\ntap decision.back\n",
                               "tap home.damaged\nscan {headline}\ntap receipt.back\nadvance 3000\nscan {headline}\n",
                               "tap home.damaged\nscan {headline}\nexpect receipt.told\nadvance 3000\n"
                               "scan {headline}\nexpect receipt.told absent\n",
                               "paper end\ntap home.damaged\nscan {headline}\ntap receipt.line.1\n"
                               "tap decision.approve\nexpect done.given\nadvance 3000\nscan {headline}\n");
    ShopFloor shop;
    shop.plays_well(std::string(way) + "tap receipt.line.7\nexpect receipt.damaged\nexpect decision.approve absent\n");
}

TEST_CASE("the number of a receipt can be typed at once") {
    ShopFloor shop;
    shop.plays_well("tap home.number\ntype R-2-111005-017\nkey enter\nexpect receipt.line.8\n");
}
