#pragma once

#include "workflows/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace makegood {

enum class DecimalRefusal { not_a_number, too_many_decimals, overflow };

// The same refusal in the words of a type that is read from decimals.
template <class Refusal>
constexpr Refusal decimal_refusal_as(DecimalRefusal refusal) {
    switch (refusal) {
    case DecimalRefusal::overflow:
        return Refusal::overflow;
    case DecimalRefusal::too_many_decimals:
        return Refusal::too_many_decimals;
    case DecimalRefusal::not_a_number:
        break;
    }
    return Refusal::not_a_number;
}

// Reads "12.34" as 1234 for two decimals. An optional sign, at least one digit, at most one point; blanks are no
// digits. Decimals beyond `decimals` must be zeros.
Expected<std::int64_t, DecimalRefusal> read_decimal(std::string_view text, int decimals);

// Writes 1234 as "12.34" for two decimals.
std::string write_decimal(std::int64_t scaled, int decimals);

} // namespace makegood
