#pragma once

#include "workflows/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace makegood {

enum class DecimalRefusal { not_a_number, too_many_decimals, overflow };

// Reads "12.34" as 1234 for two decimals. An optional sign, at least one digit, at most one point; blanks are no
// digits. Decimals beyond `decimals` must be zeros.
Expected<std::int64_t, DecimalRefusal> read_decimal(std::string_view text, int decimals);

// Writes 1234 as "12.34" for two decimals.
std::string write_decimal(std::int64_t scaled, int decimals);

} // namespace makegood
