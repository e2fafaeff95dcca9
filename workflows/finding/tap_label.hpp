#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace makegood {

// A tap's label on a receipt that had none (docs/tap-line.md) is one of our own: the lane's letters, the day as yymmdd,
// and the number under which the receipt is kept, which is its time as hhmmss and its place as four digits.
inline constexpr std::string_view tap_label_kind = "MGT";
inline constexpr std::size_t tap_number_digits = 10;

// Nothing for any other label.
std::optional<std::string> number_on_tap_label(std::string_view label);

} // namespace makegood
