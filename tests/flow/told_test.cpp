#include "tests/flow/shop_floor.hpp"

// Where no receipt shows it: goods by the customer's word, and how somebody was served.

using namespace makegood;
using namespace makegood::testing;

TEST_CASE("goods without a receipt are found by their bar code and replaced", "[told]") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    const auto summary =
        shop.plays_well(std::string("scan ") + code_of_olives +
                            "\nexpect find.no_receipt enabled\nshot find\ntap find.no_receipt\n"
                            "expect told.item\nshot told\ntap told.damaged\nexpect notice\n"
                            "tap told.price\ntype 4.29\ntap told.damaged\n"
                            "expect decision.approve enabled\nexpect decision.voucher\nexpect decision.refund absent\n"
                            "shot decision\ntap decision.approve\nexpect done.given\nshot done\n",
                        language);
    CHECK(summary.cases == 1);
    CHECK(summary.slips == 1);
    if (language == Language::english) {
        CHECK_THAT(paper_text(shop, 1), Catch::Contains("it was damaged"));
        CHECK_THAT(paper_text(shop, 1), !Catch::Contains("Receipt"));
        CHECK_THAT(paper_text(shop, 1), !Catch::Contains("1970"));
    }
}

TEST_CASE("another scan names other goods, and what is dropped leads back to what was told", "[told]") {
    ShopFloor shop;
    shop.plays_well(std::string("scan ") + code_of_olives +
                        "\ntap find.no_receipt\nadvance 3000\nscan 9521000121096\ntap told.price\ntype 2.50\n"
                        "tap told.count.more\ntap told.spoiled\nexpect decision.approve enabled\n"
                        "tap decision.back\nexpect told.item\ntap toast.undo\n"
                        "expect decision.approve enabled\ntap decision.approve\nexpect done.given\n",
                    Language::english);
}

TEST_CASE("beyond what one colleague gives alone by word, a manager looks along", "[told]") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    shop.plays_well(std::string("scan ") + code_of_olives +
                        "\ntap find.no_receipt\ntap told.price\ntype 12\ntap told.not_among_the_goods\n"
                        "expect decision.ask enabled\nshot decision\ntap decision.ask\nexpect manager.who\n"
                        "shot manager\n",
                    language);
}

TEST_CASE("who tells of our service gets an apology in writing in two taps, or a voucher with it", "[told]") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    const auto sorry = shop.plays_well("tap home.service\nexpect told.apology enabled\nshot service\n"
                                       "tap told.apology\nexpect decision.approve enabled\n"
                                       "expect decision.voucher absent\nshot sorry\ntap decision.approve\n"
                                       "expect done.given\nshot letter\n",
                                       language);
    CHECK(sorry.interactions == 3);
    CHECK(sorry.slips == 1);
    if (language == Language::english)
        CHECK_THAT(paper_text(shop, 1), Catch::Contains("We are sorry"));
    shop.plays_well("tap home.service\ntap told.price\ntype 5\ntap told.give_gesture\n"
                    "expect decision.apology\nexpect decision.approve enabled\nshot gesture\n"
                    "tap decision.approve\nexpect done.given\nshot voucher\n",
                    language);
}

TEST_CASE("of a line that was put right already, more is possible by the customer's word, and a manager sees that",
          "[told]") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    shop.plays_well("scan R-2-111005-017\nexpect receipt.help_by_word absent\ntap receipt.line.7\n"
                    "tap receipt.not_among_the_goods\ntap decision.approve\ntap done.next\n"
                    "scan R-2-111005-017\nexpect receipt.line.7 disabled\nexpect receipt.help_by_word\nshot receipt\n"
                    "tap receipt.help_by_word\nexpect told.price\nshot told\ntap told.price\ntype 4.29\n"
                    "tap told.damaged\nexpect decision.approve absent\nexpect decision.ask enabled\nshot decision\n"
                    "tap decision.ask\nexpect evidence.1\nshot manager\n",
                    language);
    const auto journal = run_program("journal export --json --data " + shop.data().string()).output;
    CHECK_THAT(journal, Catch::Contains(R"(\"beside\":{\"line\":7,)"));
}

TEST_CASE("what is told without a receipt fits on every screen", "[told]") {
    const auto [language, width, height, text] =
        GENERATE(table<Language, int, int, int>({{Language::english, 730, 456, 100},
                                                 {Language::persian, 730, 456, 100},
                                                 {Language::persian, 768, 1024, 150},
                                                 {Language::english, 1024, 768, 200}}));
    ShopFloor shop;
    shop.on_screen(width, height, text);
    shop.plays_well(
        std::string("scan ") + code_of_olives +
            "\ntap find.search\ntap find.no_receipt\nexpect told.not_among_the_goods\nshot goods\ntap told.service\n"
            "expect told.apology\nshot service\ntap told.apology\nexpect decision.approve enabled\n"
            "shot sorry\ntap decision.back\nexpect told.apology\ntap told.back\nexpect home.hero\n",
        language);
}

TEST_CASE("what was said in the search is asked of the log when no receipt is found", "[told]") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    shop.plays_well(std::string("tap home.left_behind\nscan ") + code_of_olives + "\ntap left.save\n", language);
    shop.plays_well(std::string("scan ") + code_of_olives +
                        "\ntap find.no_receipt\ntap told.price\ntype 4.29\ntap told.not_among_the_goods\n"
                        "expect decision.failure\nshot held\n",
                    language);
    const auto journal = run_program("journal export --data " + shop.data().string()).output;
    CHECK_THAT(journal, Catch::Contains("left_behind_log_holds_it") && Catch::Contains("none_given_by_word"));
}

TEST_CASE("a phone that was told in the search is asked for what was given before", "[told]") {
    ShopFloor shop;
    shop.plays_well(std::string("tap home.without\ntap find.phone.chip\ntype 09125550999\ntap find.item\ntype wax\n"
                                "tap find.search\ntap find.no_receipt\ntap told.price\ntype 4.29\ntap told.damaged\n"
                                "expect decision.failure\nshot known\n"));
    const auto journal = run_program("journal export --data " + shop.data().string()).output;
    CHECK_THAT(journal, Catch::Contains("customer_never_helped") && !Catch::Contains("09125550999"));
}

TEST_CASE("what was tied to the wrong receipt is free again after one tap", "[told]") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    shop.plays_well(std::string("scan ") + code_of_olives +
                        "\ntap find.no_receipt\ntap told.price\ntype 4.29\ntap told.not_among_the_goods\n"
                        "tap decision.approve\nexpect done.given\ntap done.next\n"
                        "scan R-2-111005-017\ntap receipt.by_word.1\nexpect toast.undo\nshot tied\ntap toast.undo\n"
                        "expect receipt.by_word.1\nexpect receipt.line.7 enabled\nexpect toast absent\nshot untied\n",
                    language);
    const auto journal = run_program("journal export --data " + shop.data().string());
    CHECK_THAT(journal.output, Catch::Contains("claim.tied") && Catch::Contains("claim.untied"));
    CHECK(run_program("journal verify --data " + shop.data().string()).exit_code == 0);
}

TEST_CASE("when the receipt turns up, one tap ties what was given without it, and nothing is given twice", "[told]") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    shop.plays_well(std::string("scan ") + code_of_olives +
                        "\ntap find.no_receipt\ntap told.price\ntype 4.29\ntap told.not_among_the_goods\n"
                        "tap decision.approve\nexpect done.given\ntap done.next\n"
                        "scan R-2-111005-017\nexpect receipt.by_word.1\nexpect receipt.line.7 enabled\nshot by-word\n"
                        "tap receipt.by_word.1\nexpect notice\nexpect receipt.by_word.1 absent\n"
                        "expect receipt.line.7 disabled\nshot tied\n",
                    language);
    shop.plays_well("scan R-2-111005-017\nexpect receipt.line.7 disabled\nexpect toast absent\n", language);
    const auto cases = run_program("show R-2-111005-017 --data " + shop.data().string());
    CHECK_THAT(cases.output, Catch::Contains("line 7, 1"));
}

TEST_CASE("what is still to be told comes into sight with the sentence that asks for it", "[told]") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    shop.on_screen(730, 456);
    shop.plays_well("tap home.without\ntap find.day\ntype 20111004\ntap find.search\ntap find.no_receipt\n"
                    "tap told.damaged\nexpect notice\nexpect told.item shown\ntap told.item\ntype wax\n"
                    "tap told.damaged\nexpect notice\nexpect told.price shown\n",
                    language);
}
