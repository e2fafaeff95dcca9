#pragma once

#include "workflows/result.hpp"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace makegood {

enum class QuantityRefusal { overflow, not_a_number, too_many_decimals };

// Thousandths of the unit that the till sold in: 1 piece is 1000, 0.742 kg is 742. Negative for goods taken back.
class Quantity {
  public:
    static constexpr Quantity of_milli(std::int64_t milli) { return Quantity(milli); }
    static Expected<Quantity, QuantityRefusal> of_units(std::int64_t units);
    // "3", "0.742", "-1" with a point; more than three decimals are taken only when the rest are zeros.
    static Expected<Quantity, QuantityRefusal> from_decimal(std::string_view text);

    constexpr Quantity() = default;

    constexpr std::int64_t milli() const { return milli_; }
    constexpr bool is_zero() const { return milli_ == 0; }
    constexpr bool is_whole() const { return milli_ % 1000 == 0; }
    // "0.742", "3": no trailing zeros.
    std::string to_decimal() const;

    friend constexpr auto operator<=>(Quantity, Quantity) = default;

  private:
    constexpr explicit Quantity(std::int64_t milli) : milli_(milli) {}
    std::int64_t milli_ = 0;
};

constexpr Quantity one_unit = Quantity::of_milli(1000);

Expected<Quantity, QuantityRefusal> add(Quantity a, Quantity b);
Expected<Quantity, QuantityRefusal> subtract(Quantity a, Quantity b);

} // namespace makegood
