#include "terminal/config/money_unit.hpp"

#include "tests/support/catch.hpp"

using namespace makegood;

TEST_CASE("what people count in has a name, and an amount that they type is meant in it", "[config]") {
    struct Row {
        const char* unit;
        const char* typed;
        const char* currency;
        std::int64_t minor_units;
    };
    const Row rows[] = {
        {"EUR", "12.34", "EUR", 1'234},       {"IRR", "410000", "IRR", 410'000}, {"toman", "41000", "IRR", 410'000},
        {"toman", "41000.5", "IRR", 410'005}, {"toman", "-3", "IRR", -30},
    };
    for (const auto& row : rows) {
        CAPTURE(row.unit, row.typed);
        const auto unit = money_unit_named(row.unit);
        REQUIRE(unit);
        CHECK(name(*unit) == row.unit);
        CHECK(amount_of(*unit, row.typed) == Money(row.minor_units, *Currency::from_code(row.currency)));
    }
    CHECK(amount_of(*money_unit_named("toman"), "1.25").error() == MoneyRefusal::too_many_decimals);
    CHECK(amount_of(*money_unit_named("toman"), "1000000000000000000").error() == MoneyRefusal::overflow);
    for (const auto* unknown : {"", "Toman", "rial", "irr", "EURO"})
        CHECK_FALSE(money_unit_named(unknown));
}
