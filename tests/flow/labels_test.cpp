#include "tests/flow/shop_floor.hpp"

using namespace makegood;
using namespace makegood::testing;

namespace {

// The olives of the demo shop as their package may carry them; lot L42, to be used by 31 December 2011.
const std::string element_string = "]d2010952100012183610L42\x1d"
                                   "17111231";
const std::string digital_link = "https://id.gs1.org/01/09521000121836/10/L42?17=111231";

std::string later_scan(const std::string& label) {
    return "advance 3000\nscan \"" + label + "\"\n";
}

std::string noted_in(const ShopFloor& shop) {
    return run_program("left-behind list --json --data " + shop.data().string()).output;
}

} // namespace

TEST_CASE("a scan finds the product by whatever its package carries, on every screen") {
    const auto language = GENERATE(Language::english, Language::persian);
    const auto label =
        GENERATE(as<std::string>{}, element_string, digital_link, "]I109521000121836", "(01)09521000121836");
    CAPTURE(label);
    ShopFloor shop;
    shop.plays_well(later_scan(label) +
                        "expect find.item value \"9521000121836\"\nexpect_signal accepted\nexpect find.result.1\n",
                    language);
    shop.plays_well("tap home.left_behind\n" + later_scan(label) + "tap left.save\nexpect left.likely.1\n", language);
    CHECK_THAT(noted_in(shop), Catch::Contains("9521000121836"));
    shop.plays_well("scan R-2-111005-017\ntap receipt.line.1\ntap receipt.damaged\ntap decision.substitute\n" +
                        later_scan(label) + "expect decision.approve enabled\n",
                    language);
    shop.plays_well("scan {headline}\ntap receipt.line.7\ntap receipt.damaged\ntap decision.fetch\n"
                    "tap decision.approve\nexpect done.hand_over enabled\n" +
                        later_scan(label) + "expect done.hand_over absent\n",
                    language);
}

TEST_CASE("what the package says of its last day stands in the left-behind log") {
    const auto language = GENERATE(Language::english, Language::persian);
    const auto label = GENERATE(as<std::string>{}, element_string, digital_link);
    ShopFloor shop;
    shop.plays_well("tap home.left_behind\n" + later_scan(label) +
                        "expect left.until.day selected\nexpect left.until_day\nshot until\ntap left.save\n",
                    language);
    CHECK_THAT(noted_in(shop), Catch::Contains("2011-12-31"));
}

TEST_CASE("tins that keep for years are noted so") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    shop.plays_well("tap home.left_behind\n" + later_scan("]d2010952100012183615150600") + "tap left.save\n", language);
    CHECK_THAT(noted_in(shop), Catch::Contains("2015-06-30"));
}

TEST_CASE("the next package's last day is its own, and one that is over is told and not kept") {
    ShopFloor shop;
    shop.plays_well("tap home.left_behind\n" + later_scan(element_string) + "expect left.until.day selected\n" +
                    later_scan("9521000121096") + "expect left.until.none selected\nexpect left.until_day absent\n" +
                    later_scan("]d2010952100012183617111101") +
                    "expect notice\nexpect_signal attention\nexpect left.until.none selected\ntap left.save\n");
    CHECK_THAT(noted_in(shop), !Catch::Contains("2011-11-01"));
}

TEST_CASE("a package's label with a mistake says where, and names no product") {
    const auto language = GENERATE(Language::english, Language::persian);
    const std::string label = GENERATE(as<std::string>{}, "]d2010952100012183617111331", "]E09521000121835",
                                       "]C1010952100012183689X", "https://a/01/09521000121835");
    ShopFloor shop;
    shop.plays_well(later_scan(label) + "expect notice\nexpect_signal not_found\nexpect home.hero\nshot fault\n",
                    language);
    shop.plays_well("tap home.left_behind\n" + later_scan(label) + "expect notice\nexpect left.item value \"\"\n",
                    language);
}

TEST_CASE("a web address that is no Digital Link is an unknown label") {
    ShopFloor shop;
    shop.plays_well(later_scan("]Q1https://example.com/menu") +
                    "expect notice\nexpect_signal not_found\nexpect home.hero\n");
}

TEST_CASE("a product sold by thirteen digits is found by fourteen") {
    ShopFloor shop;
    shop.plays_well(later_scan("09521000121836") + "expect_signal accepted\nexpect find.result.1\n");
}

TEST_CASE("the label of a weighed piece finds its line on the receipt") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    shop.plays_well("expect home.hero\n", language);
    const auto line = [](const char* grams, const char* price) {
        return std::string("{\"item_id\": \"2001\", \"description\": \"Cheese\", \"quantity\": \"") + grams +
               "\", \"unit_of_measure\": \"kg\", \"extended_amount\": " + price + ", \"entry_method\": \"weighed\"}";
    };
    write_file(
        shop.data() / "cheese.jsonl",
        "{\"business_unit_id\": \"1\", \"workstation_id\": \"2\", \"sequence_number\": \"9\", \"begin_date_time\": "
        "\"2011-11-30T10:21:33\", \"receipt_number\": \"R-9\", \"currency_code\": \"EUR\", \"line_items\": [" +
            line("0.5", "4.95") + ", " + line("0.742", "28.75") + "]}\n");
    REQUIRE(run_program("import " + (shop.data() / "cheese.jsonl").string() + " --data " + shop.data().string())
                .exit_code == 0);
    write_file(shop.data() / "ours.toml",
               "[[scale]]\nname = \"price\"\npattern = \"20 PPPPP K VVVV C\"\nsays = \"price\"\n"
               "[[scale]]\nname = \"weight\"\npattern = \"28 PPPPP VVVVV C\"\nsays = \"weight\"\n");
    write_file(shop.data() / "shop.toml", "scales = \"ours.toml\"\n");
    for (const std::string label : {"2802001007426", "2002001928756"})
        shop.plays_well("scan R-9\n" + later_scan(label) +
                            "expect_signal accepted\nexpect receipt.line.2 selected\nexpect receipt.damaged\n",
                        language);
    shop.plays_well("scan R-9\n" + later_scan("2802001005002") + "expect receipt.line.1 selected\nshot weighed\n" +
                        later_scan("2002001828759") + "expect_signal not_found\nexpect notice\nshot wrong_price\n",
                    language);
    // Without a receipt it leads to the purchases.
    shop.plays_well(later_scan("2802001007426") + "expect find.item value \"2001\"\nexpect find.result.1\n", language);
}

TEST_CASE("a product scanned beside the receipt or the case in hand leads nobody away") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    shop.plays_well(
        "scan {headline}\n" + later_scan(code_of_olives) + "expect_signal accepted\nexpect receipt.damaged\n" +
            later_scan("9521000102965") +
            "expect_signal not_found\nexpect notice\nexpect receipt.damaged\nshot not_on_it\n"
            "tap receipt.damaged\nexpect decision.verdict\n" +
            later_scan(code_of_olives) + "expect_signal accepted\nexpect notice\nexpect decision.verdict\n" +
            later_scan("9521000102965") + "expect_signal attention\nexpect notice\nexpect decision.verdict\n",
        language);
}

TEST_CASE("the lot of a package is shown where its product is") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    shop.plays_well(later_scan(element_string) +
                        "expect find.item value \"9521000121836\"\nexpect notice\nshot lot_found\n",
                    language);
    shop.plays_well("scan {headline}\n" + later_scan(digital_link) +
                        "expect receipt.damaged\nexpect notice\nshot lot\n" + later_scan("9521000121836") +
                        "expect notice absent\n",
                    language);
}

TEST_CASE("the line that was scanned is scrolled into sight") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    shop.on_screen(730, 456);
    shop.plays_well("scan {headline}\nexpect receipt.line.1\n" + later_scan(code_of_olives) +
                        "expect receipt.line.7 selected\nexpect receipt.line.1 absent\nshot scrolled\n" +
                        "tap receipt.damaged\nexpect decision.verdict\n",
                    language);
}
