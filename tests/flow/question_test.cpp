#include "tests/flow/shop_floor.hpp"

// A manager asks something first, and the counter asks again with the answer.

using namespace makegood;
using namespace makegood::testing;

namespace {

const std::string with_the_manager =
    "scan {headline}\ntap receipt.line.8\ntap receipt.not_among_the_goods\n"
    "tap decision.ask\ntap manager.name.1\nexpect manager.approve disabled\ntype 739518\n"
    "expect manager.ask enabled\nshot keys\n";
const std::string asked = with_the_manager + "tap manager.ask\nexpect question.own\nshot questions\n"
                                             "tap question.seen_goods\nexpect answer.question\n"
                                             "expect decision.ask enabled\n";

std::string journal_of(const ShopFloor& shop) {
    return run_program("journal export --data " + shop.data().string()).output;
}

} // namespace

TEST_CASE("a question is answered with a tap and asked again, in both languages", "[question]") {
    const auto language = GENERATE(Language::english, Language::persian);
    const bool small = GENERATE(false, true);
    ShopFloor shop;
    if (small)
        shop.on_screen(730, 456);
    const auto given =
        shop.plays_well(asked + "shot question\ntap decision.ask\nexpect notice\n"
                                "expect answer.question\ntap answer.customer_says_so\n"
                                "expect answer.customer_says_so selected\nshot answered\ntap decision.ask\n"
                                "expect manager.asked_back.1\nexpect manager.answered.1\nshot again\n"
                                "tap manager.name.1\ntype 739518\ntap manager.approve\n"
                                "expect_signal done\nexpect done.given\n",
                        language);
    CHECK(given.slips == 1);
    if (language == Language::english && !small) {
        const auto shown = run_program("show R-2-111005-017 --data " + shop.data().string());
        CHECK_THAT(shown.output, Catch::Contains("“Is the item here") && Catch::Contains("“The customer says"));
        const auto document = run_program("--json show R-2-111005-017 --data " + shop.data().string());
        CHECK_THAT(document.output, Catch::Contains("seen_goods") && Catch::Contains("customer_says_so"));
        CHECK_THAT(journal_of(shop), Catch::Contains("\"approval.questioned\""));
    }
}

TEST_CASE("question and answer may be in words of their own, and another question may follow", "[question]") {
    const auto language = GENERATE(Language::english, Language::persian);
    const bool small = GENERATE(false, true);
    ShopFloor shop;
    if (small)
        shop.on_screen(730, 456);
    shop.plays_well(with_the_manager +
                        "tap manager.ask\ntap question.ask\nexpect notice\ntap question.own\ntype \"کجا بود؟\"\n"
                        "shot typing\ntap question.ask\nexpect answer.question\ntap answer.words\n"
                        "type \"Under the scales\"\nshot answering\ntap answer.yes\ntap decision.ask\n"
                        "expect manager.answered.1\ntap manager.name.1\ntype 739518\ntap manager.ask\n"
                        "tap question.would_help\nexpect answer.question\ntap answer.cannot_tell\ntap decision.ask\n"
                        "expect manager.asked_back.2\nexpect manager.answered.2\nshot twice\n"
                        "tap manager.name.1\ntype 739518\ntap manager.ask\ntap question.back\n"
                        "expect manager.approve enabled\ntap manager.decline\ntap decline.look_together\n"
                        "expect done.declined\n",
                    language);
    CHECK_THAT(journal_of(shop), Catch::Contains("Under the scales"));
}

TEST_CASE("who asks shows who they are, and a wrong PIN asks nothing", "[question]") {
    ShopFloor shop;
    shop.plays_well("scan {headline}\ntap receipt.line.8\ntap receipt.not_among_the_goods\ntap decision.ask\n"
                    "tap manager.name.1\ntype 739519\ntap manager.ask\ntap question.seen_goods\nexpect notice\n"
                    "expect manager.ask disabled\ntype 739518\ntap manager.ask\ntap question.seen_goods\n"
                    "expect answer.question label \"Is the item here, to look at together?\"\n"
                    "tap decision.back\nexpect receipt.line.8 enabled\n",
                    Language::english);
}

TEST_CASE("a question that was left waits among the open cases", "[question]") {
    ShopFloor shop;
    shop.plays_well(asked, Language::english);
    shop.plays_well("expect answer.question\n", Language::english);
}

TEST_CASE("neither question nor answer takes the number of a card", "[question]") {
    const std::string no_card_kindly = "expect notice label \"That looks like the number of a card. We never keep one: "
                                       "its last four digits are enough.\"\n";
    ShopFloor shop;
    shop.plays_well(with_the_manager +
                        "tap manager.ask\ntap question.own\ntype \"Paid with 4111 1111 1111 1111?\"\n"
                        "tap question.ask\n" +
                        no_card_kindly +
                        "expect question.own value \"\"\ntap question.seen_goods\ntap answer.words\n"
                        "type 4111-1111-1111-1111\ntap decision.ask\n" +
                        no_card_kindly +
                        "expect answer.words value \"\"\ntap answer.yes\ntap decision.ask\n"
                        "expect manager.answered.1\n",
                    Language::english);
    for (const auto* number : {"41111111", "4111 1111", "4111-1111"})
        CHECK_THAT(journal_of(shop), !Catch::Contains(number));
}

TEST_CASE("a question and its answer fit on every screen", "[question]") {
    const auto [language, width, height, text] =
        GENERATE(table<Language, int, int, int>({{Language::persian, 768, 1024, 150},
                                                 {Language::english, 768, 1024, 100},
                                                 {Language::persian, 1280, 800, 200},
                                                 {Language::english, 1024, 768, 200}}));
    ShopFloor shop;
    shop.on_screen(width, height, text);
    shop.plays_well(asked + "shot question\ntap answer.customer_says_so\ntap decision.ask\n"
                            "expect manager.answered.1\nshot again\ntap manager.name.1\nshot keys-again\n",
                    language);
}
