#include "tests/flow/shop_floor.hpp"

using namespace makegood;
using namespace makegood::testing;

TEST_CASE("every scan is answered by one signal, and what asks for somebody has words on the screen") {
    ShopFloor shop;
    shop.plays_well("scan R-9-000000-999\nexpect_signal not_found\nexpect notice\n"
                    "scan {headline}\nexpect_signal accepted\nexpect notice absent\n"
                    "scan {headline}\nexpect_signal none\n" // within two seconds it is the same scan
                    "tap receipt.line.8\nexpect_signal none\n"
                    "tap receipt.not_among_the_goods\nexpect_signal attention\nexpect decision.verdict\n"
                    "tap decision.ask\nexpect_signal none\n"
                    "scan MGBT6RBK9X4VQ7MP2WJ8H5DZ3CNA1R\nexpect_signal accepted\n"
                    "type 111111\ntap manager.approve\nexpect_signal attention\nexpect notice\n"
                    "type 739518\ntap manager.approve\nexpect_signal done\nexpect done.given\n");
}

TEST_CASE("a device that goes away is told on whatever screen, and its words leave when it is back") {
    ShopFloor shop;
    shop.plays_well(
        "scan {headline}\n"
        "paper end\nexpect_signal attention\nexpect notice label \"The printer is out of paper.\"\n"
        "paper ok\nexpect_signal none\nexpect notice absent\n"
        "scanner unplug\nexpect_signal attention\n"
        "expect notice label \"The scanner does not answer. Is it plugged in? Numbers can be typed meanwhile.\"\n"
        "scanner plug\nexpect notice absent\n");
}
