#include "terminal/feeds/line_amount.hpp"

#include "tests/support/catch.hpp"

#include <string>

using namespace makegood;
using namespace makegood::feeds;

TEST_CASE("a line's amount is quantity times price, rounded half away from zero to minor units") {
    struct Row {
        const char* quantity;
        const char* price;
        MoneyUnit unit;
        const char* currency;
        const char* expected;
    };
    // Expected values by hand.
    const Row rows[] = {
        {"6", "2.55", MoneyUnit::major, "GBP", "15.30"},
        {"-1", "4.65", MoneyUnit::major, "GBP", "-4.65"},
        {"80995", "2.08", MoneyUnit::major, "GBP", "168469.60"},
        {"0.125", "2.20", MoneyUnit::major, "GBP", "0.28"},   // 0.275
        {"-0.125", "2.20", MoneyUnit::major, "GBP", "-0.28"}, // -0.275
        {"0.124", "2.20", MoneyUnit::major, "GBP", "0.27"},   // 0.2728
        {"1", "0.004999", MoneyUnit::major, "GBP", "0.00"},
        {"1", "0.005", MoneyUnit::major, "GBP", "0.01"},
        {"1000", "0.000001", MoneyUnit::major, "GBP", "0.00"},
        {"79", "99.99", MoneyUnit::major, "USD", "7899.21"},
        {"3", "1234", MoneyUnit::minor, "GBP", "37.02"},
        {"2", "41000", MoneyUnit::toman, "IRR", "820000"},
        {"0.5", "25", MoneyUnit::major, "IRR", "13"}, // 12.5
        {"1", "1e3", MoneyUnit::major, "GBP", "not a number"},
        {"1", "", MoneyUnit::major, "GBP", "not a number"},
        {"1", "0.0000001", MoneyUnit::major, "GBP", "too many decimals"},
        {"1", "9223372036854.775808", MoneyUnit::major, "GBP", "too large"},
        {"9223372036854775.807", "9223372036854", MoneyUnit::major, "GBP", "too large"},
        {"-9223372036854775.807", "9223372036854", MoneyUnit::major, "GBP", "too large"},
    };
    for (const auto& row : rows) {
        INFO(row.quantity << " x " << row.price << " " << row.currency);
        const auto currency = Currency::from_code(row.currency).value();
        const auto quantity = Quantity::from_decimal(row.quantity).value();
        const auto amount = read_price(row.price, row.unit).and_then([&](Price price) {
            return line_amount(quantity, price, currency);
        });
        const auto shown = amount                                               ? amount->to_decimal()
                           : amount.error() == AmountRefusal::not_a_number      ? "not a number"
                           : amount.error() == AmountRefusal::too_many_decimals ? "too many decimals"
                                                                                : "too large";
        CHECK(shown == row.expected);
    }
}

TEST_CASE("an amount that the file states is taken as it is or refused, never rounded") {
    const auto gbp = Currency::from_code("GBP").value();
    const auto exact = [&](const char* text, MoneyUnit unit) {
        return read_price(text, unit).and_then([&](Price price) { return exact_amount(price, gbp); });
    };
    CHECK(exact("1.290", MoneyUnit::major).value() == Money(129, gbp));
    CHECK(exact("-0.5", MoneyUnit::major).value() == Money(-50, gbp));
    CHECK(exact("129", MoneyUnit::minor).value() == Money(129, gbp));
    CHECK(exact("1.295", MoneyUnit::major).error() == AmountRefusal::too_many_decimals);
    CHECK(exact("1.5", MoneyUnit::minor).error() == AmountRefusal::too_many_decimals);
    CHECK(exact("4.440892e-16", MoneyUnit::major).error() == AmountRefusal::not_a_number);
}
