#include "terminal/feeds/line_amount.hpp"

#include "workflows/decimal.hpp"

#include <limits>

namespace makegood::feeds {

namespace {

__extension__ using Wide = __int128;

constexpr int price_decimals = 6;
constexpr std::int64_t millionths_per_unit = 1'000'000;
constexpr std::int64_t milli_per_unit = 1'000;

std::int64_t minor_units_of(MoneyUnit unit, Currency currency) {
    if (unit == MoneyUnit::minor)
        return 1;
    if (unit == MoneyUnit::toman)
        return 10;
    std::int64_t units = 1;
    for (int i = 0; i < currency.exponent(); ++i)
        units *= 10;
    return units;
}

Wide divided_half_away_from_zero(Wide value, Wide by) {
    const Wide half = by / 2;
    return value < 0 ? (value - half) / by : (value + half) / by;
}

Expected<Money, AmountRefusal> narrowed(Wide minor_units, Currency currency) {
    if (minor_units > std::numeric_limits<std::int64_t>::max() ||
        minor_units < std::numeric_limits<std::int64_t>::min())
        return refused(AmountRefusal::too_large);
    return Money(static_cast<std::int64_t>(minor_units), currency);
}

} // namespace

Expected<Price, AmountRefusal> read_price(std::string_view text, MoneyUnit unit) {
    const auto millionths = read_decimal(text, price_decimals);
    if (millionths)
        return Price{*millionths, unit};
    switch (millionths.error()) {
    case DecimalRefusal::not_a_number:
        return refused(AmountRefusal::not_a_number);
    case DecimalRefusal::too_many_decimals:
        return refused(AmountRefusal::too_many_decimals);
    case DecimalRefusal::overflow:
        break;
    }
    return refused(AmountRefusal::too_large);
}

// Two 64-bit factors always fit; the third, at most 1,000 minor units, may not.
Expected<Money, AmountRefusal> line_amount(Quantity quantity, Price price, Currency currency) {
    Wide product = Wide{quantity.milli()} * price.millionths;
    if (__builtin_mul_overflow(product, Wide{minor_units_of(price.unit, currency)}, &product))
        return refused(AmountRefusal::too_large);
    constexpr Wide scale = Wide{milli_per_unit} * millionths_per_unit;
    constexpr Wide largest = Wide{std::numeric_limits<std::int64_t>::max()} * scale;
    if (product > largest || product < -largest)
        return refused(AmountRefusal::too_large);
    return narrowed(divided_half_away_from_zero(product, scale), currency);
}

Expected<Money, AmountRefusal> exact_amount(Price price, Currency currency) {
    const Wide product = Wide{price.millionths} * minor_units_of(price.unit, currency);
    if (product % millionths_per_unit != 0)
        return refused(AmountRefusal::too_many_decimals);
    return narrowed(product / millionths_per_unit, currency);
}

} // namespace makegood::feeds
