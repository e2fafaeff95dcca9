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

TEST_CASE("every problem can be told on a small panel, those that have no room on Home behind one more tile") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    shop.on_screen(730, 456);
    const auto* meanwhile = GENERATE("", "scan R-9-000000-999\nadvance 3000\n");
    std::string each;
    for (const auto* problem : {"spoiled", "wrong_item", "wrong_price", "quality", "rung_up_twice"})
        each += std::string("tap home.more\nexpect home.") + problem + " shown\ntap home." + problem +
                "\nexpect home." + problem + " selected\nexpect home." + problem +
                " shown\nexpect home.more absent\ntap home." + problem + "\nexpect home.more shown\n";
    shop.plays_well(std::string(meanwhile) +
                        "expect home.not_among_the_goods shown\nexpect home.damaged shown\nexpect home.more shown\n" +
                        each +
                        "tap home.more\nkey escape\nexpect home.without shown\nshot home\n"
                        "tap home.more\nshot problems\ntap home.service\nexpect told.apology enabled\n",
                    language);
}

TEST_CASE("on a small panel neither a notice nor what can be taken back hides the open cases") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    shop.on_screen(730, 456);
    shop.plays_well("scan {headline}\ntap receipt.line.8\ntap receipt.not_among_the_goods\ntap decision.ask\n"
                    "tap manager.back\nexpect toast.undo\nshot toast\nadvance 9000\nexpect home.case.1 shown\n"
                    "printer unplug\nexpect notice\nexpect home.case.1 shown\nshot notice\n",
                    language);
}

TEST_CASE("on a small panel a notice leaves the field in sight that somebody types into") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    shop.on_screen(730, 456);
    shop.plays_well(
        "tap home.number\nexpect find.number shown\ntap find.number\ntap keyboard.-\n"
        "scan R-9-000000-999\nexpect notice\nexpect find.number shown\nexpect find.number focused\nshot find\n"
        "tap keyboard.done\nexpect find.number shown\nexpect header.title\n",
        language);
}
