#include "drivers/escpos/interpret.hpp"
#include "drivers/escpos/paper_text.hpp"
#include "tests/flow/shop_floor.hpp"

using namespace makegood;
using namespace makegood::testing;

namespace {

constexpr auto olives_line = "scan {headline}\ntap receipt.line.7\n";

} // namespace

TEST_CASE("a wrong price gives the difference back, paid out by the till", "[remedies]") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    const auto summary = shop.plays_well(std::string(olives_line) +
                                             "tap receipt.wrong_price\nshot price\ntype 3.49\ntap receipt.tell_price\n"
                                             "expect decision.approve enabled\nshot decision\ntap decision.approve\n"
                                             "expect done.hand_over enabled\nshot done\ntap done.hand_over\n"
                                             "expect done.given\nshot paid\n",
                                         language);
    CHECK(summary.slips == 1);
    if (language == Language::english) {
        CHECK_THAT(paper_text(shop, 1), Catch::Contains("Price put right"));
        CHECK_THAT(paper_text(shop, 1), Catch::Contains("0.80"));
        CHECK_THAT(paper_text(shop, 1), Catch::Contains("the price was wrong"));
    }
}

TEST_CASE("a price that was not higher keeps what was typed and says why", "[remedies]") {
    ShopFloor shop;
    shop.plays_well(std::string(olives_line) + "tap receipt.wrong_price\ntype 4.29\ntap receipt.tell_price\n"
                                               "expect notice\nexpect receipt.right_price value \"4.29\"\n");
    shop.plays_well(std::string(olives_line) + "tap receipt.wrong_price\ntype cheap\ntap receipt.tell_price\n"
                                               "expect notice\nexpect receipt.right_price\n");
}

TEST_CASE("goods that are fetched first are handed over by scanning them", "[remedies]") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    shop.plays_well(std::string(olives_line) +
                        "tap receipt.spoiled\ntap decision.fetch\nexpect decision.approve enabled\nshot decision\n"
                        "tap decision.approve\nexpect done.hand_over enabled\nshot owed\ntap done.next\n"
                        "expect home.case.1\nshot home\ntap home.case.1\nexpect done.hand_over\nadvance 3000\nscan " +
                        code_of_olives +
                        "\nexpect done.undo enabled\nshot handed\ntap done.next\n"
                        "expect home.no_open_cases\n",
                    language);
    if (language == Language::english)
        CHECK_THAT(paper_text(shop, 1), Catch::Contains("To be fetched"));
}

TEST_CASE("an empty shelf gives money instead, on another slip of the same grant", "[remedies]") {
    ShopFloor shop;
    const auto summary =
        shop.plays_well(std::string(olives_line) + "tap receipt.damaged\ntap decision.fetch\n"
                                                   "tap decision.approve\nexpect done.refund\n"
                                                   "advance 9000\ntap done.refund\n"
                                                   "expect done.given label \"The till pays €4.29 back to "
                                                   "the customer.\"\nadvance 9000\n",
                        Language::english);
    CHECK(summary.cases == 1);
    CHECK(summary.slips == 2);
    CHECK_THAT(paper_text(shop, 2), Catch::Contains("Refund slip"));
}

TEST_CASE("what is on paper is taken back on paper", "[remedies]") {
    ShopFloor shop;
    const auto summary = shop.plays_well(std::string(olives_line) + "tap receipt.damaged\ntap decision.refund\n"
                                                                    "tap decision.approve\nexpect done.undo enabled\n"
                                                                    "advance 9000\ntap done.undo\n"
                                                                    "expect decision.ask enabled\nadvance 9000\n",
                                         Language::english);
    CHECK(summary.slips == 2);
    CHECK_THAT(paper_text(shop, 2), Catch::Contains("Slip taken back"));
    CHECK_THAT(paper_text(shop, 2), Catch::Contains("No longer counts"));
}

TEST_CASE("every problem has its place on the receipt and on Home, on a small screen and in large letters",
          "[remedies]") {
    const auto [language, width, height, text] = GENERATE(
        table<Language, int, int, int>({{Language::english, 1024, 768, 150}, {Language::persian, 730, 456, 100}}));
    ShopFloor shop;
    shop.on_screen(width, height, text);
    shop.plays_well("expect home.not_among_the_goods\n" + std::string(olives_line) +
                        "tap receipt.wrong_price\nexpect receipt.right_price\nexpect receipt.tell_price enabled\n"
                        "tap keyboard.done\ntap receipt.quality\nexpect decision.refund\ntap decision.refund\n"
                        "tap decision.approve\nexpect done.hand_over\n",
                    language);
}

TEST_CASE("a voucher goes home with the customer, and its paper opens it again to be taken in once", "[remedies]") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    shop.plays_well(std::string(olives_line) +
                        "tap receipt.damaged\ntap decision.voucher\nexpect decision.approve enabled\nshot decision\n"
                        "tap decision.approve\nexpect done.given\nexpect done.undo\nshot given\n"
                        "tap done.next\nexpect home.no_open_cases\n",
                    language);
    const auto paper = shop.shots() / "paper-1.bin";
    const auto bytes = read_file(paper);
    const auto printed =
        escpos::interpret({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}, simulated_printer());
    REQUIRE(printed.symbols.size() == 1);
    const auto number = printed.symbols[0].data;
    CHECK(is_own_label(voucher_label_kind, number));

    shop.plays_well("scan " + number +
                        "\nexpect done.take_voucher_in enabled\nshot back\ntap done.take_voucher_in\n"
                        "expect done.given\nexpect done.next\nshot used\ntap done.next\nadvance 3000\nscan " +
                        number + "\nexpect done.given\nshot again\n",
                    language);
    if (language == Language::english) {
        CHECK_THAT(paper_text(shop, 1), Catch::Contains("Voucher"));
        CHECK_THAT(paper_text(shop, 1), Catch::Contains("4.29"));
    }
}

TEST_CASE("another item goes instead, by scanning it, also when the shelf turns out empty", "[remedies]") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    shop.plays_well(std::string(olives_line) +
                        "tap receipt.damaged\ntap decision.substitute\nexpect other.item\ntap other.take\nexpect "
                        "notice\nshot which\ntap other.back\nexpect decision.approve enabled\n"
                        "tap decision.substitute\nscan 9521000121096\nexpect decision.approve enabled\nshot "
                        "decision\ntap decision.approve\n"
                        "expect done.undo enabled\nshot given\ntap done.undo\nexpect decision.substitute\n",
                    language);
    if (language == Language::english)
        CHECK_THAT(paper_text(shop, 1), Catch::Contains("Instead of"));

    ShopFloor other;
    other.plays_well(std::string(olives_line) +
                         "tap receipt.damaged\ntap decision.fetch\ntap decision.approve\nexpect done.hand_over\n"
                         "advance 9000\ntap done.substitute\nexpect other.item\nshot empty\nscan 9521000121096\n"
                         "expect done.undo enabled\nshot given\n",
                     language);
}

TEST_CASE("another item without a bar code is named by what is typed or found by it", "[remedies]") {
    const auto language = GENERATE(Language::english, Language::persian);
    const std::string typed = language == Language::english ? "Olives by weight" : "زیتون فله";
    ShopFloor shop;
    shop.plays_well(std::string(olives_line) + "tap receipt.damaged\ntap decision.substitute\ntap other.item\ntype \"" +
                        typed +
                        "\"\nshot typed\ntap other.take\nexpect decision.approve enabled\nshot decision\n"
                        "tap decision.substitute\ntap other.item\ntype oliv\nexpect other.item.1\nshot found\n"
                        "tap other.item.1\nexpect decision.approve enabled\ntap decision.substitute\n"
                        "tap other.item\ntype \"" +
                        typed + "\"\ntap other.take\ntap decision.approve\nexpect done.undo enabled\nshot given\n",
                    language);
    CHECK_THAT(paper_text(shop, 1), Catch::Contains(language == Language::english ? typed : ""));
    const auto cases = run_program("show R-2-111005-017 --data " + shop.data().string());
    CHECK_THAT(cases.output, Catch::Contains(typed));
}

TEST_CASE("the other item is named on every screen", "[remedies]") {
    const auto [language, width, height, text] = GENERATE(table<Language, int, int, int>(
        {{Language::english, 730, 456, 100}, {Language::persian, 730, 456, 100}, {Language::persian, 768, 1024, 150}}));
    ShopFloor shop;
    shop.on_screen(width, height, text);
    shop.plays_well(std::string(olives_line) +
                        "tap receipt.damaged\ntap decision.substitute\nexpect other.take\nshot which\n"
                        "tap other.item\ntype oliv\nexpect other.item.1\nshot found\ntap other.item.1\n"
                        "expect decision.approve enabled\n",
                    language);
}

TEST_CASE("what a new piece weighs more is the shop's gift, and a manager confirms a large one", "[remedies]") {
    const auto language = GENERATE(Language::english, Language::persian);
    const std::string tomatoes = "scan R-2-111005-017\ntap receipt.line.3\ntap receipt.damaged\n";
    ShopFloor shop;
    shop.plays_well(tomatoes +
                        "expect decision.weigh\ntap decision.weigh\nexpect weight.new\nshot ask\ntap weight.new\n"
                        "type 0.9\ntap weight.take\nexpect notice\ntap weight.new\nkey backspace\nkey backspace\n"
                        "key backspace\ntype 1.2\ntap weight.take\nexpect decision.approve enabled\nshot weighed\n"
                        "tap decision.approve\nexpect done.gift\nshot done\n",
                    language);
    if (language == Language::english)
        CHECK_THAT(paper_text(shop, 1), Catch::Contains("More, as our gift"));

    ShopFloor other;
    other.plays_well(tomatoes + "tap decision.weigh\ntap weight.new\ntype 2.5\ntap weight.take\ntap decision.approve\n"
                                "expect notice\nexpect decision.ask enabled\nshot large\ntap decision.ask\n"
                                "expect manager.gift\nshot manager\n",
                     language);

    ShopFloor fetched;
    fetched.plays_well(tomatoes +
                           "tap decision.fetch\ntap decision.approve\nexpect done.weigh\nshot owed\ntap done.weigh\n"
                           "tap weight.new\ntype 1.1\ntap weight.take\nexpect done.undo\nexpect done.gift\n",
                       language);
}

TEST_CASE("what costs more today goes by today's price, and the manager sees both", "[remedies]") {
    const auto [language, width, height] = GENERATE(table<Language, int, int>({{Language::english, 1280, 800},
                                                                               {Language::persian, 1280, 800},
                                                                               {Language::english, 730, 456},
                                                                               {Language::persian, 730, 456}}));
    ShopFloor shop;
    shop.on_screen(width, height);
    shop.plays_well("expect home.hero\n", language);
    const auto list = shop.data().parent_path() / "products.csv";
    write_file(list, std::string("code,name,price,currency\n") + code_of_olives + ",Olives,25.00,EUR\n");
    REQUIRE(run_program("import --products " + list.string() + " --data " + shop.data().string()).exit_code == 0);
    shop.plays_well(std::string(olives_line) + "tap receipt.damaged\nexpect decision.ask enabled\n" +
                        (language == Language::english
                             ? "expect decision.left label \"It costs €25.00 today. €100.00 of your budget is left "
                               "today.\"\nshot decision\ntap decision.ask\n"
                               "expect manager.at_stake label \"It costs €25.00 today.\"\n"
                             : "shot decision\ntap decision.ask\nexpect manager.at_stake\n") +
                        "shot manager\n",
                    language);
}

TEST_CASE("of goods that the shop sells no more their worth is offered first", "[remedies]") {
    const auto language = GENERATE(Language::english, Language::persian);
    const bool sold = GENERATE(true, false);
    ShopFloor shop;
    shop.plays_well("expect home.hero\n", language);
    const auto list = shop.data().parent_path() / "products.csv";
    write_file(list, std::string("code,name,price,currency,still_sold\n") + code_of_olives + ",Olives,4.29,EUR," +
                         (sold ? "yes" : "no") + "\n");
    const auto imported = run_program("import --products " + list.string() + " --data " + shop.data().string());
    INFO(imported.output);
    REQUIRE(imported.exit_code == 0);
    const std::string offered = sold ? "decision.replacement" : "decision.refund";
    shop.plays_well(std::string(olives_line) + "tap receipt.damaged\nexpect " + offered +
                        " selected\nshot offered\ntap decision.replacement\nexpect decision.replacement selected\n",
                    language);
}

TEST_CASE("a shop whose day ends at three counts its promises and what spoils by that day", "[remedies]") {
    constexpr auto before_midnight = "2011-12-05T23:30", after_midnight = "2011-12-06T01:30",
                   the_next_day = "2011-12-06T03:00";
    struct Row {
        const char* ends;
        const char* at;
        const char* promise;
        const char* yoghurt;
    };
    const auto row = GENERATE(values<Row>({{"03:00", after_midnight, "Promised for tomorrow", "Good until tomorrow"},
                                           {"03:00", the_next_day, "Promised for today", "Good until today"},
                                           {"00:00", after_midnight, "Promised for today", "Good until today"}}));
    DYNAMIC_SECTION(row.ends << " at " << row.at) {
        ShopFloor shop;
        REQUIRE(shop.play("expect home.hero\n", Language::english, before_midnight).errors.empty());
        write_file(shop.data() / "shop.toml", "business_day_ends = \"" + std::string(row.ends) + "\"\n");
        const auto evening = shop.play(
            "scan R-2-111005-017\ntap receipt.line.7\ntap receipt.damaged\ntap decision.later\ntap decision.in_days_1\n"
            "tap decision.approve\nexpect done.hand_over enabled\ntap done.next\ntap home.left_behind\ntap left.item\n"
            "type yoghurt\ntap left.until.1\ntap left.save\nexpect left.entry.1\n",
            Language::english, before_midnight);
        CHECK(evening.errors == std::vector<std::string>());
        const auto later =
            shop.play("expect home.case.1.badge label \"" + std::string(row.promise) +
                          "\"\ntap home.left_behind\nexpect left.entry.1.badge label \"" + row.yoghurt + "\"\n",
                      Language::english, row.at);
        CHECK(later.errors == std::vector<std::string>());
    }
}

TEST_CASE("goods are promised for a day, and home says so until the promise is kept", "[remedies]") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    shop.plays_well(std::string(olives_line) +
                        "tap receipt.damaged\ntap decision.later\nexpect decision.in_days_3\ntap decision.in_days_3\n"
                        "shot decision\ntap decision.approve\nexpect done.hand_over enabled\nshot promised\n"
                        "tap done.later\nexpect done.in_days_1\ntap done.in_days_1\nexpect done.hand_over\n"
                        "tap done.next\nexpect home.case.1\nshot home\ntap home.case.1\ntap done.hand_over\n"
                        "expect done.undo\ntap done.next\nexpect home.no_open_cases\n",
                    language);
    if (language == Language::english) {
        CHECK_THAT(paper_text(shop, 1), Catch::Contains("Our promise"));
        CHECK_THAT(paper_text(shop, 1), Catch::Contains("8 December 2011"));
        CHECK_THAT(paper_text(shop, 2), Catch::Contains("6 December 2011"));
    }
}

TEST_CASE("a letter of apology goes along with what was given, once", "[remedies]") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    const auto summary = shop.plays_well(
        std::string(olives_line) + "tap receipt.damaged\ntap decision.approve\nexpect done.letter\nadvance 3000\n"
                                   "tap done.letter\nexpect done.letter absent\nexpect done.undo\nadvance 4000\n"
                                   "expect done.letter_print\ntap done.letter_again\nadvance 4000\n",
        language);
    CHECK(summary.slips == 3);
    if (language == Language::english) {
        CHECK_THAT(paper_text(shop, 2), Catch::Contains("You should not have had to come back"));
        CHECK_THAT(paper_text(shop, 3), Catch::Contains("You should not have had to come back"));
        CHECK_THAT(paper_text(shop, 3), Catch::Contains("COPY"));
    }
}
