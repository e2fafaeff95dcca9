#include "tests/flow/shop_floor.hpp"

// The same happened to goods of several lines: told together, decided together, on one slip.

using namespace makegood;
using namespace makegood::testing;

namespace {

const std::string two_items = "scan R-2-111005-017\nexpect receipt.several enabled\ntap receipt.several\n"
                              "tap receipt.line.7\ntap receipt.line.8\nshot lines\n";

} // namespace

TEST_CASE("two items of one receipt are put right together, with one question to a manager and one slip", "[several]") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    const auto summary =
        shop.plays_well(two_items + "expect receipt.wrong_price absent\n"
                                    "tap receipt.not_among_the_goods\nexpect decision.ask enabled\n"
                                    "expect decision.substitute absent\nshot decision\n"
                                    "tap decision.ask\nscan MGBT6RBK9X4VQ7MP2WJ8H5DZ3CNA1R\n"
                                    "shot manager\ntap manager.approve\nexpect done.given\nshot done\n",
                        language);
    CHECK(summary.cases == 1);
    CHECK(summary.slips == 1);
    if (language == Language::english) {
        const auto paper = paper_text(shop, 1);
        CHECK_THAT(paper, Catch::Contains("Green olives in brine 680 g"));
        CHECK_THAT(paper, Catch::Contains("1 ×"));
    }
    shop.plays_well("scan R-2-111005-017\nexpect receipt.line.7 disabled\nexpect receipt.line.8 disabled\n", language);
}

TEST_CASE("a second tap leaves an item out again, and one alone has its prices put right", "[several]") {
    ShopFloor shop;
    shop.plays_well(two_items + "tap receipt.line.8\nexpect receipt.wrong_price\ntap receipt.line.8\n"
                                "expect receipt.wrong_price absent\ntap receipt.line.7\nexpect receipt.wrong_price\n"
                                "tap receipt.several\ntap receipt.damaged\nexpect decision.ask enabled\n"
                                "expect decision.substitute\n",
                    Language::english);
}

TEST_CASE("what was told on Home waits until all items are tapped", "[several]") {
    ShopFloor shop;
    shop.plays_well("tap home.not_among_the_goods\nscan R-2-111005-017\ntap receipt.several\ntap receipt.line.5\n"
                    "tap receipt.line.7\nexpect receipt.not_among_the_goods selected\n"
                    "tap receipt.not_among_the_goods\nexpect decision.approve enabled\nexpect decision.what\n",
                    Language::english);
}

TEST_CASE("items that are fetched are scanned one by one, and handed over with the last", "[several]") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    shop.plays_well("scan R-2-111005-017\ntap receipt.several\ntap receipt.line.5\ntap receipt.line.7\n"
                    "tap receipt.damaged\ntap decision.fetch\ntap decision.approve\nexpect done.hand_over\n"
                    "advance 3000\nscan 9521000121836\nexpect notice\nexpect done.hand_over\nshot one\n"
                    "advance 3000\nscan 9521000121836\nexpect done.hand_over\n"
                    "advance 3000\nscan 9521000139596\nexpect done.hand_over absent\nshot all\n",
                    language);
}

TEST_CASE("part of it goes another way, and the rest comes by itself once the first part is given", "[several]") {
    const auto [language, width, height] = GENERATE(table<Language, int, int>({{Language::english, 1280, 800},
                                                                               {Language::persian, 1280, 800},
                                                                               {Language::english, 730, 456},
                                                                               {Language::persian, 730, 456}}));
    ShopFloor shop;
    shop.on_screen(width, height, 100);
    const auto summary = shop.plays_well(
        "scan R-2-111005-017\ntap receipt.several\ntap receipt.line.1\ntap receipt.line.2\ntap receipt.damaged\n"
        "expect decision.part\nshot decision\ntap decision.part\nexpect part.take\ntap part.take\nexpect notice\n"
        "tap part.line.2.less\nshot part\ntap part.take\nexpect decision.approve enabled\nshot kept\n"
        "tap decision.approve\nexpect done.given\ntap done.next\nexpect decision.refund\nshot rest\n"
        "tap decision.refund\ntap decision.approve\nexpect done.hand_over\nshot done\n",
        language);
    CHECK(summary.slips == 2);
    CHECK(summary.cases == 2);
}

TEST_CASE("a shelf that holds a part of what is owed gives that, and the rest goes another way", "[several]") {
    const auto [language, width, height] = GENERATE(table<Language, int, int>({{Language::english, 1280, 800},
                                                                               {Language::persian, 1280, 800},
                                                                               {Language::english, 730, 456},
                                                                               {Language::persian, 730, 456}}));
    ShopFloor shop;
    shop.on_screen(width, height, 100);
    const auto summary = shop.plays_well(
        "scan R-2-111005-017\ntap receipt.several\ntap receipt.line.1\ntap receipt.line.2\ntap receipt.damaged\n"
        "tap decision.fetch\ntap decision.approve\nexpect done.hand_over\nshot owed\n"
        "tap done.part\nexpect part.take\ntap part.take\nexpect notice\ntap part.line.2.less\nshot here\n"
        "tap part.take\nexpect part.for_the_rest\nexpect done.hand_over absent\nexpect done.fetch absent\nshot rest\n"
        "tap done.part\nexpect done.hand_over\ntap done.part\ntap part.line.2.less\ntap part.take\n"
        "tap done.refund\nexpect notice\nexpect done.hand_over\nadvance 4000\nshot arranged\n"
        "tap done.hand_over\nexpect done.hand_over absent\nadvance 4000\ntap done.next\nshot home\n",
        language);
    CHECK(summary.cases == 2);
    CHECK(summary.slips == 3);
}
