#include "terminal/storage/pin.hpp"

#include "workflows/approval/pin_attempts.hpp"

#include <algorithm>
#include <iterator>
#include <sodium.h>
#include <string>

namespace makegood::storage {

namespace {

bool repeats_itself(std::string_view digits) {
    for (std::size_t period = 1; period <= digits.size() / 2; ++period)
        if (digits.size() % period == 0 && digits.substr(period) == digits.substr(0, digits.size() - period))
            return true;
    return false;
}

bool runs(std::string_view digits, int step) {
    for (std::size_t i = 1; i < digits.size(); ++i)
        if ((digits[i] - digits[i - 1] - step + 20) % 10 != 0)
            return false;
    return true;
}

bool is_doubled_run(std::string_view digits) { // 112233, 998877
    if (digits.size() % 2 != 0)
        return false;
    char singles[longest_pin];
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        if (digits[i] != digits[i + 1])
            return false;
        singles[i / 2] = digits[i];
    }
    const std::string_view half(singles, digits.size() / 2);
    return runs(half, 1) || runs(half, -1);
}

int number(std::string_view digits) {
    int value = 0;
    for (const char c : digits)
        value = value * 10 + (c - '0');
    return value;
}

bool is_day_and_month(int day, int month) {
    return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

// Years of living people, Gregorian and Jalali.
bool is_year(int year) {
    return (year >= 1900 && year <= 2099) || (year >= 1280 && year <= 1499);
}

bool is_date(std::string_view digits) {
    const auto at = [&](std::size_t from, std::size_t count) { return number(digits.substr(from, count)); };
    if (digits.size() == 6)
        return is_day_and_month(at(0, 2), at(2, 2)) || is_day_and_month(at(2, 2), at(0, 2)) ||
               is_day_and_month(at(4, 2), at(2, 2)) || (is_year(at(0, 4)) && at(4, 2) >= 1 && at(4, 2) <= 12) ||
               (is_year(at(2, 4)) && at(0, 2) >= 1 && at(0, 2) <= 12);
    if (digits.size() == 8)
        return (is_year(at(4, 4)) && (is_day_and_month(at(0, 2), at(2, 2)) || is_day_and_month(at(2, 2), at(0, 2)))) ||
               (is_year(at(0, 4)) && (is_day_and_month(at(6, 2), at(4, 2)) || is_day_and_month(at(4, 2), at(6, 2)))) ||
               (is_year(at(0, 4)) && is_year(at(4, 4)));
    return false;
}

std::string_view without_zeros_around(std::string_view digits) {
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    return digits.substr(0, digits.find_last_not_of('0') + 1);
}

// It stands over the door and on every receipt. A short one is meant where nothing else stands beside it.
bool is_of_shop(std::string_view digits, std::string_view shop_number) {
    constexpr std::size_t long_enough_to_be_meant = 4;
    std::string number;
    std::ranges::copy_if(shop_number, std::back_inserter(number), [](char c) { return c >= '0' && c <= '9'; });
    const auto meant = without_zeros_around(number);
    if (meant.empty())
        return false;
    return without_zeros_around(digits) == meant ||
           (meant.size() >= long_enough_to_be_meant && digits.find(meant) != digits.npos);
}

} // namespace

Expected<Pin, PinRefusal> Pin::typed(std::string_view digits) {
    if (!std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; }))
        return refused(PinRefusal::not_digits);
    if (digits.empty())
        return refused(PinRefusal::too_short);
    if (digits.size() > longest_pin)
        return refused(PinRefusal::too_long);
    return Pin(digits);
}

Expected<Pin, PinRefusal> Pin::take(std::string& typed) {
    auto pin = Pin::typed(typed);
    sodium_memzero(typed.data(), typed.size());
    typed.clear();
    return pin;
}

Expected<Pin, PinRefusal> Pin::chosen(std::string_view digits, std::string_view shop_number) {
    auto pin = typed(digits);
    if (!pin)
        return pin;
    if (digits.size() < shortest_pin)
        return refused(PinRefusal::too_short);
    if (repeats_itself(digits) || runs(digits, 1) || runs(digits, -1) || is_doubled_run(digits) || is_date(digits) ||
        is_of_shop(digits, shop_number))
        return refused(PinRefusal::easily_guessed);
    return pin;
}

Pin::Pin(std::string_view digits) : length_(digits.size()) {
    std::ranges::copy(digits, digits_.begin());
}

Pin::Pin(Pin&& other) noexcept : digits_(other.digits_), length_(other.length_) {
    sodium_memzero(other.digits_.data(), other.digits_.size());
    other.length_ = 0;
}

Pin::~Pin() {
    sodium_memzero(digits_.data(), digits_.size());
}

} // namespace makegood::storage
