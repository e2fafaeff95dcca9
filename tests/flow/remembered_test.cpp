#include "tests/flow/shop_floor.hpp"

using namespace makegood;
using namespace makegood::testing;

TEST_CASE("what few customers remember can be told too, each after a tap", "[remembered]") {
    ShopFloor shop;
    const auto language = GENERATE(Language::english, Language::persian);
    // The time and the till choose among the receipts of that day; the price tells the saffron from the rest.
    shop.plays_well("tap home.without\ntap find.day\ntype \"5 oct 2011\"\n"
                    "tap find.hour.chip\ntype 17:40\nexpect find.hour.chip absent\n"
                    "tap find.lane.chip\ntype 2\n"
                    "tap find.price.chip\ntype 28.50\n"
                    "expect find.result.1 value \"" +
                        std::string(language == Language::english ? "€66.21" : "۶۶٫۲۱ یورو") +
                        "\"\ntap find.result.1\nexpect receipt.line.8\n",
                    language);
}

TEST_CASE("a fact that cannot be read is named with what was typed", "[remembered]") {
    ShopFloor shop;
    shop.plays_well("tap home.without\ntap find.hour.chip\ntype noonish\ntap find.search\n"
                    "expect notice label \"We could not read “noonish”. Perhaps it can be said in another way.\"\n"
                    "expect find.results absent\n",
                    Language::english);
}

TEST_CASE("all that may be remembered fits, in both languages, on a small screen and in large letters",
          "[remembered]") {
    const auto language = GENERATE(Language::english, Language::persian);
    const auto [width, height, text] = GENERATE(table<int, int, int>({{1024, 768, 150}, {1280, 800, 100}}));
    ShopFloor shop;
    shop.on_screen(width, height, text);
    std::string script = "tap home.without\n";
    for (const auto* fact : {"hour", "price", "count", "lane", "staff", "phone", "customer", "reference"})
        script += "tap find." + std::string(fact) + ".chip\ntype 7\n";
    shop.plays_well(script, language);
}
