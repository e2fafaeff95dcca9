#include "tests/flow/shop_floor.hpp"

using namespace makegood;
using namespace makegood::testing;

TEST_CASE("a complaint is taken down in four interactions and with no receipt, in both languages") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    const auto summary = shop.plays_well("tap home.care\ntap care.kind.waiting\ntap care.said.long_queue\n"
                                         "tap care.save\nexpect care.entry.1\n",
                                         language);
    CHECK(summary.interactions == 4);
    CHECK(summary.klm_seconds <= 20);
}

TEST_CASE("their own words and their number go with it, and the number is shown on purpose alone") {
    ShopFloor shop;
    shop.plays_well("tap home.care\nexpect care.save disabled\ntap care.kind.service\n"
                    "tap care.words\ntype \"Nobody said hello\"\ntap care.phone\n"
                    "type 07700900123\ntap care.save\nexpect care.words value \"\"\n"
                    "tap care.entry.1\nexpect care.page.words label \"Nobody said hello\"\n"
                    "expect care.reach label \"Phone: ••••0123\"\ntap care.uncover\n"
                    "expect care.reach label \"Phone: 07700900123\"\n",
                    Language::english);
    const auto events = run_program("journal export --json --data " + shop.data().string()).output;
    CHECK_THAT(events, Catch::Contains("personal.shown"));
    CHECK_THAT(events, Catch::Contains("complaint.received"));
    CHECK_THAT(events, !Catch::Contains("07700900123") && !Catch::Contains("hello"));
}

TEST_CASE("after one is taken down the form begins anew, from its first line on") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    shop.on_screen(730, 456);
    shop.plays_well("tap home.care\ntap care.kind.service\ntap care.said.unfriendly\ntap care.phone\ntype 07700900123\n"
                    "tap care.save\nexpect care.kind.service shown\nshot saved\n",
                    language);
}

TEST_CASE("the number of a payment card is not taken down") {
    ShopFloor shop;
    shop.plays_well("tap home.care\ntap care.kind.price\ntap care.words\ntype \"my card 4111111111111111\"\n"
                    "tap care.save\nexpect care.words value \"\"\nexpect care.entry.1 absent\n",
                    Language::english);
}

TEST_CASE("a complaint is answered and closed on the board, by whom it was handed to") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    shop.plays_well("tap home.care\ntap care.kind.waiting\ntap care.said.long_queue\ntap care.save\n"
                    "tap care.entry.1\ntap care.do.acknowledge\nexpect care.do.acknowledge absent\n"
                    "tap care.do.hand_over\ntap care.to.management\ntap care.do.answer\ntap care.way.message\n"
                    "tap care.note\ntype OK\ntap care.keep\nexpect care.do.close absent\nexpect care.wants\n"
                    "tap care.do.assess\ntap care.cause.people\ntap care.do.close\nexpect care.do.reopen\n"
                    "tap care.leave\nexpect care.nothing\n",
                    language);
}

TEST_CASE("what was put right at the counter waits for its cause") {
    ShopFloor shop;
    shop.plays_well("scan R-2-111005-017\ntap receipt.line.7\ntap receipt.damaged\ntap decision.approve\n"
                    "expect done.given\ntap done.next\ntap home.care\ntap care.list.without_cause\n"
                    "tap care.entry.1\ntap care.do.assess\ntap care.cause.supplier\ntap care.leave\n"
                    "expect care.nothing\n",
                    Language::english);
}

TEST_CASE("the command line lists what waits, with who answers it and by when") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    shop.plays_well("tap home.care\ntap care.kind.cleanliness\ntap care.said.bad_smell\ntap care.save\n", language);
    const auto of = "complaints --data " + shop.data().string() + " ";
    const auto all = run_program("--json " + of);
    CHECK(all.exit_code == 0);
    CHECK_THAT(all.output, Catch::Contains("\"kind\": \"cleanliness\"") &&
                               Catch::Contains("\"responsible\": \"management\"") &&
                               Catch::Contains("\"due\": \"2011-12-05T12:00"));
    CHECK_THAT(run_program(of).output, Catch::Contains("with The management"));
    // That day is long over, so it went to the management.
    CHECK_THAT(run_program("--json " + of + "--due overdue").output, Catch::Contains("bad_smell"));
    CHECK_THAT(run_program("--json " + of + "--due today").output, !Catch::Contains("bad_smell"));
}

TEST_CASE("the command line shows what the register tells of a case") {
    ShopFloor shop;
    shop.plays_well("scan R-2-111005-017\ntap receipt.line.7\ntap receipt.damaged\ntap decision.approve\n"
                    "expect done.given\ntap done.next\ntap home.care\ntap care.list.without_cause\n"
                    "tap care.entry.1\ntap care.do.assess\ntap care.cause.supplier\n",
                    Language::english);
    const auto of = "show R-2-111005-017 --data " + shop.data().string();
    CHECK_THAT(run_program(of).output, Catch::Contains("in the register closed, cause: supplier") &&
                                           Catch::Contains("answered in person by 101"));
    CHECK_THAT(run_program("--json " + of).output, Catch::Contains("\"cause\": \"supplier\""));
}

TEST_CASE("the command line tells why things went wrong, and of how many receipts of a lane a case came") {
    ShopFloor shop;
    shop.plays_well("scan R-2-111005-017\ntap receipt.line.7\ntap receipt.damaged\ntap decision.approve\n"
                    "expect done.given\ntap done.next\ntap home.care\ntap care.list.without_cause\n"
                    "tap care.entry.1\ntap care.do.assess\ntap care.cause.price-file\n",
                    Language::english);
    const auto of = "complaints causes --data " + shop.data().string() + " ";
    CHECK_THAT(run_program(of).output, Catch::Contains("Label or price tag: 1 of 1"));
    CHECK_THAT(run_program(of, "fa").output, Catch::Contains("فهرست قیمت صندوق: ۱ از ۱"));
    const auto october = run_program(of + "--by lane --from 2011-10-01 --to 2011-10-31 --csv --cases");
    CHECK_THAT(october.output, Catch::Contains("\"S1/2\",\"lane S1/2\",\"1\",\"288\""));
    CHECK_THAT(run_program(of + "--by item").output, Catch::Contains("Green olives in brine 680 g: 1 of 126"));
    CHECK(run_program(of + "--by cashier").exit_code == 2);
    CHECK(run_program(of + "--by day").exit_code == 2);
    CHECK(run_program(of + "--from yesterday").exit_code == 2);
}

TEST_CASE("a long list of the board is turned by page") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    std::string script;
    for (int i = 0; i < 9; ++i)
        script += "tap home.care\ntap care.kind.waiting\ntap care.said.long_queue\ntap care.save\ntap care.back\n";
    shop.plays_well(script + "tap home.care\nexpect care.entry.1\nexpect care.page.before absent\n"
                             "tap care.page.next\nexpect care.entry.1\nexpect care.entry.2 absent\n"
                             "expect care.page.next absent\ntap care.page.before\nexpect care.entry.2\n",
                    language);
}

TEST_CASE("what is known of a customer stands beside their receipt, and on their own window when they are to see it") {
    const auto [language, title] = GENERATE(
        table<Language, std::string>({{Language::english, "What we know of your visits"},
                                      {Language::persian, "آنچه از خریدهای شما می‌دانیم"}}));
    ShopFloor shop;
    shop.plays_well("scan R-2-111005-017\nexpect receipt.customer.1\nexpect receipt.customer.2\n"
                    "tap receipt.customer_show\nexpect customer.title label \"" +
                        title + "\"\nshot shown\ntap receipt.line.7\n",
                    language);
}
