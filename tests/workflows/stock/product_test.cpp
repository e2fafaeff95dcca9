#include "workflows/stock/product.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/currencies.hpp"

using namespace makegood;
using namespace makegood::testing;

TEST_CASE("a GTIN has one name under all its lengths, and no other code is touched") {
    const std::pair<const char*, const char*> rows[] = {
        {"96385074", "00000096385074"},
        {"036000291452", "00036000291452"},
        {"0036000291452", "00036000291452"},
        {"00036000291452", "00036000291452"},
        {"4011", "4011"},
        {"0004011", "0004011"},
        {"123456789012345", "123456789012345"},
        {"85123A67", "85123A67"},
        {"", ""},
    };
    for (const auto& [code, goods] : rows)
        CHECK(goods_of(ItemCode(code)).text() == goods);
}

TEST_CASE("every way to spell a code is tried, this one first") {
    const auto spelled = [](const char* code) {
        std::vector<std::string> spellings;
        for (const auto& spelling : spellings_of(ItemCode(code)))
            spellings.push_back(spelling.text());
        return spellings;
    };
    CHECK(spelled("0036000291452") == std::vector<std::string>{"0036000291452", "036000291452", "00036000291452"});
    CHECK(spelled("96385074") ==
          std::vector<std::string>{"96385074", "000096385074", "0000096385074", "00000096385074"});
    CHECK(spelled("4011") == std::vector<std::string>{"4011"});
    CHECK(spelled("00000000") == std::vector<std::string>{"00000000"});
}

TEST_CASE("today's price is told where list and till count the goods alike") {
    struct Row {
        const char* what;
        bool still_sold;
        bool by_weight;
        Unit unit;
        EntryMethod entry;
        std::int64_t milli;
        std::optional<std::int64_t> cents;
    };
    const Row rows[] = {
        {"pieces", true, false, Unit::each, EntryMethod::scanned, 3'000, 597},
        {"not sold any more", false, false, Unit::each, EntryMethod::scanned, 3'000, std::nullopt},
        {"kilograms", true, true, Unit::kilogram, EntryMethod::weighed, 742, 148}, // 0.742 of 1.99 is 1.47658
        {"put on the scale, of no unit", true, true, Unit::each, EntryMethod::weighed, 742, 148},
        {"a piece of what is listed by weight", true, true, Unit::each, EntryMethod::scanned, 1'000, std::nullopt},
        {"grams", true, true, Unit::gram, EntryMethod::weighed, 742'000, std::nullopt},
        {"weighed, and listed by piece", true, false, Unit::each, EntryMethod::weighed, 742, std::nullopt},
        {"litres", true, false, Unit::litre, EntryMethod::scanned, 1'000, std::nullopt},
    };
    for (const auto& row : rows) {
        const Product product{ItemCode("4011"), "Bananas", Money(199, eur), row.still_sold, row.by_weight};
        const LineItem line{.number = LineNumber{1},
                            .code = ItemCode("4011"),
                            .quantity = Quantity::of_milli(row.milli),
                            .amount = Money(100, eur),
                            .entry_method = row.entry,
                            .unit = row.unit};
        INFO(row.what);
        const auto price = price_today(product, line, line.quantity);
        CHECK(price.has_value() == row.cents.has_value());
        if (price && row.cents)
            CHECK(*price == Money(*row.cents, eur));
    }
    const Product dollars{ItemCode("4011"), "Bananas", Money(199, *Currency::from_code("USD"))};
    CHECK_FALSE(price_today(dollars, {.quantity = one_unit, .amount = Money(100, eur)}, one_unit));
}
