#include "workflows/privacy/card_number.hpp"

#include <algorithm>
#include <string>

namespace makegood {

namespace {

constexpr std::size_t shortest = 15, longest = 19;

struct Prefixes { // numbers that begin with `from` to `to`, which have as many digits
    std::string_view from, to;
};
constexpr Prefixes issued[] = {
    {"2200", "2204"}, {"2221", "2720"}, // Mir, Mastercard
    {"30", "30"},     {"34", "39"},     // Diners Club, American Express, JCB
    {"4", "4"},                         // Visa
    {"50", "59"},     {"6", "6"},       // Mastercard, Maestro, Discover, UnionPay, the banks of Shetab
    {"9919", "9919"},
};

bool is_issued(std::string_view digits) {
    return std::ranges::any_of(issued, [&](const Prefixes& range) {
        const auto begin = digits.substr(0, range.from.size());
        return begin >= range.from && begin <= range.to;
    });
}

// ISO/IEC 7812-1, annex B: every second digit from the right counts twice.
bool has_luhn_digit(std::string_view digits) {
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const int digit = digits[digits.size() - 1 - i] - '0';
        const int counted = i % 2 == 1 ? 2 * digit : digit;
        sum += counted > 9 ? counted - 9 : counted;
    }
    return sum % 10 == 0;
}

bool is_card_number(std::string_view digits) {
    return digits.size() >= shortest && digits.size() <= longest && is_issued(digits) && has_luhn_digit(digits);
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Of the groups of digits from here on, as many as make a card's number.
std::optional<std::string> number_from_groups(std::string_view text) {
    std::string digits;
    for (std::size_t i = 0; i < text.size() && digits.size() <= longest; ++i) {
        if (is_digit(text[i]))
            digits += text[i];
        else if (text[i] != ' ' && text[i] != '-')
            break;
        const bool group_ends = i + 1 == text.size() || !is_digit(text[i + 1]);
        if (group_ends && is_card_number(digits))
            return digits;
    }
    return std::nullopt;
}

} // namespace

bool looks_like_card_number(std::string_view text) {
    std::string digits;
    for (const char c : text) {
        if (is_digit(c))
            digits += c;
        else if (c != ' ' && c != '-')
            return false;
    }
    return is_card_number(digits);
}

std::optional<std::string> card_number_in(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i)
        if (is_digit(text[i]) && (i == 0 || !is_digit(text[i - 1])))
            if (auto number = number_from_groups(text.substr(i)))
                return number;
    return std::nullopt;
}

} // namespace makegood
