#include "tests/flow/shop_floor.hpp"

using namespace makegood;
using namespace makegood::testing;

TEST_CASE("a scanner that types like a keyboard is a scanner, whatever layout the system has") {
    const std::string layout = GENERATE("us", "uk", "fr", "fa", "ar");
    ShopFloor shop;
    shop.plays_well("wedge R-2-111005-017 " + layout + "\nexpect_signal accepted\nexpect receipt.line.1\n");
    shop.plays_well("tap home.without\ntap find.number\nexpect find.number focused\nwedge 9521000121836 " + layout +
                    "\nexpect_signal accepted\nexpect find.item value \"9521000121836\"\n"
                    "expect find.number value \"\"\n");
}

TEST_CASE("what a scanner types presses no key, leaves no screen and reaches no field that did not ask") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    // The digits are keys of lines, and Enter is the key of what has the focus.
    shop.plays_well("scan {headline}\nwedge 44444444 fa\nexpect_signal not_found\nexpect receipt.line.1\n"
                    "expect receipt.damaged absent\n"
                    "tap receipt.line.8\ntap receipt.not_among_the_goods\nexpect decision.verdict\nkey tab\n"
                    "wedge 11111111 us\nexpect_signal not_found\nexpect decision.verdict\n"
                    "tap decision.voucher\ntap decision.ask\nscan MGBT6RBK9X4VQ7MP2WJ8H5DZ3CNA1R\ntype 73\n"
                    "expect manager.dots label \"●●\"\nwedge 9518123 fr\nexpect manager.dots label \"●●\"\n",
                    language);
}

TEST_CASE("a person at a real keyboard types in the letters of their layout, and any digits") {
    ShopFloor shop;
    shop.plays_well("tap home.without\ntap find.item\nkeys fvk[ fa\nexpect find.item value \"برنج\"\n"
                    "tap find.about\nkeys 1234 fa\nexpect find.about value \"1234\"\n"
                    "tap find.card\nkeys 56 ar\nexpect find.card value \"56\"\n",
                    Language::persian);
    shop.plays_well("tap home.without\ntap find.item\nkeys qwerty fr\nexpect find.item value \"azerty\"\n");
}
