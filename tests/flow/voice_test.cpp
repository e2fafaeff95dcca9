#include "tests/flow/shop_floor.hpp"

using namespace makegood;
using namespace makegood::testing;

TEST_CASE("with reading aloud every step is said, the PIN's digits are not, and without it nothing is") {
    ShopFloor shop;
    shop.plays_well("scan {headline}\nexpect_said \"\"\n"
                    "key f8\nexpect_said \"Reading aloud is on. F8 turns it off.\"\n"
                    "expect_said \"Receipt R-2-111005-017\"\n"
                    "key tab\nexpect_said \"Back, button\"\n"
                    "key down\nexpect_said \"Show the customer, button\"\n"
                    "key down\nexpect_said \"Several items, button\"\n"
                    "key down\nexpect_said \"Whole milk 1 l, choice, €1.29\"\n"
                    "tap receipt.line.8\ntap receipt.not_among_the_goods\n"
                    "expect_said \"Decision\"\nexpect_said \"A manager needs to confirm.\"\n"
                    "tap decision.ask\nscan MGBT6RBK9X4VQ7MP2WJ8H5DZ3CNA1R\nexpect_said \"no digits yet\"\n"
                    "type 7\nexpect_said \"1 digit\"\n"
                    "key tab\nkey tab\nkey tab\nkey tab\nkey tab\nkey tab\n"
                    "key tab\nkey tab\nkey tab\nkey tab\nkey tab\n"
                    "expect_said \"number key\"\n"
                    "type 39518\nexpect_said \"6 digits\"\n"
                    "tap manager.approve\n"
                    "expect_said \"The customer gets 1 × زعفران سرگل ۴ گرم.\"\nexpect_said \"The slip is printed.\"\n"
                    "key f8\nexpect_said \"\"\ntap done.next\nexpect_said \"\"\n");
}

TEST_CASE("reading aloud speaks the language of whoever works here") {
    ShopFloor shop;
    shop.plays_well(R"(
key f8
expect_said "میز خدمات مشتری"
scan R-9-000000-999
expect_said "این برچسب را نمی‌شناسیم: R-9-000000-999. شمارهٔ رسید را بنویسید یا خرید را با هم پیدا کنیم."
key tab
expect_said "بین خریدها نبود، دکمه"
)",
                    Language::persian);
}

TEST_CASE("what a small panel keeps behind one tile is read aloud, and so is why a scan leads nowhere") {
    ShopFloor shop;
    shop.on_screen(730, 456);
    shop.plays_well(
        "key f8\nkey tab\nkey tab\nkey tab\nkey tab\nexpect_said \"More …, button\"\n"
        "key enter\nexpect_said \"What happened?\"\nkey tab\nexpect_said \"It wasn't among the goods, button\"\n"
        "key escape\nscan {headline}\nadvance 3000\nscan 4006381333931\n"
        "expect_said \"4006381333931 is not on this receipt. If it was another purchase, go back and scan it "
        "there.\"\n");
}
