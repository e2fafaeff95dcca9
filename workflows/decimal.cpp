#include "workflows/decimal.hpp"

namespace makegood {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool append_digit(std::int64_t& value, char digit) {
    return !__builtin_mul_overflow(value, std::int64_t{10}, &value) &&
           !__builtin_sub_overflow(value, std::int64_t{digit - '0'}, &value);
}

} // namespace

// Collected as a negative number, since the range below zero is one larger.
Expected<std::int64_t, DecimalRefusal> read_decimal(std::string_view text, int decimals) {
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+'))
        text.remove_prefix(1);

    std::int64_t value = 0;
    int decimals_seen = -1;
    bool any_digit = false;
    for (const char c : text) {
        if (c == '.' && decimals_seen < 0) {
            decimals_seen = 0;
            continue;
        }
        if (!is_digit(c))
            return refused(DecimalRefusal::not_a_number);
        any_digit = true;
        if (decimals_seen >= decimals) {
            if (c != '0')
                return refused(DecimalRefusal::too_many_decimals);
            continue;
        }
        if (!append_digit(value, c))
            return refused(DecimalRefusal::overflow);
        if (decimals_seen >= 0)
            ++decimals_seen;
    }
    if (!any_digit)
        return refused(DecimalRefusal::not_a_number);
    for (int missing = decimals - (decimals_seen < 0 ? 0 : decimals_seen); missing > 0; --missing)
        if (!append_digit(value, '0'))
            return refused(DecimalRefusal::overflow);
    if (negative)
        return value;
    if (value == INT64_MIN)
        return refused(DecimalRefusal::overflow);
    return -value;
}

std::string write_decimal(std::int64_t scaled, int decimals) {
    const bool negative = scaled < 0;
    const auto magnitude = negative ? 0 - static_cast<std::uint64_t>(scaled) : static_cast<std::uint64_t>(scaled);
    std::string digits = std::to_string(magnitude);
    const auto wanted = static_cast<std::size_t>(decimals);
    if (digits.size() <= wanted)
        digits.insert(0, wanted + 1 - digits.size(), '0');
    if (decimals > 0)
        digits.insert(digits.size() - wanted, ".");
    return negative ? "-" + digits : digits;
}

} // namespace makegood
