#include "tests/flow/shop_floor.hpp"

using namespace makegood;
using namespace makegood::testing;

namespace {

constexpr auto eight_a_day = R"(
[[rule]]
id = "everything"
says.en = "We put everything right."
says.fa = "همه‌چیز را جبران می‌کنیم."
customer.en = "How annoying. Here is a new one."
customer.fa = "شرمنده‌ایم؛ بفرمایید، این یکی نو است."
outcome = "give now"

[budget.cashier]
per_day = { EUR = "8.00" }
)";

void keep_to(ShopFloor& shop, std::string_view policy) {
    write_file(shop.data() / "policy.toml", policy);
    write_file(shop.data() / "shop.toml", "policy = \"policy.toml\"\n");
}

} // namespace

TEST_CASE("beyond what one person gives alone on a day the next claim goes to a manager") {
    ShopFloor shop;
    keep_to(shop, eight_a_day);
    const auto summary = shop.plays_well(R"(
        scan {headline}
        tap receipt.line.7
        tap receipt.damaged
        expect decision.left label "€8.00 of your budget is left today."
        expect decision.say label "How annoying. Here is a new one."
        tap decision.approve
        expect done.given
        tap done.next
        scan {headline}
        tap receipt.line.2
        tap receipt.damaged
        expect decision.approve absent
        expect decision.reason label "This is more than one colleague puts right alone, so a manager looks along with us."
        expect decision.left label "€3.71 of your budget is left today."
        tap decision.ask
        scan MGBT6RBK9X4VQ7MP2WJ8H5DZ3CNA1R
        type 739518
        tap manager.approve
        expect done.given
    )");
    CHECK(summary.slips == 2);
}

TEST_CASE("what is taken back is there again, and it is told in Persian too") {
    ShopFloor shop;
    keep_to(shop, eight_a_day);
    shop.plays_well(R"(
        scan {headline}
        tap receipt.line.7
        tap receipt.damaged
        expect decision.say label "شرمنده‌ایم؛ بفرمایید، این یکی نو است."
        tap decision.approve
        tap done.undo
        expect decision.left label "۸٫۰۰ یورو از اعتبار امروزتان مانده است."
    )",
                    Language::persian);
}

TEST_CASE("whoever wants to know sees every rule that was asked, and what of each limit is spent") {
    const auto [language, width, height] = GENERATE(table<Language, int, int>({{Language::english, 1280, 800},
                                                                               {Language::persian, 1280, 800},
                                                                               {Language::english, 730, 456},
                                                                               {Language::persian, 730, 456}}));
    ShopFloor shop;
    shop.on_screen(width, height);
    keep_to(shop, std::string(eight_a_day) + "per_case = { EUR = \"50.00\" }\nper_customer = { EUR = \"70.00\" }\n");
    const bool english = language == Language::english;
    const std::string decided =
        english ? "expect rules.2 value \"decided: a manager confirms\"\n"
                  "expect rules.1 label \"We put everything right.\"\n"
                  "expect rules.1 value \"spoke: give now\"\n"
                  "expect rules.3 label \"This case: €3.95 of at most €50.00 alone\"\n"
                  "expect rules.4 label \"Today: €4.29 of €8.00 given alone, €3.71 left\"\n"
                : "expect rules.2 value \"تعیین‌کننده: تأیید مدیر\"\nexpect rules.4\n";
    shop.plays_well(
        "scan {headline}\ntap receipt.line.7\ntap receipt.damaged\ntap decision.approve\nexpect done.given\n"
        "tap done.next\nscan {headline}\ntap receipt.line.2\ntap receipt.damaged\nexpect decision.ask\n"
        "expect rules.1 absent\ntap rules.all\nexpect rules.all shown\nexpect rules.1 shown\n" +
            decided +
            "shot rules\ntap rules.all\nexpect rules.1 absent\nexpect rules.all shown\nshot folded\n"
            "tap decision.ask\nexpect rules.1 absent\ntap rules.all\nexpect rules.1 shown\nexpect rules.2\n"
            "shot manager\n",
        language);
}
