#include "terminal/text/unicode.hpp"
#include "tests/flow/shop_floor.hpp"

#include <regex>

using namespace makegood;
using namespace makegood::testing;

// What waits while people come and go: a request, a wish, a language.

namespace {

constexpr auto request_laid_aside = "scan {headline}\ntap receipt.line.8\ntap receipt.damaged\ntap decision.ask\n"
                                    "tap manager.back\nexpect home.case.1\n";
constexpr auto badge_of_a_manager = "scan MGBT6RBK9X4VQ7MP2WJ8H5DZ3CNA1R\n";

std::string without_marks(const std::string& utf8) {
    std::string kept;
    for (const char32_t letter : text::decode(utf8).code_points)
        if (!text::is_isolate(letter))
            text::append(kept, letter);
    return kept;
}

} // namespace

TEST_CASE("a manager who signed in confirms what a cashier asked for before, by name and by badge") {
    const auto* says_who = GENERATE("tap manager.name.1\ntype 739518\n", "scan MGBT6RBK9X4VQ7MP2WJ8H5DZ3CNA1R\n"
                                                                         "type 739518\n");
    ShopFloor shop;
    shop.plays_well(std::string(request_laid_aside) + badge_of_a_manager +
                    "expect home.case.1\ntap home.case.1\nexpect manager.asked_by label \"Nora Field asks\"\n"
                    "expect manager.name.1\nshot manager\nadvance 3000\n" +
                    says_who + "tap manager.approve\nexpect done.given\n");
}

TEST_CASE("a manager who signed in chooses another remedy for a cashier's request, and confirms it herself") {
    ShopFloor shop;
    shop.plays_well(std::string(request_laid_aside) + badge_of_a_manager +
                    "tap home.case.1\ntap manager.voucher\nexpect manager.asked_by label \"Nora Field asks\"\n"
                    "expect manager.name.1\nshot manager\ntap manager.name.1\ntype 739518\n"
                    "tap manager.approve\nexpect done.given\n");
}

TEST_CASE("the customer's language stays with an open case, and with the receipt beyond a claim that was dropped") {
    const auto [width, height] = GENERATE(table<int, int>({{1280, 800}, {730, 456}}));
    ShopFloor shop;
    shop.on_screen(width, height);
    shop.plays_well(
        "scan {headline}\ntap receipt.line.8\ntap receipt.damaged\ntap decision.speak.fa\n"
        "tap decision.back\ntap receipt.line.8\ntap receipt.damaged\nexpect decision.speak.fa selected\n"
        "tap decision.ask\nexpect manager.speak.fa selected\ntap manager.back\nadvance 9000\n"
        "tap home.case.1\nexpect manager.speak.fa selected\nshot manager\ntap manager.name.1\ntype 739518\n"
        "tap manager.approve\nexpect done.say label \"Say: \u2068«ممنون که به ما گفتید.»\u2069\"\nshot done\n");
}

TEST_CASE(
    "the language that was chosen stays with a request through a restart, and with the customer to the next case") {
    ShopFloor shop;
    shop.plays_well("scan {headline}\ntap receipt.line.8\ntap receipt.damaged\ntap decision.speak.fa\n"
                    "tap decision.ask\ntap manager.back\nexpect home.case.1\n");
    shop.plays_well(std::string(badge_of_a_manager) +
                    "tap home.case.1\nexpect manager.speak.fa selected\nshot after-restart\n");
}

TEST_CASE("the language that was chosen on a decision stays with it through a restart, nobody asked yet") {
    ShopFloor shop;
    shop.plays_well("scan {headline}\ntap receipt.line.8\ntap receipt.damaged\ntap decision.speak.fa\n"
                    "expect decision.speak.fa selected\nadvance 500\n");
    shop.plays_well(std::string(badge_of_a_manager) + "expect decision.speak.fa selected\n");
}

TEST_CASE("what was wanted before somebody signed in is forgotten after two minutes, and at another scan") {
    const auto* meanwhile = GENERATE("advance 121000\n", "scan NOTHING-KNOWN\n");
    ShopFloor shop;
    const auto nobody = "tap header.staff\ntap pins.sign_out\nexpect home.hero\nscan {headline}\nexpect pins.who\n";
    shop.plays_well(std::string(nobody) + "advance 60000\n" + badge_of_a_manager + "expect receipt.line.1\n");
    shop.plays_well(std::string(nobody) + meanwhile + badge_of_a_manager +
                    "expect home.hero\nexpect receipt.line.1 absent\n");
}

TEST_CASE(
    "the names of who works here leave the screen two minutes after the last touch, also beside a PIN half typed") {
    ShopFloor shop;
    const std::string nobody = "tap header.staff\ntap pins.sign_out\ntap header.staff\nexpect pins.person.1\n";
    shop.plays_well(nobody + "advance 118000\nexpect pins.person.1\ntap pins.person.1\nadvance 118000\n"
                             "expect pins.key.1\ntype 73\nadvance 118000\nexpect pins.key.1\nadvance 2000\n"
                             "expect home.hero\nexpect pins.key.1 absent\n");
    // Whoever is signed in goes with the sign-out.
    shop.plays_well("tap header.staff\nadvance 121000\nexpect pins.person.1\n");
}

TEST_CASE("a case that is opened again stands among the looks at its receipt") {
    ShopFloor shop;
    shop.plays_well(std::string(request_laid_aside) + badge_of_a_manager + "tap home.case.1\nexpect manager.what\n");
    const auto found = run_program("show R-2-111005-017 --json --data " + shop.data().string()).output;
    const auto at = found.find("\"key\": \"");
    REQUIRE(at != found.npos);
    const auto key = found.substr(at + 8, found.find('"', at + 8) - at - 8);
    const auto seen = run_program("seen '" + key + "' --data " + shop.data().string()).output;
    CHECK_THAT(seen, Catch::Contains("201") && Catch::Contains("with its case"));
}

TEST_CASE("what was told to the log and the register is kept while somebody signs in") {
    ShopFloor shop;
    shop.plays_well(std::string("tap header.staff\ntap pins.sign_out\ntap home.left_behind\nscan 9521000121836\n"
                                "tap left.save\nexpect pins.who\nexpect notice\n") +
                    badge_of_a_manager +
                    "expect left.entry.1\ntap left.back\ntap header.staff\ntap pins.sign_out\n"
                    "tap home.left_behind\ntap left.entry.1\nexpect pins.who\n" +
                    badge_of_a_manager + "expect left.hand_over\n");
}

TEST_CASE("a case that was declined says so in the customer's language") {
    ShopFloor shop;
    shop.plays_well("scan {headline}\ntap receipt.line.8\ntap receipt.damaged\ntap decision.speak.fa\n"
                    "tap decision.ask\ntap manager.name.1\ntype 739518\ntap manager.decline\nshot reasons\n"
                    "tap decline.look_together\nexpect header.title label \"Answered\"\nexpect done.declined\n"
                    "shot declined\n");
}

TEST_CASE("a case that was declined tells it once, at its own time") {
    ShopFloor shop;
    shop.plays_well("scan {headline}\ntap receipt.line.8\ntap receipt.damaged\ntap decision.ask\nadvance 61000\n"
                    "tap manager.name.1\ntype 739518\ntap manager.decline\ntap decline.look_together\n"
                    "expect done.declined\n");
    const auto data = " --data " + shop.data().string();
    const auto receipt = run_program("show R-2-111005-017 --json" + data).output;
    std::smatch id;
    REQUIRE(std::regex_search(receipt, id, std::regex("\"id\": \"([^\"]+)\"")));
    const auto text = without_marks(run_program("show " + id[1].str() + data, "en").output);
    CHECK_THAT(text, Catch::Contains("10:00: a manager was asked by 101") &&
                         Catch::Contains("10:01: answered without a remedy by 201") &&
                         !Catch::Contains("the customer has an answer"));
}

TEST_CASE("a case tells who did what when, by its own number and by that of its slip") {
    struct Told {
        const char* language;
        std::vector<const char*> lines; // in this order
    };
    const auto told = GENERATE(
        Told{"en",
             {"10:00: a manager was asked by 101", "10:00: a question by 201: Is the item here, to look at together?",
              "10:01: the answer by 101: The customer says so", "10:01: confirmed by 201",
              "10:01: given: Replacement, worth €28.50"}},
        Told{"fa",
             {"۱۰:۰۰: تأیید مدیر خواسته شد، همکار شمارهٔ 101",
              "۱۰:۰۰: پرسش، همکار شمارهٔ 201: کالا اینجاست که با هم ببینیم؟", "۱۰:۰۱: پاسخ آن، همکار شمارهٔ 101: ",
              "۱۰:۰۱: تأیید شد، همکار شمارهٔ 201", "۱۰:۰۱: جبران شد: کالای جایگزین، به ارزش ۲۸٫۵۰ یورو"}});
    ShopFloor shop;
    shop.plays_well("scan {headline}\ntap receipt.line.8\ntap receipt.not_among_the_goods\ntap decision.ask\n"
                    "tap manager.name.1\ntype 739518\ntap manager.ask\ntap question.seen_goods\nadvance 61000\n"
                    "tap answer.customer_says_so\n"
                    "tap decision.ask\ntap manager.name.1\ntype 739518\ntap manager.approve\nexpect done.given\n",
                    Language::english);
    const auto data = " --data " + shop.data().string();
    const auto receipt = run_program("show R-2-111005-017 --json" + data).output;
    std::smatch id, slip;
    REQUIRE(std::regex_search(receipt, id, std::regex("\"id\": \"([^\"]+)\"")));
    REQUIRE(std::regex_search(receipt, slip, std::regex("\"slip\": \"([^\"]+)\"")));
    const auto text = without_marks(run_program("show " + id[1].str() + data, told.language).output);
    std::size_t at = 0;
    for (const auto* line : told.lines) {
        INFO(text << "\n" << line);
        at = text.find(line, at);
        REQUIRE(at != text.npos);
    }
    const auto document = run_program("show " + slip[1].str() + " --json" + data).output;
    CHECK_THAT(document, Catch::Contains("\"what\": \"opened\"") && Catch::Contains("\"by\": \"101\"") &&
                             Catch::Contains("\"at\": \"2011-12-05T10:00") &&
                             Catch::Contains("\"what\": \"confirmed\""));
    CHECK(run_program("show NO-CASE" + data).exit_code == 1);
}
