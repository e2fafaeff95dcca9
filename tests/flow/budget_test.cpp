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
