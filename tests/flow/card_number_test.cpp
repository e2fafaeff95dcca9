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
        const char* left; // the field, empty again
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
    }));
    DYNAMIC_SECTION(row.field) {
        ShopFloor shop;
        shop.plays_well(row.steps + no_card_kindly + "expect " + row.left + " value \"\"\n", Language::english);
        const auto written = written_of(shop);
        for (const auto* number : {"41111111", "4111 1111", "4111-1111", "۴۱۱۱"})
            CHECK_THAT(written, !Catch::Contains(number));
    }
}
