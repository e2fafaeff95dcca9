#include "workflows/labels/gtin.hpp"

#include <algorithm>

namespace makegood {

namespace {

constexpr std::size_t gtin_digits = 14;

} // namespace

bool is_all_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

char check_digit_of(std::string_view digits) {
    int sum = 0;
    int weight = 3;
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, weight = 4 - weight)
        sum += (*digit - '0') * weight;
    return static_cast<char>('0' + (10 - sum % 10) % 10);
}

bool has_right_check_digit(std::string_view digits) {
    return digits.size() > 1 && is_all_digits(digits) &&
           check_digit_of(digits.substr(0, digits.size() - 1)) == digits.back();
}

std::optional<std::string> gtin_of(std::string_view digits) {
    const auto length = digits.size();
    if ((length != 8 && length != 12 && length != 13 && length != 14) || !has_right_check_digit(digits))
        return std::nullopt;
    return std::string(gtin_digits - length, '0').append(digits);
}

std::optional<std::string> expanded_upc_e(std::string_view digits) {
    const bool is_whole = digits.size() == 8;
    if ((!is_whole && digits.size() != 6) || !is_all_digits(digits) || (is_whole && digits[0] > '1'))
        return std::nullopt;
    const auto d = is_whole ? digits.substr(1, 6) : digits;
    std::string whole(1, is_whole ? digits[0] : '0');
    const char last = d[5];
    if (last <= '2')
        whole.append(d.substr(0, 2)).append(1, last).append("0000").append(d.substr(2, 3));
    else if (last == '3')
        whole.append(d.substr(0, 3)).append("00000").append(d.substr(3, 2));
    else if (last == '4')
        whole.append(d.substr(0, 4)).append("00000").append(d.substr(4, 1));
    else
        whole.append(d.substr(0, 5)).append("0000").append(1, last);
    whole += check_digit_of(whole);
    if (is_whole && whole.back() != digits.back())
        return std::nullopt;
    return whole;
}

std::string shortest_gtin(std::string_view gtin) {
    constexpr std::string_view of_eight = "000000";
    const std::size_t zeros = gtin.starts_with(of_eight) ? of_eight.size() : gtin.starts_with('0') ? 1 : 0;
    return std::string(gtin.substr(zeros));
}

} // namespace makegood
