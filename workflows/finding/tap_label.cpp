#include "workflows/finding/tap_label.hpp"

#include "workflows/recovery/slip.hpp"

namespace makegood {

std::optional<std::string> number_on_tap_label(std::string_view label) {
    constexpr std::size_t check_letters = 1, day_digits = 6;
    if (!is_own_label(tap_label_kind, label) ||
        label.size() < tap_label_kind.size() + day_digits + tap_number_digits + check_letters)
        return std::nullopt;
    return std::string(label.substr(label.size() - check_letters - tap_number_digits, tap_number_digits));
}

} // namespace makegood
