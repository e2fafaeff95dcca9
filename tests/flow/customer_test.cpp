#include "tests/flow/shop_floor.hpp"

using namespace makegood;
using namespace makegood::testing;

namespace {

// Until the slip is out; the cashier goes home, the customer is still at their window.
constexpr const char* replaced = R"(
    expect customer.title label "Welcome to Corner Shop"
    scan {headline}
    expect customer.title label "We found your purchase"
    tap receipt.line.7
    tap receipt.damaged
    expect customer.title label "Thank you for telling us about Green olives in brine 680 g"
    tap decision.approve
    expect customer.title label "You get 1 × Green olives in brine 680 g"
    expect customer.question label "How did we do?"
    tap done.next
)";

std::string rating_of(const ShopFloor& shop) {
    const auto shown = run_program("show R-2-111005-017 --json --data " + shop.data().string());
    const auto at = shown.output.find("\"rating\": ");
    return at == std::string::npos ? std::string() : shown.output.substr(at + 10, 1);
}

} // namespace

TEST_CASE("the customer sees what is being done and rates it, also after the cashier has gone on") {
    ShopFloor shop;
    const auto summary = shop.plays_well(std::string(replaced) + R"(
        expect home.hero
        tap customer.face.2
        expect customer.question label "Thank you!"
        tap customer.face.5
        scan R-1-111005-001
        expect customer.question absent
    )");
    CHECK(summary.interactions == 6); // the cashier's alone
    CHECK(rating_of(shop) == "5");
}

TEST_CASE("a customer who walks away rates nothing, and the next one is welcomed") {
    ShopFloor shop;
    shop.plays_well(std::string(replaced) + R"(
        advance 61000
        expect customer.question absent
        expect customer.title label "Welcome to Corner Shop"
    )");
    CHECK(rating_of(shop) == "n");
}

TEST_CASE("the customer's window fits in Persian too") {
    ShopFloor shop;
    shop.plays_well(R"(
        scan {headline}
        tap receipt.line.8
        tap receipt.damaged
        tap decision.ask
        expect customer.title label "یک لحظه لطفاً"
        scan MGBT6RBK9X4VQ7MP2WJ8H5DZ3CNA1R
        type 739518
        tap manager.decline
        tap decline.look_together
        expect customer.title label "یکی از همکاران می‌خواهد با شما صحبت کند"
        tap customer.face.3
        expect customer.question label "سپاسگزاریم!"
    )",
                    Language::persian);
}

TEST_CASE("the customer is spoken to in their own language, and hears, reads and gets it on paper in it") {
    const auto staff = GENERATE(Language::english, Language::persian);
    const auto [width, height] = GENERATE(table<int, int>({{1280, 800}, {730, 456}}));
    const bool to_english = staff == Language::persian;
    const std::string chip = to_english ? "decision.speak.en" : "decision.speak.fa";
    const std::string say = to_english
                                ? "“I'm sorry about that. I'll bring yours right now.”"
                                : "«عذر می‌خواهم؛ همین الان برایتان می‌آورم.»";
    ShopFloor shop;
    shop.on_screen(width, height);
    shop.plays_well("scan R-2-111005-017\ntap receipt.line.7\ntap receipt.damaged\ntap " + chip + "\nexpect " + chip +
                        " selected\nexpect decision.say label \"" + say + "\"\nexpect customer.title label \"" +
                        (to_english ? "Thank you for telling us about Green olives in brine 680 g"
                                    : "ممنون که دربارهٔ Green olives in brine 680 g به ما گفتید") +
                        "\"\nshot spoken\ntap decision.approve\nexpect done.given\nshot done\n",
                    staff);
    // An English slip goes as letters, a Persian one as a picture of them.
    const auto paper = read_file(shop.shots() / "paper-1.bin");
    REQUIRE_FALSE(paper.empty());
    CHECK((paper.find("Replacement slip") != std::string::npos) == to_english);
    // The next claim on the receipt goes on in it; the next customer is one of the shop.
    shop.plays_well("scan R-2-111005-017\ntap receipt.line.2\ntap receipt.damaged\nexpect " + chip +
                        " selected\ntap decision.back\ntap receipt.back\nscan R-1-111204-010\ntap receipt.line.1\n"
                        "tap receipt.damaged\nexpect " +
                        (to_english ? "decision.speak.fa" : "decision.speak.en") + " selected\n",
                    staff);
}
