#include "workflows/labels/measure_pattern.hpp"

#include "workflows/labels/gtin.hpp"

#include <algorithm>
#include <array>

namespace makegood {

namespace {

constexpr std::size_t digits_of_a_label = 13;
constexpr int most_of_a_step = 100'000;

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// GS1 General Specifications 7.9.2: a digit times its weight, and the tens of that added or taken away.
enum class Weight { two_minus, three, five_plus, five_minus };

constexpr int weighted(int digit, Weight weight) {
    switch (weight) {
    case Weight::two_minus:
        return (2 * digit - 2 * digit / 10 + 10) % 10;
    case Weight::three:
        return 3 * digit % 10;
    case Weight::five_plus:
        return (5 * digit + 5 * digit / 10) % 10;
    case Weight::five_minus:
        break;
    }
    return (5 * digit - 5 * digit / 10 + 10) % 10;
}

bool stands_together(std::string_view places, char letter) {
    const auto first = places.find(letter), last = places.rfind(letter);
    return first == places.npos || std::ranges::count(places, letter) == static_cast<std::ptrdiff_t>(last - first + 1);
}

std::string part(std::string_view label, std::string_view places, char letter) {
    std::string digits;
    for (std::size_t i = 0; i < places.size(); ++i)
        if (places[i] == letter)
            digits += label[i];
    return digits;
}

std::string without_zeros(std::string_view digits) {
    return std::string(digits.substr(std::min(digits.find_first_not_of('0'), digits.size() - 1)));
}

std::string why_no_pattern(std::string_view places) {
    if (places.size() != digits_of_a_label)
        return "a label has 13 digits, and this pattern " + std::to_string(places.size());
    if (!places.starts_with("02") && !places.starts_with("04") &&
        (places[0] != '2' || !(is_digit(places[1]) || places[1] == 'X')))
        return "a shop's own labels begin with 02, 04 or 20 to 29";
    if (places.find('C') != places.size() - 1)
        return "the last digit is the check digit, C, and no other one";
    if (places.find('P') == places.npos)
        return "wants digits of the item, P";
    if (!stands_together(places, 'P') || !stands_together(places, 'V'))
        return "the digits of the item, P, stand together, and so do those of the value, V";
    const auto checks = std::ranges::count(places, 'K'), values = std::ranges::count(places, 'V');
    if (checks > 1 || (checks == 1 && values != 4 && values != 5))
        return "one check digit, K, protects a value of four or five digits";
    return {};
}

} // namespace

char value_check_digit(std::string_view value) {
    using enum Weight;
    constexpr std::array of_four{two_minus, two_minus, three, five_minus};
    constexpr std::array of_five{five_plus, two_minus, five_minus, five_plus, two_minus};
    int sum = 0;
    for (std::size_t i = 0; i < value.size(); ++i)
        sum += weighted(value[i] - '0', value.size() == of_four.size() ? of_four[i] : of_five[i]);
    if (value.size() == of_four.size())
        return static_cast<char>('0' + sum * 3 % 10);
    int digit = 0;
    while (weighted(digit, five_minus) != (10 - sum % 10) % 10)
        ++digit;
    return static_cast<char>('0' + digit);
}

Expected<MeasurePattern, std::string> MeasurePattern::parse(std::string_view text, Measured measured, int step) {
    MeasurePattern pattern;
    std::ranges::copy_if(text, std::back_inserter(pattern.places_), [](char c) { return c != ' '; });
    const auto letter = pattern.places_.find_first_not_of("0123456789PVKXC");
    if (letter != std::string::npos)
        return refused("nobody knows '" + pattern.places_.substr(letter, 1) + "'");
    if (auto why = why_no_pattern(pattern.places_); !why.empty())
        return refused(std::move(why));
    if (measured != Measured::nothing && pattern.places_.find('V') == std::string::npos)
        return refused(std::string("wants digits of the value, V"));
    if (step < 1 || step > most_of_a_step)
        return refused("a step is 1 to " + std::to_string(most_of_a_step));
    pattern.measured_ = measured;
    pattern.step_ = step;
    return pattern;
}

bool MeasurePattern::fits(std::string_view ean_13) const {
    if (ean_13.size() != digits_of_a_label || !has_right_check_digit(ean_13))
        return false;
    for (std::size_t i = 0; i < places_.size(); ++i)
        if (is_digit(places_[i]) && places_[i] != ean_13[i])
            return false;
    return true;
}

std::optional<MeasuredGoods> MeasurePattern::read(std::string_view ean_13) const {
    const auto value = part(ean_13, places_, 'V'), check = part(ean_13, places_, 'K');
    if (!check.empty() && check[0] != value_check_digit(value))
        return std::nullopt;
    std::string base(ean_13.substr(0, digits_of_a_label - 1));
    for (std::size_t i = 0; i < base.size(); ++i)
        if (places_[i] == 'V' || places_[i] == 'K')
            base[i] = '0';
    base += check_digit_of(base);
    const auto item = part(ean_13, places_, 'P');
    const auto before_value = ean_13.substr(0, places_.find_last_of('P') + 1);
    MeasuredGoods goods{{std::string(ean_13)}, measured_, 0};
    for (const auto& code : {base, std::string(before_value), item, without_zeros(item)})
        if (std::ranges::find(goods.codes, code) == goods.codes.end())
            goods.codes.push_back(code);
    for (const char digit : measured_ == Measured::nothing ? std::string() : value)
        goods.value = goods.value * 10 + (digit - '0');
    goods.value *= step_;
    return goods;
}

} // namespace makegood
