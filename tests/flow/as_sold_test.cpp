#include "tests/flow/shop_floor.hpp"

using namespace makegood;
using namespace makegood::testing;

namespace {

// A receipt that goes on with a ticket, with a discount, weighed cheese, two taxes and two payments; the same with
// cheaper cheese; and returns: bread by its customer, a heart by a stranger, coffee that names its sale.
void take_as_sold(ShopFloor& shop) {
    shop.plays_well("expect home.hero\n"); // fills in the demo shop
    const auto imported =
        run_program("import " MAKEGOOD_SOURCE_DIR "/tests/data/feeds/as-sold.jsonl --data " + shop.data().string());
    INFO(imported.output);
    REQUIRE(imported.exit_code == 0);
}

} // namespace

TEST_CASE("a receipt shows all that the till told of it, and what the till changed", "[as sold]") {
    ShopFloor shop;
    take_as_sold(shop);
    shop.plays_well("scan R-777\n"
                    "expect receipt.total label \"Total €22.64\"\n"
                    "expect receipt.resumed label \"It goes on with ticket 00093, which had been set aside.\"\n"
                    "expect receipt.tax.2 label \"VAT 5.5% included: €0.30\"\n"
                    "expect receipt.tender.1 label \"Card …0711: €20.00\"\n"
                    "expect receipt.change.1 label \"Cheese: was €7.35, now €6.85\"\n"
                    "expect receipt.change.2 label \"Total: was €23.14, now €22.64\"\n"
                    "tap receipt.back\nscan 00093\n"
                    "expect receipt.suspended label \"This ticket was set aside; receipt 777 goes on with it.\"\n"
                    "expect receipt.line.1 disabled\n",
                    Language::english);
    const auto shown = run_program("show R-777 --json --data " + shop.data().string()).output;
    for (const auto* told : {"\"revision\": 2", "\"unit\": \"kg\"", "\"discount\": \"1.00\"", "\"percent\": \"5.5\"",
                             "\"reference\": \"881204\"", "\"to\": \"S1/4/2011-10-05/00093\"",
                             "\"total_before\": \"23.14\"", "\"receipt\": \"S1/2/2011-10-16/902\""})
        CHECK_THAT(shown, Catch::Contains(told));
}

TEST_CASE("what came back to a till is not made good, and what may have is said", "[as sold]") {
    ShopFloor shop;
    take_as_sold(shop);
    shop.plays_well("scan R-777\nexpect receipt.line.4 disabled\n"           // the coffee
                    "tap receipt.line.5\nexpect receipt.count value \"1\"\n" // one loaf of three came back
                    "tap receipt.count.more\nexpect receipt.count value \"2\"\nexpect receipt.count.more disabled\n"
                    "tap receipt.line.1\ntap receipt.not_among_the_goods\n"
                    "expect evidence.5 label "
                    "\"The same item came back to a till once, perhaps from this receipt\"\n"
                    "expect evidence.7 label \"This sale was set aside and finished later\"\n"
                    "tap decision.back\ntap receipt.line.2\ntap receipt.damaged\n"
                    "expect decision.what label \"0.742 kg × Cheese\"\n",
                    Language::english);
}

TEST_CASE("such a receipt fits, in both languages, on a small screen and in large letters", "[as sold]") {
    const auto language = GENERATE(Language::english, Language::persian);
    const auto [width, height, text] = GENERATE(table<int, int, int>({{1024, 768, 150}, {730, 456, 100}}));
    ShopFloor shop;
    take_as_sold(shop);
    shop.on_screen(width, height, text);
    shop.plays_well("scan R-777\nexpect receipt.line.1\ntap receipt.line.1\ntap receipt.not_among_the_goods\n"
                    "tap decision.back\nscan 00093\nexpect receipt.line.1\n",
                    language);
}
