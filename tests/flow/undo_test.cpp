#include "tests/flow/shop_floor.hpp"

using namespace makegood;
using namespace makegood::testing;

namespace {

constexpr auto to_the_decision = "scan {headline}\ntap receipt.line.8\ntap receipt.damaged\nexpect decision.ask\n";

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
