#include "workflows/money.hpp"

#include "workflows/decimal.hpp"

#include <cassert>

namespace makegood {

namespace {

struct ExponentOf {
    std::string_view code;
    int exponent;
};

// Those that differ from two decimals (ISO 4217 list one), with the shop's zero for IRR.
constexpr ExponentOf unusual_exponents[] = {
    {"BHD", 3}, {"CLP", 0}, {"IQD", 3}, {"IRR", 0}, {"ISK", 0}, {"JOD", 3}, {"JPY", 0},
    {"KRW", 0}, {"KWD", 3}, {"LYD", 3}, {"OMR", 3}, {"TND", 3}, {"VND", 0}, {"XAF", 0},
};

} // namespace

std::optional<Currency> Currency::from_code(std::string_view code) {
    if (code.size() != 3)
        return std::nullopt;
    for (const char c : code)
        if (c < 'A' || c > 'Z')
            return std::nullopt;
    return Currency({code[0], code[1], code[2]});
}

int Currency::exponent() const {
    for (const auto& unusual : unusual_exponents)
        if (unusual.code == code())
            return unusual.exponent;
    return 2;
}

Expected<Money, MoneyRefusal> Money::from_decimal(std::string_view text, Currency currency) {
    return read_decimal(text, currency.exponent())
        .map([&](std::int64_t minor_units) { return Money(minor_units, currency); })
        .map_error(decimal_refusal_as<MoneyRefusal>);
}

std::string Money::to_decimal() const {
    return write_decimal(minor_units_, currency_.exponent());
}

Expected<Money, MoneyRefusal> add(Money a, Money b) {
    if (a.currency() != b.currency())
        return refused(MoneyRefusal::different_currency);
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a.minor_units(), b.minor_units(), &sum))
        return refused(MoneyRefusal::overflow);
    return Money(sum, a.currency());
}

Expected<Money, MoneyRefusal> subtract(Money a, Money b) {
    if (a.currency() != b.currency())
        return refused(MoneyRefusal::different_currency);
    std::int64_t difference = 0;
    if (__builtin_sub_overflow(a.minor_units(), b.minor_units(), &difference))
        return refused(MoneyRefusal::overflow);
    return Money(difference, a.currency());
}

Expected<Money, MoneyRefusal> share(Money whole_amount, Quantity part, Quantity whole) {
    assert(!whole.is_zero());
    __extension__ using Wide = __int128;
    const Wide product = Wide{whole_amount.minor_units()} * part.milli();
    const Wide divisor = whole.milli();
    Wide quotient = product / divisor;
    const Wide remainder = product % divisor;
    const auto magnitude = [](Wide value) { return value < 0 ? -value : value; };
    if (2 * magnitude(remainder) >= magnitude(divisor))
        quotient += (product < 0) == (divisor < 0) ? 1 : -1;
    if (quotient > INT64_MAX || quotient < INT64_MIN)
        return refused(MoneyRefusal::overflow);
    return Money(static_cast<std::int64_t>(quotient), whole_amount.currency());
}

std::optional<std::strong_ordering> compare(Money a, Money b) {
    if (a.currency() != b.currency())
        return std::nullopt;
    return a.minor_units() <=> b.minor_units();
}

} // namespace makegood
