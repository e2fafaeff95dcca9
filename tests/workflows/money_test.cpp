#include "tests/support/catch.hpp"
#include "tests/support/currencies.hpp"
#include "workflows/money.hpp"

using namespace makegood;
using namespace makegood::testing;

namespace {
const Currency gbp = *Currency::from_code("GBP");
const Currency kwd = *Currency::from_code("KWD");
} // namespace

TEST_CASE("a currency is three capital letters with the exponent that shops print") {
    CHECK(gbp.exponent() == 2);
    CHECK(irr.exponent() == 0);
    CHECK(kwd.exponent() == 3);
    CHECK_FALSE(Currency::from_code("gbp"));
    CHECK_FALSE(Currency::from_code("GB"));
    CHECK_FALSE(Currency::from_code("G3P"));
}

TEST_CASE("decimal text becomes whole minor units and nothing is rounded") {
    struct Row {
        std::string_view text;
        Currency currency;
        Expected<std::int64_t, MoneyRefusal> expected;
    };
    const Row rows[] = {
        {"12.34", gbp, 1234},
        {"12.3", gbp, 1230},
        {"12", gbp, 1200},
        {"-0.05", gbp, -5},
        {"+7.00", gbp, 700},
        {"2.5500", gbp, 255},
        {"410000", irr, 410000},
        {"410000.00", irr, 410000},
        {"1.234", kwd, 1234},
        {"92233720368547758.07", gbp, INT64_MAX},
        {"-92233720368547758.08", gbp, INT64_MIN},
        {"92233720368547758.08", gbp, refused(MoneyRefusal::overflow)},
        {"0.001", gbp, refused(MoneyRefusal::too_many_decimals)},
        {"410000.5", irr, refused(MoneyRefusal::too_many_decimals)},
        {"", gbp, refused(MoneyRefusal::not_a_number)},
        {"-", gbp, refused(MoneyRefusal::not_a_number)},
        {".", gbp, refused(MoneyRefusal::not_a_number)},
        {"1,5", gbp, refused(MoneyRefusal::not_a_number)},
        {"1.2.3", gbp, refused(MoneyRefusal::not_a_number)},
        {" 1", gbp, refused(MoneyRefusal::not_a_number)},
        {"4e-16", gbp, refused(MoneyRefusal::not_a_number)},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        const auto money = Money::from_decimal(row.text, row.currency);
        REQUIRE(money.has_value() == row.expected.has_value());
        if (money)
            CHECK(money->minor_units() == *row.expected);
        else
            CHECK(money.error() == row.expected.error());
    }
}

TEST_CASE("an amount is written with the decimals of its currency") {
    CHECK(Money(1234, gbp).to_decimal() == "12.34");
    CHECK(Money(-5, gbp).to_decimal() == "-0.05");
    CHECK(Money(0, gbp).to_decimal() == "0.00");
    CHECK(Money(410000, irr).to_decimal() == "410000");
    CHECK(Money(INT64_MIN, gbp).to_decimal() == "-92233720368547758.08");
}

TEST_CASE("amounts add only in one currency and within range") {
    CHECK(add(Money(150, gbp), Money(-200, gbp))->minor_units() == -50);
    CHECK(add(Money(1, gbp), Money(1, irr)).error() == MoneyRefusal::different_currency);
    CHECK(add(Money(INT64_MAX, gbp), Money(1, gbp)).error() == MoneyRefusal::overflow);
    CHECK(subtract(Money(INT64_MIN, gbp), Money(1, gbp)).error() == MoneyRefusal::overflow);
    CHECK_FALSE(compare(Money(1, gbp), Money(1, irr)));
    CHECK(*compare(Money(1, gbp), Money(2, gbp)) == std::strong_ordering::less);
}

TEST_CASE("a share is rounded half away from zero") {
    const auto units = [](std::int64_t n) { return *Quantity::of_units(n); };
    CHECK(share(Money(100, gbp), units(1), units(3))->minor_units() == 33);
    CHECK(share(Money(200, gbp), units(1), units(3))->minor_units() == 67);
    CHECK(share(Money(5, gbp), units(1), units(2))->minor_units() == 3);
    CHECK(share(Money(-5, gbp), units(1), units(2))->minor_units() == -3);
    CHECK(share(Money(371, gbp), Quantity::of_milli(742), Quantity::of_milli(742))->minor_units() == 371);
    CHECK(share(Money(INT64_MAX, gbp), units(2), units(1)).error() == MoneyRefusal::overflow);
}
