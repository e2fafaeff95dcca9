#pragma once

#include "workflows/quantity.hpp"
#include "workflows/result.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace makegood {

// ISO 4217 letters with the exponent that shops print, which for IRR is 0 although ISO 4217 says 2
// (CLDR supplementalData, currencyData fractions). Toman is a way to show ten rial, not a currency.
class Currency {
  public:
    // Three capital letters; nothing for any other text.
    static std::optional<Currency> from_code(std::string_view code);

    std::string_view code() const { return {code_.data(), code_.size()}; }
    int exponent() const;

    friend bool operator==(const Currency&, const Currency&) = default;

  private:
    explicit Currency(std::array<char, 3> code) : code_(code) {}
    std::array<char, 3> code_;
};

enum class MoneyRefusal { different_currency, overflow, not_a_number, too_many_decimals };

// Whole minor units of one currency: 12.34 GBP is 1234, 410,000 IRR is 410000. Negative for money given back.
class Money {
  public:
    Money(std::int64_t minor_units, Currency currency) : minor_units_(minor_units), currency_(currency) {}

    // "12.34", "-0.5", "1200" with a point and no group separators. Decimals beyond the currency's exponent are
    // taken when they are zeros and refused otherwise: nothing is rounded here.
    static Expected<Money, MoneyRefusal> from_decimal(std::string_view text, Currency currency);

    std::int64_t minor_units() const { return minor_units_; }
    Currency currency() const { return currency_; }
    bool is_zero() const { return minor_units_ == 0; }
    bool is_negative() const { return minor_units_ < 0; }

    // "12.34", the inverse of from_decimal.
    std::string to_decimal() const;

    friend bool operator==(const Money&, const Money&) = default;

  private:
    std::int64_t minor_units_;
    Currency currency_;
};

Expected<Money, MoneyRefusal> add(Money a, Money b);
Expected<Money, MoneyRefusal> subtract(Money a, Money b);

// The share of `whole_amount` that `part` of `whole` is worth, rounded half away from zero; a refusal only when the
// product leaves 128 bits or the result 64. Precondition: whole is not zero.
Expected<Money, MoneyRefusal> share(Money whole_amount, Quantity part, Quantity whole);

// Only amounts of one currency have an order.
std::optional<std::strong_ordering> compare(Money a, Money b);

} // namespace makegood
