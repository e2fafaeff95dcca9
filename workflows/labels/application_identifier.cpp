#include "workflows/labels/application_identifier.hpp"

#include "workflows/labels/gtin.hpp"

#include <array>
#include <iterator>

namespace makegood::gs1 {

namespace {

constexpr ApplicationIdentifier identifiers[] = {
#include "workflows/labels/application_identifiers.inc"
};

constexpr unsigned first_two_digits(const ApplicationIdentifier& identifier) {
    return identifier.digits == 4   ? identifier.first / 100U
           : identifier.digits == 3 ? identifier.first / 10U
                                    : identifier.first;
}

// Where those with the same first two digits begin, and one past the last: they stand beside each other.
struct Bucket {
    std::uint16_t from = 0;
    std::uint16_t to = 0;
};
constexpr auto buckets = [] {
    std::array<Bucket, 100> made{};
    for (std::uint16_t i = 0; i < std::size(identifiers); ++i) {
        const auto first = first_two_digits(identifiers[i]);
        const auto last = identifiers[i].digits == 2 ? identifiers[i].last : first;
        for (auto two = first; two <= last; ++two) {
            auto& bucket = made[two];
            bucket = {bucket.to == 0 ? i : bucket.from, static_cast<std::uint16_t>(i + 1)};
        }
    }
    return made;
}();

unsigned number_of(std::string_view digits) {
    unsigned number = 0;
    for (const char digit : digits)
        number = number * 10 + static_cast<unsigned>(digit - '0');
    return number;
}

} // namespace

const ApplicationIdentifier* find_application_identifier(std::string_view text) {
    if (text.size() < 2 || !is_all_digits(text.substr(0, 2)))
        return nullptr;
    const auto bucket = buckets[number_of(text.substr(0, 2))];
    for (auto i = bucket.from; i < bucket.to; ++i) {
        const auto& one = identifiers[i];
        const auto digits = text.substr(0, one.digits);
        if (digits.size() < one.digits || !is_all_digits(digits))
            continue;
        const auto number = number_of(digits);
        if (number >= one.first && number <= one.last)
            return &one;
    }
    return nullptr;
}

// GS1 General Specifications 7.11, figures 7.11-1 to 7.11-3.
bool is_in_charset(char charset, char c) {
    const bool is_digit = c >= '0' && c <= '9';
    const bool is_capital = c >= 'A' && c <= 'Z';
    const bool is_small = c >= 'a' && c <= 'z';
    const auto among = [c](std::string_view others) { return others.find(c) != others.npos; };
    switch (charset) {
    case 'N':
        return is_digit;
    case 'X':
        return is_digit || is_capital || is_small || among("!\"%&'()*+,-./:;<=>?_");
    case 'Y':
        return is_digit || is_capital || among("#-/");
    case 'Z':
        return is_digit || is_capital || is_small || among("-_=");
    default:
        return false;
    }
}

} // namespace makegood::gs1
