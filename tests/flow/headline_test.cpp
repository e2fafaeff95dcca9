#include "drivers/escpos/interpret.hpp"
#include "drivers/escpos/paper_text.hpp"
#include "tests/flow/shop_floor.hpp"

using namespace makegood;
using namespace makegood::testing;

namespace {

std::string story(const char* name) {
    return read_file(MAKEGOOD_SOURCE_DIR "/assets/demo/" + std::string(name));
}

escpos::Paper paper(const ShopFloor& shop, int number) {
    const auto bytes = read_file(shop.shots() / ("paper-" + std::to_string(number) + ".bin"));
    return escpos::interpret({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}, simulated_printer());
}

} // namespace

TEST_CASE("a scanned receipt of two months ago becomes a printed slip, confirmed by a manager, in both languages") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    const auto summary = shop.plays_well(story("headline.play"), language);
    CHECK(summary.slips == 1);
    CHECK(summary.cases == 1);
    CHECK(summary.interactions <= 13); // 12 and the tap that calls the next customer
    CHECK(summary.klm_seconds <= 17.6);
    CHECK(std::filesystem::exists(shop.shots() / "paper-1.png"));
    CHECK(std::filesystem::exists(shop.shots() / "01-home.png"));

    const auto slip = paper(shop, 1);
    CHECK(slip.problems.empty());
    CHECK(slip.cuts.size() == 1);
    CHECK(slip.pulses.empty());
    REQUIRE(slip.symbols.size() == 1);
    CHECK(is_own_label(slip_label_kind, slip.symbols[0].data));
    const auto text = escpos::paper_text(slip);
    if (language == Language::english) {
        CHECK_THAT(text, Catch::Contains("Replacement slip"));
        CHECK_THAT(text, Catch::Contains("R-2-111005-017"));
        CHECK_THAT(text, Catch::Contains("it was not among the goods"));
        CHECK_THAT(text, Catch::Contains("5 October 2011, 17:42"));
        CHECK_THAT(text, !Catch::Contains("COPY"));
    } else {
        CHECK(slip.pictures.size() >= 8); // every Persian line went as a picture
    }
}

TEST_CASE("receipt in hand: at most four interactions and 8.5 seconds") {
    ShopFloor shop;
    const auto summary = shop.plays_well(story("four-interactions.play"));
    CHECK(summary.interactions == 4);
    CHECK(summary.klm_seconds <= 8.5);
    CHECK(summary.slips == 1);
}

TEST_CASE("the manager's part: a badge, a PIN of six digits and one tap, at most 8 seconds") {
    const std::string asked =
        "scan {headline}\ntap receipt.line.8\ntap receipt.not_among_the_goods\ntap decision.ask\n";
    const std::string manager = "scan MGBT6RBK9X4VQ7MP2WJ8H5DZ3CNA1R\ntap manager.pin.7\ntap manager.pin.3\n"
                                "tap manager.pin.9\ntap manager.pin.5\ntap manager.pin.1\ntap manager.pin.8\n"
                                "tap manager.approve\nexpect done.given\n";
    ShopFloor cashier, both;
    const auto before = cashier.plays_well(asked);
    const auto after = both.plays_well(asked + manager);
    CHECK(after.interactions - before.interactions == 8);
    CHECK(after.klm_seconds - before.klm_seconds <= 8);
}

TEST_CASE("without any receipt the product from the shelf, about when and about how much are enough") {
    ShopFloor shop;
    const auto summary = shop.plays_well("scan 9521000121836\n" // the olives
                                         "expect find.item value \"9521000121836\"\n"
                                         "tap find.day\ntype 20111005\ntap find.about\ntype 66\ntap find.search\n"
                                         "expect find.result.1 label \"Receipt R-2-111005-017\"\n"
                                         "tap find.result.1\n" // the line is known: it was told
                                         "tap receipt.damaged\ntap decision.approve\n"
                                         "expect done.given label \"The customer gets 1 × Green olives in brine 680 "
                                         "g.\"\n");
    CHECK(summary.slips == 1);
}

TEST_CASE("without any receipt, at most 6 interactions") {
    ShopFloor shop;
    const auto summary = shop.plays_well("scan 9521000121836\ntap find.when.two_months\ntap find.result.1\n"
                                         "tap receipt.not_among_the_goods\ntap decision.approve\nexpect done.given\n");
    CHECK(summary.interactions == 5);
    CHECK(summary.klm_seconds <= 9.8);
    CHECK(summary.slips == 1);
}

TEST_CASE("another till's bar code is read by its pattern") {
    ShopFloor shop;
    shop.plays_well("scan CP111005001030020017\nexpect receipt.total\nexpect receipt.line.8\n", Language::persian);
}

TEST_CASE("what is told narrows the list while it is told, and each product may be taken back") {
    ShopFloor shop;
    shop.plays_well("tap home.without\ntap find.item\ntype sourdough\nexpect find.result.1\ntap find.another\n"
                    "expect find.items.1\nexpect find.item value \"\"\ntype \"grren olvies\"\nexpect find.result.1\n"
                    "tap find.when.two_months\ntap find.about\ntype 66\ntap find.search\n"
                    "expect find.result.1 label \"Receipt R-2-111005-017\"\n"
                    "tap find.items.1\nexpect find.items.1 absent\nexpect find.result.1\n"
                    "tap find.day\ntype nonsense\nexpect find.results absent\ntap find.search\nexpect notice\n");
    shop.plays_well("tap home.without\ntap find.number\ntype R-2-11100?-017\nexpect find.result.1\n"
                    "tap find.back\ntap home.without\ntap find.item\ntype زعفران\nexpect find.result.1\n",
                    Language::persian);
}

TEST_CASE("a reprint says COPY and grants nothing again") {
    ShopFloor shop;
    const auto summary = shop.plays_well("scan {headline}\ntap receipt.line.7\ntap receipt.not_among_the_goods\n"
                                         "tap decision.approve\ntap done.reprint\nexpect done.print\n");
    CHECK(summary.slips == 2);
    CHECK(summary.cases == 1);
    CHECK_THAT(escpos::paper_text(paper(shop, 2)), Catch::StartsWith("COPY") || Catch::Contains("COPY\n"));
    CHECK_THAT(escpos::paper_text(paper(shop, 1)), !Catch::Contains("COPY"));
}

TEST_CASE("Done goes home by itself after six seconds, and its slip brings the case back") {
    ShopFloor shop;
    shop.plays_well("scan {headline}\ntap receipt.line.7\ntap receipt.not_among_the_goods\ntap decision.approve\n"
                    "expect done.given\nadvance 6000\nexpect home.hero\n");
    const auto shown = run_program("show R-2-111005-017 --json --data " + shop.data().string());
    CHECK(shown.exit_code == 0);
    const auto slip = shown.output.substr(shown.output.find("MGS"), 12);
    shop.plays_well("scan " + slip + "\nexpect done.given\n");
    for (const auto language : {Language::english, Language::persian})
        shop.plays_well("tap home.number\ntype " + slip + "\nkey enter\nexpect done.given\n", language);
}

TEST_CASE("the same script, seed and clock leave the same journal") {
    std::string digests[2];
    for (auto& digest : digests) {
        ShopFloor shop;
        shop.plays_well(story("headline.play"));
        const auto verified = run_program("journal verify --json --data " + shop.data().string());
        CHECK(verified.exit_code == 0);
        digest = verified.output;
    }
    CHECK_THAT(digests[0], Catch::Contains("\"ok\": true"));
    CHECK(digests[0] == digests[1]);
}

TEST_CASE("a manager who would rather talk it over is named, also after the power went") {
    ShopFloor shop;
    shop.plays_well(R"(
        scan {headline}
        tap receipt.line.8
        tap receipt.not_among_the_goods
        tap decision.ask
        scan MGBT6RBK9X4VQ7MP2WJ8H5DZ3CNA1R
        type 739518
        tap manager.decline
        tap decline.look_together
        expect done.declined label "Ellen Marsh: “I would like to talk with them.”"
    )");
    shop.plays_well(R"(
        tap home.case.1
        expect done.declined label "Ellen Marsh: “I would like to talk with them.”"
    )");
}

TEST_CASE("a badge is enough up to the shop's limit, and a manager may rather give something else") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    shop.plays_well(R"(
        scan {headline}
        tap receipt.line.8
        tap receipt.not_among_the_goods
        tap decision.ask
        expect manager.voucher
        tap manager.voucher
        expect manager.voucher selected
        scan MGBT6RBK9X4VQ7MP2WJ8H5DZ3CNA1R
        expect manager.approve enabled
        shot badge
        tap manager.refund
        expect manager.approve enabled
        tap manager.approve
        expect done.hand_over enabled
        shot done
    )",
                    language);
}
