#include "terminal/config/money_unit.hpp"

#include "workflows/decimal.hpp"

namespace makegood {

namespace {

constexpr std::string_view toman = "toman";

} // namespace

std::string name(const MoneyUnit& unit) {
    return std::string(unit.rials == text::RialsAs::toman ? toman : unit.currency.code());
}

std::optional<MoneyUnit> money_unit_named(std::string_view name) {
    if (name == toman)
        return MoneyUnit{*Currency::from_code("IRR"), text::RialsAs::toman};
    const auto currency = Currency::from_code(name);
    return currency ? std::optional(MoneyUnit{*currency}) : std::nullopt;
}

Expected<Money, MoneyRefusal> amount_of(const MoneyUnit& unit, std::string_view decimal) {
    if (unit.rials == text::RialsAs::rial)
        return Money::from_decimal(decimal, unit.currency);
    return read_decimal(decimal, 1)
        .map([&](std::int64_t rials) { return Money(rials, unit.currency); })
        .map_error(decimal_refusal_as<MoneyRefusal>);
}

} // namespace makegood
