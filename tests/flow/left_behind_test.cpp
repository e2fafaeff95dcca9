#include "tests/flow/shop_floor.hpp"

using namespace makegood;
using namespace makegood::testing;

namespace {

std::string log_of(const ShopFloor& shop) {
    const auto ran = run_program("left-behind list --json --data " + shop.data().string());
    CHECK(ran.exit_code == 0);
    return ran.output;
}

std::string journey() {
    return read_file(MAKEGOOD_SOURCE_DIR "/assets/demo/left-behind.play");
}

constexpr auto olives = "9521000121836";
const std::string olives_noted = std::string("tap home.left_behind\nscan ") + olives + "\ntap left.save\n";

} // namespace

TEST_CASE("what was left behind is given with a scan and two taps, in both languages") {
    const auto language = GENERATE(Language::english, Language::persian);
    const auto whole = journey();
    ShopFloor before, after;
    const auto noted = before.plays_well(whole.substr(0, whole.find("# The customer comes back")), language);
    const auto given = after.plays_well(whole, language);
    CHECK(given.interactions - noted.interactions == 3);
    CHECK(given.klm_seconds - noted.klm_seconds <= 6.5);
    CHECK(given.slips == 1);
    CHECK_THAT(log_of(after), Catch::Contains("\"state\": \"handed_over\""));
    after.plays_well("tap home.left_behind\ntap left.entry.1\nexpect left.settled\n", language);
}

TEST_CASE("what was found is in the log after a scan and two taps, with the receipts that it may be from") {
    ShopFloor shop;
    const auto summary = shop.plays_well(olives_noted + "expect left.entry.1 selected\nexpect left.likely.1\n"
                                                        "expect left.item value \"\"\n");
    CHECK(summary.interactions == 3);
    CHECK(summary.klm_seconds <= 10);
    const auto log = log_of(shop);
    CHECK_THAT(log, Catch::Contains(olives));
    CHECK_THAT(log, Catch::Contains("\"found_at\": \"2011-12-05T10:00"));
    CHECK_THAT(log, Catch::Contains("\"place\": \"service_desk\""));
}

TEST_CASE("an entry leads to its receipt, and the receipt puts it first") {
    ShopFloor shop;
    const auto summary =
        shop.plays_well(olives_noted + "tap left.likely.1\n"
                                       "expect receipt.left_behind.1 enabled\ntap receipt.left_behind.1\n"
                                       "tap decision.approve\nexpect done.given\n",
                        Language::persian);
    CHECK(summary.slips == 1);
}

TEST_CASE("the slip says from where the goods are fetched: where they were kept, or the shelf") {
    ShopFloor shop;
    shop.plays_well("tap home.left_behind\nscan 9521000121836\ntap left.place.fridge\ntap left.save\n"
                    "tap left.likely.1\ntap receipt.left_behind.1\ntap decision.fetch\ntap decision.approve\n"
                    "expect done.hand_over\nadvance 3000\nshot owed\n",
                    Language::english);
    CHECK_THAT(paper_text(shop, 1), Catch::Matches("[^]*From +Fridge\n[^]*"));
    shop.plays_well("scan R-2-111005-017\ntap receipt.line.1\ntap receipt.damaged\ntap decision.fetch\n"
                    "tap decision.approve\nadvance 3000\n",
                    Language::english);
    CHECK_THAT(paper_text(shop, 1), Catch::Matches("[^]*From +the shelf\n[^]*"));
}

TEST_CASE("what was put back on the shelf is still found by its claim") {
    ShopFloor shop;
    shop.plays_well(olives_noted + "tap left.put_back\nexpect left.entry.1\n");
    CHECK_THAT(log_of(shop), Catch::Contains("\"state\": \"put_back\""));
    // The log no longer says whose it may be; the command does.
    const auto log = log_of(shop);
    const auto at = log.find("\"number\": \"") + 11;
    const auto number = log.substr(at, log.find('"', at) - at);
    shop.plays_well("scan " + number + "\ntap receipt.left_behind.1\ntap decision.approve\nexpect done.given\n");
    CHECK_THAT(log_of(shop), Catch::Contains("\"state\": \"put_back\""));
    shop.plays_well("scan " + number + "\nexpect receipt.total\nexpect receipt.left_behind.1 absent\n");
}

TEST_CASE("a step in the log is taken back with one tap, for eight seconds", "[left]") {
    const auto language = GENERATE(Language::english, Language::persian);
    const bool small = GENERATE(false, true);
    ShopFloor shop;
    if (small)
        shop.on_screen(730, 456);
    shop.plays_well(olives_noted + "tap left.dispose_of\nexpect toast.undo\nshot moved\ntap toast.undo\n"
                                   "expect toast absent\ntap left.entry.1\nexpect left.hand_over\n",
                    language);
    CHECK_THAT(log_of(shop), Catch::Contains("\"state\": \"kept\"") && Catch::Contains("disposed_of"));
    shop.plays_well("tap home.left_behind\ntap left.entry.1\ntap left.dispose_of\nadvance 8000\n"
                    "expect toast absent\n");
}

TEST_CASE("what was noted by mistake is taken back with one tap, for eight seconds", "[left]") {
    const auto language = GENERATE(Language::english, Language::persian);
    const bool small = GENERATE(false, true);
    ShopFloor shop;
    if (small)
        shop.on_screen(730, 456);
    shop.plays_well(olives_noted + "expect toast.undo\nshot noted\ntap toast.undo\nexpect toast absent\n"
                                   "expect left.entry.1 absent\nshot taken-back\n",
                    language);
    CHECK_THAT(log_of(shop), !Catch::Contains(olives));
    const auto journal = run_program("journal export --data " + shop.data().string());
    CHECK_THAT(journal.output, Catch::Contains("left_behind.found") && Catch::Contains("left_behind.taken_back"));
    shop.plays_well(olives_noted + "tap left.print_label\nexpect toast absent\n", language);
}

TEST_CASE("what happened an hour ago is told so, and both times are shown", "[left]") {
    const auto language = GENERATE(Language::english, Language::persian);
    const bool small = GENERATE(false, true);
    ShopFloor shop;
    if (small)
        shop.on_screen(730, 456);
    shop.plays_well(std::string("tap home.left_behind\nscan ") + olives + "\ntap left.when.24\ntap left.save\n" +
                        "expect left.step_when.24\ntap left.step_when.1\nshot open\ntap left.put_back\n"
                        "expect notice\nadvance 9000\nshot put-back\n",
                    language);
    const auto log = log_of(shop);
    CHECK_THAT(log, Catch::Contains("\"found_at\": \"2011-12-04T10:00"));
    CHECK_THAT(log, Catch::Contains("\"happened_at\": \"2011-12-05T09:00"));
    CHECK_THAT(log, Catch::Contains("\"recorded_at\": \"2011-12-05T10:00"));
    const auto told = run_program("left-behind list --data " + shop.data().string());
    CHECK_THAT(told.output, Catch::Contains("written down"));
}

TEST_CASE("a phone call reserves what is kept, in words without a name") {
    ShopFloor shop;
    shop.plays_well(olives_noted + "tap left.reserved_for\ntype \"blue coat\"\n"
                                   "tap left.reserve\nexpect left.entry.1\ntap left.entry.1\nexpect left.keep\n"
                                   "expect left.reserve absent\n");
    const auto log = log_of(shop);
    CHECK_THAT(log, Catch::Contains("\"state\": \"reserved\""));
    CHECK_THAT(log, Catch::Contains("\"reserved_for\": \"blue coat\""));
}

TEST_CASE("what went to the wrong customer is in the log again when they bring it back") {
    ShopFloor shop;
    shop.plays_well(olives_noted + "tap left.hand_over\ntap left.entry.1\n"
                                   "tap left.bring_back\ntap left.entry.1\ntap left.dispose_of\ntap left.entry.1\n"
                                   "expect left.settled label \"There is nothing more to do.\"\n");
    CHECK_THAT(log_of(shop), Catch::Contains("\"state\": \"disposed_of\""));
}

TEST_CASE("what is taken back after all is set aside again") {
    ShopFloor shop;
    shop.plays_well(journey() + "tap done.undo\nexpect decision.ask\n");
    CHECK_THAT(log_of(shop), Catch::Contains("\"state\": \"kept\""));
}

TEST_CASE("a thing that no till knows is noted in words, with where it lies and until when") {
    ShopFloor shop;
    shop.plays_well("tap home.left_behind\nexpect left.save disabled\ntap left.item\ntype کلاه\n"
                    "tap left.place.other\ntap left.place_words\ntype انبار\ntap left.until.0\ntap left.lane.2\n"
                    "tap left.when.1\ntap left.brought_back\ntap left.count.more\ntap left.save\n"
                    "expect left.entry.1 selected\n",
                    Language::persian);
    const auto log = log_of(shop);
    CHECK_THAT(log, Catch::Contains("\"item\": \"کلاه\""));
    CHECK_THAT(log, Catch::Contains("\"place\": \"انبار\""));
    CHECK_THAT(log, Catch::Contains("\"perishable_until\": \"2011-12-05\""));
    CHECK_THAT(log, Catch::Contains("\"found_at\": \"2011-12-05T09:00"));
    CHECK_THAT(log, Catch::Contains("\"lane\": \"2\""));
    CHECK_THAT(log, Catch::Contains("\"state\": \"brought_back\""));
    CHECK_THAT(log, Catch::Contains("\"quantity\": 2"));
}

TEST_CASE("a name that is typed is one of the shop's goods") {
    ShopFloor shop;
    shop.plays_well("tap home.left_behind\ntap left.item\ntype \"grren olvies\"\ntap left.item.1\n"
                    "expect left.item value \"Green olives in brine 680 g\"\ntap left.save\nexpect left.entry.1\n");
    CHECK_THAT(log_of(shop), Catch::Contains(olives));
}

TEST_CASE("while the log is open a receipt still opens, and an unknown label is noted as it is") {
    ShopFloor shop;
    shop.plays_well("tap home.left_behind\nscan 4006381333931\nexpect left.item value \"4006381333931\"\n"
                    "scan {headline}\nexpect receipt.line.8\n");
}

TEST_CASE("a disk that does not answer keeps nobody from the next customer") {
    ShopFloor shop;
    shop.plays_well("tap home.left_behind\nscan 9521000121836\ndisk slow\ntap left.save\nadvance 1200\n"
                    "disk ok\nexpect left.entry.1 selected\n");
}

TEST_CASE("the log fits on every screen, in both languages and in letters twice as large") {
    struct Row {
        Language language;
        int width_px;
        int height_px;
        int text_percent;
    };
    const Row rows[] = {{Language::english, 1024, 768, 100}, {Language::persian, 1024, 768, 100},
                        {Language::english, 1024, 768, 200}, {Language::persian, 1024, 768, 200},
                        {Language::english, 1280, 800, 200}, {Language::persian, 1280, 800, 200}};
    for (const auto& row : rows) {
        CAPTURE(text::code_of(row.language), row.width_px, row.text_percent);
        ShopFloor shop;
        shop.on_screen(row.width_px, row.height_px, row.text_percent);
        shop.plays_well("tap home.left_behind\nshot log\nscan 9521000121836\nshot form\ntap left.until.1\n"
                        "tap left.save\nexpect left.entry.1\nshot saved\ntap left.back\n"
                        "expect home.left_behind\nshot home\nscan {left-behind}\nexpect receipt.left_behind.1\n"
                        "shot receipt\ntap receipt.left_behind.1\nexpect decision.approve\n",
                        row.language);
    }
}

TEST_CASE("what the log gave away without a case is not offered once more, and speaks against it") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    shop.plays_well("tap home.left_behind\nscan 9521000121836\ntap left.save\nexpect left.likely.1\n"
                    "tap left.hand_over\ntap left.back\nscan R-1-111204-010\nexpect receipt.line.1\n"
                    "expect receipt.left_behind.1 absent\ntap receipt.line.6\ntap receipt.not_among_the_goods\n"
                    "expect decision.approve absent\nexpect decision.ask enabled\n",
                    language);
}

TEST_CASE("until when it keeps may be written as on the package, and is asked for again where nobody can read it") {
    ShopFloor shop;
    shop.plays_well(std::string("tap home.left_behind\nscan ") + olives +
                        "\ntap left.until.day\ntap left.until_day\ntype soon\ntap left.save\nexpect notice\n"
                        "expect left.save enabled\n",
                    Language::english);
    shop.plays_well(std::string("tap home.left_behind\nscan ") + olives +
                        "\ntap left.until.day\ntap left.until_day\ntype ۱۳۹۰/۱۰/۰۳\nshot until\ntap left.save\n"
                        "expect left.entry.1 selected\n",
                    Language::persian);
    CHECK_THAT(log_of(shop), Catch::Contains("\"perishable_until\": \"2011-12-24\""));
}

TEST_CASE("a label for the bag is printed, and its scan opens the entry from anywhere") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    shop.plays_well(olives_noted + "tap left.print_label\nshot noted\n", language);
    const auto log = log_of(shop);
    const auto at = log.find("MGL");
    REQUIRE(at != log.npos);
    const auto label = log.substr(at, log.find('"', at) - at);
    if (language == Language::english) {
        const auto paper = paper_text(shop, 1);
        CHECK_THAT(paper, Catch::Contains("Left behind"));
        CHECK_THAT(paper, Catch::Contains("Green olives"));
    }
    shop.plays_well("scan R-2-111005-017\nexpect receipt.back\nscan " + label +
                        "\nexpect left.entry.1 selected\nexpect left.print_label\nshot scanned\n",
                    language);
    shop.plays_well("scan MGL00000000N\nexpect notice\nexpect home.hero\n", language);
}
