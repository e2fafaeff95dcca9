#include "tests/flow/shop_floor.hpp"

using namespace makegood;
using namespace makegood::testing;

namespace {

constexpr auto to_the_decision = "scan {headline}\ntap receipt.line.8\ntap receipt.damaged\nexpect decision.ask\n";
constexpr auto given = "scan {headline}\ntap receipt.line.7\ntap receipt.damaged\ntap decision.approve\n"
                       "expect done.given\n";
constexpr auto confirmed = "tap decision.ask\nscan MGBT6RBK9X4VQ7MP2WJ8H5DZ3CNA1R\ntype 739518\n"
                           "tap manager.approve\nexpect done.given\n";

std::string shown(const ShopFloor& shop) {
    return run_program("show R-2-111005-017 --json --data " + shop.data().string()).output;
}

// The value of the first `name` in JSON, a text.
std::string text_of(const std::string& json, const std::string& name) {
    const auto at = json.find("\"" + name + "\": \"");
    REQUIRE(at != std::string::npos);
    const auto begin = at + name.size() + 5;
    return json.substr(begin, json.find('"', begin) - begin);
}

} // namespace

TEST_CASE("a case that was laid aside is taken up again") {
    ShopFloor shop;
    shop.plays_well(std::string(to_the_decision) +
                    "tap decision.ask\ntap manager.back\nexpect toast\nexpect home.case.1\ntap toast.undo\n"
                    "expect manager.who\nexpect toast absent\n");
}

TEST_CASE("a claim that was dropped is made again, and the one before is closed") {
    ShopFloor shop;
    const auto summary = shop.plays_well(std::string(to_the_decision) +
                                         "tap decision.back\nexpect receipt.line.8\ntap toast.undo\n"
                                         "expect decision.failure label \"Damaged\"\ntap decision.ask\n"
                                         "tap manager.back\nexpect home.case.1\nexpect home.case.2 absent\n");
    CHECK(summary.cases == 2);
}

TEST_CASE("the way back stands open for eight seconds, and no longer than the screen") {
    const auto* way =
        GENERATE("advance 6000\nexpect toast.undo\nadvance 2000\nexpect toast absent\nexpect_still 60000\n",
                 "scan {headline}\nexpect receipt.line.8\nexpect toast absent\n");
    ShopFloor shop;
    shop.plays_well(std::string(to_the_decision) + "tap decision.ask\ntap manager.back\nexpect toast.undo\n" + way);
}

TEST_CASE("a manager sees how long the request still waits, and after two minutes it is asked anew") {
    struct Row {
        Language language;
        const char* at_first;
        const char* near_the_end;
        const char* over;
    };
    const auto row = GENERATE(Row{Language::english, "120 seconds left to confirm", "9 seconds left to confirm",
                                  "The two minutes are over. Please ask once more."},
                              Row{Language::persian, "۱۲۰ ثانیه برای تأیید مانده است", "۹ ثانیه برای تأیید مانده است",
                                  "دو دقیقه تمام شد. لطفاً یک بار دیگر بپرسید."});
    ShopFloor shop;
    shop.plays_well(std::string(to_the_decision) + "tap decision.ask\nexpect manager.left label \"" + row.at_first +
                        "\"\ntap manager.name.1\ntype 7395\nadvance 110000\nexpect manager.left label \"" +
                        row.near_the_end + "\"\nadvance 10000\nexpect decision.ask\nexpect notice label \"" + row.over +
                        "\"\ntap decision.ask\nexpect manager.who\n",
                    row.language);
}

TEST_CASE("what was given is taken back with one tap, and only a manager gives it again") {
    ShopFloor shop;
    const auto summary = shop.plays_well(std::string(given) + R"(
        expect customer.question label "How did we do?"
        tap customer.face.5
        tap done.undo
        expect notice label "Taken back. A slip that says so is printing; please keep it with the first one."
        expect decision.approve absent
        expect decision.ask enabled
        expect customer.title label "Thank you for telling us about Green olives in brine 680 g"
        expect customer.question absent
    )" + confirmed + R"(
        expect customer.question label "How did we do?"
        expect done.undo enabled
        tap done.next
        expect home.no_open_cases
    )");
    CHECK(summary.interactions == 15); // four to give, one to take back, nine until the manager has confirmed, one home
    CHECK(summary.slips == 3);
    CHECK(summary.cases == 1);
    const auto verified = run_program("journal verify --data " + shop.data().string());
    CHECK(verified.exit_code == 0);
    CHECK(text_of(shown(shop), "by") == "101");
}

TEST_CASE("a slip that was taken back leads to nothing that is handed over") {
    const auto language = GENERATE(Language::english, Language::persian);
    ShopFloor shop;
    shop.plays_well(std::string(given) +
                        "tap done.undo\nexpect notice\ntap decision.back\nexpect receipt.line.7 enabled\n",
                    language);
    const auto taken_back = shown(shop);
    CHECK_THAT(taken_back, Catch::Contains("\"slip\": null"));
    const auto slip = text_of(taken_back.substr(taken_back.find("\"taken_back\": [\n")), "slip");
    shop.plays_well("scan " + slip + "\nexpect done.given absent\nexpect_signal attention\nexpect notice label \"" +
                        (language == Language::english
                             ? "This slip was taken back \u2068just now\u2069, so there is nothing to hand over."
                             : "این برگه \u2068همین حالا\u2069 لغو شده است و دیگر چیزی برای تحویل ندارد.") +
                        "\"\n",
                    language);
}

TEST_CASE("a slip that still waits when its remedy is taken back is not printed") {
    ShopFloor shop;
    const auto summary = shop.plays_well("paper end\n" + std::string(given) + R"(
        tap done.undo
        expect notice label "Taken back. If a slip still comes out, please keep it."
        paper ok
        expect decision.ask
    )");
    CHECK(summary.slips == 0);
    CHECK(shop.plays_well("expect decision.ask\n").slips == 0);
}

TEST_CASE("what is closed is not taken back") {
    ShopFloor shop;
    shop.plays_well(std::string(given) + "advance 7000\nexpect home.hero\n");
    shop.plays_well("scan " + text_of(shown(shop), "slip") + "\nexpect done.given\nexpect done.undo absent\n");
}

TEST_CASE("the way back from Done fits on every screen") {
    struct Screen {
        int width_px;
        int height_px;
        int text_percent;
    };
    const auto language = GENERATE(Language::english, Language::persian);
    for (const auto& screen : {Screen{730, 456, 100}, Screen{1024, 768, 100}, Screen{1024, 768, 200}}) {
        CAPTURE(screen.width_px, screen.text_percent, text::code_of(language));
        ShopFloor shop;
        shop.on_screen(screen.width_px, screen.height_px, screen.text_percent);
        shop.plays_well(std::string(given) + "tap done.undo\nexpect notice\nexpect decision.ask\n", language);
    }
}
