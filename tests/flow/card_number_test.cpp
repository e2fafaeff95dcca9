#include "tests/flow/shop_floor.hpp"

// Nobody types the number of a card into what is kept for ever.

using namespace makegood;
using namespace makegood::testing;

namespace {

std::string written_of(const ShopFloor& shop) {
    return run_program("journal export --data " + shop.data().string()).output;
}

const std::string no_card_kindly = "expect notice label \"That looks like the number of a card. We never keep one: its "
                                   "last four digits are enough.\"\n";

} // namespace

TEST_CASE("no field that leads to the journal takes the number of a card", "[card]") {
    struct Row {
        const char* field;
        std::string steps;
        const char* left; // the field, as it was before
        const char* value = "";
    };
    const std::string hat = "tap home.left_behind\ntap left.item\ntype hat\n";
    const auto row = GENERATE_COPY(values<Row>({
        {"a thing that was left behind",
         "tap home.left_behind\ntap left.item\ntype \"4111 1111 1111 1111\"\n"
         "tap left.save\n",
         "left.item"},
        {"the place of it",
         hat + "tap left.place.other\ntap left.place_words\ntype \"with card 4111111111111111\"\n"
               "tap left.save\n",
         "left.place_words"},
        {"a note of it", hat + "tap left.note\ntype \"4111-1111-1111-1111 was in it\"\ntap left.save\n", "left.note"},
        {"for whom it is reserved",
         hat + "tap left.save\ntap left.reserved_for\ntype ۴۱۱۱۱۱۱۱۱۱۱۱۱۱۱۱\n"
               "tap left.reserve\n",
         "left.reserved_for"},
        {"goods that no receipt shows",
         "tap home.without\ntap find.item\ntype zzyzx\ntap find.search\ntap find.no_receipt\ntap told.price\ntype 2\n"
         "tap told.item\ntype \" 4111111111111111 \"\ntap told.damaged\n",
         "told.item"},
        {"the right price",
         "scan {headline}\ntap receipt.line.8\ntap receipt.wrong_price\ntap receipt.right_price\n"
         "type 4111111111111111\ntap receipt.tell_price\n",
         "receipt.right_price"},
        {"a newcomer's name",
         "scan MGBT6RBK9X4VQ7MP2WJ8H5DZ3CNA1R\ntap home.settings\ntap settings.colleagues\ntap staff.enrol\n"
         "type 739518\ntap first.next\ntap enrol.role.cashier\ntap first.language.en\ntap first.next\n"
         "type \"4111 1111 1111 1111\"\ntap first.next\n",
         "first.owner.name"},
        {"the shop's name", "tap home.settings\ntap shop.name\ntype 4111111111111111\n", "shop.name", "Corner Shop"},
    }));
    DYNAMIC_SECTION(row.field) {
        ShopFloor shop;
        shop.plays_well(row.steps + no_card_kindly + "expect " + row.left + " value \"" + row.value + "\"\n",
                        Language::english);
        const auto written = written_of(shop) + read_file(shop.data() / "settings.toml");
        for (const auto* number : {"41111111", "4111 1111", "4111-1111", "۴۱۱۱"})
            CHECK_THAT(written, !Catch::Contains(number));
    }
}

TEST_CASE("the command line takes the number of a card neither for a colleague nor for a search", "[card]") {
    ShopFloor shop;
    shop.plays_well("expect home.hero\n");
    const auto in_shop = " --data " + shop.data().string();
    struct Row {
        const char* words;
        int exit_code;
    };
    const auto row = GENERATE(values<Row>({
        {"staff add 4111111111111111 Olga", 1},
        {"staff add 7 '4111 1111 1111 1111'", 1},
        {"staff add 7 Olga --persian-name ۴۱۱۱۱۱۱۱۱۱۱۱۱۱۱۱", 1},
        {"find --reference 4111111111111111 --total 12", 2},
        {"find --product 'card 4111-1111-1111-1111'", 2},
        {"find --number 4111111111111111", 2},
    }));
    const auto ran = run_program(row.words + in_shop + " < /dev/null");
    INFO(row.words);
    CHECK(ran.exit_code == row.exit_code);
    CHECK_THAT(ran.output, Catch::Contains("That looks like the number of a card."));
    CHECK_THAT(ran.output, !Catch::Contains("4111"));
    CHECK_THAT(written_of(shop), !Catch::Contains("4111111111111111"));
}
