#include "tests/flow/shop_floor.hpp"

using namespace makegood;
using namespace makegood::testing;

// A third of a second of the script's clock passes after each verb.

TEST_CASE("an answer that is late is first outlined, then told of with a way out, and brings its screen") {
    ShopFloor shop;
    shop.on_screen(1024, 768, GENERATE(100, 200));
    const auto summary = shop.plays_well("scan {headline}\ntap receipt.line.7\ndisk slow\ntap receipt.damaged\n"
                                         "expect wait.outline\nexpect wait.longer absent\n"
                                         "expect wait.longer\nexpect receipt.question absent\nexpect_still 60000\n"
                                         "disk ok\nexpect decision.approve\nexpect wait.outline absent\n"
                                         "disk slow\ntap decision.approve\nexpect wait.outline\n"
                                         "disk ok\nexpect done.given\n",
                                         GENERATE(Language::english, Language::persian));
    CHECK(summary.slips == 1);
}

TEST_CASE("while an answer is late the next customer is served, and what was given is printed all the same") {
    ShopFloor shop;
    const auto summary =
        shop.plays_well("scan {headline}\ntap receipt.line.7\ntap receipt.damaged\ndisk slow\ntap decision.approve\n"
                        "advance 1000\ntap wait.let_go\nexpect home.hero\nexpect notice\n"
                        "advance 3000\nscan {headline}\nexpect receipt.question\n"
                        "disk ok\nexpect receipt.question\nexpect_still 1000\n"
                        "tap receipt.back\nexpect home.hero\nexpect home.case.1 absent\n");
    CHECK(summary.slips == 1);
    CHECK(summary.cases == 1);
}

TEST_CASE("a request that was let go stands with the open cases as soon as it is kept") {
    ShopFloor shop;
    shop.plays_well("scan {headline}\ntap receipt.line.8\ndisk slow\ntap receipt.not_among_the_goods\n"
                    "advance 1000\ntap wait.let_go\nexpect home.case.1 absent\n"
                    "disk ok\nexpect home.case.1\ntap home.case.1\nexpect decision.ask\n");
}

TEST_CASE("labels that come while an answer is late are asked for once more") {
    ShopFloor shop;
    shop.plays_well(
        "scan {headline}\ntap receipt.line.7\ndisk slow\ntap receipt.damaged\nadvance 3000\nscan {headline}\n"
        "expect_signal attention\nexpect notice\nexpect wait.let_go\ndisk ok\nexpect decision.approve\n");
}
