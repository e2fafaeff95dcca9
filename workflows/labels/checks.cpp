#include "workflows/labels/application_identifier.hpp"
#include "workflows/labels/coupon.hpp"
#include "workflows/labels/gtin.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>

// The checks that the dictionary names, each as the GS1 General Specifications describe it for the identifiers that
// have it.

namespace makegood::gs1 {

namespace {

#include "workflows/labels/iso_codes.inc"

using Text = std::string_view;

// At most as many digits as fit, which no caller exceeds.
std::uint64_t number(Text digits) {
    std::uint64_t value = 0;
    for (const char digit : digits)
        value = value * 10 + static_cast<std::uint64_t>(digit - '0');
    return value;
}

bool is_number_below(Text digits, std::uint64_t end) {
    return is_all_digits(digits) && number(digits) < end;
}

bool is_day(Text year, Text month, Text day) {
    if (!is_all_digits(year) || !is_all_digits(month) || !is_all_digits(day))
        return false;
    // Of two digits those of this century: each of a hundred years is a leap year in both or in neither, but for 00,
    // which was not one when no label was printed yet.
    const int full_year = static_cast<int>(number(year)) + (year.size() == 2 ? 2000 : 0);
    return std::chrono::year_month_day(std::chrono::year(full_year),
                                       std::chrono::month(static_cast<unsigned>(number(month))),
                                       std::chrono::day(static_cast<unsigned>(number(day))))
        .ok();
}

bool is_short_date(Text date) {
    return date.size() == 6 && is_day(date.substr(0, 2), date.substr(2, 2), date.substr(4, 2));
}

bool is_short_date_or_month(Text date) {
    return date.size() == 6 &&
           is_day(date.substr(0, 2), date.substr(2, 2), date.ends_with("00") ? "01" : date.substr(4));
}

// 7.9.5: the characters' values times the primes from the right, modulo 1,021, as two of 32 characters.
bool has_right_check_pair(Text value) {
    constexpr Text charset = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
    constexpr Text pair_charset = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    constexpr unsigned primes[] = {2,  3,  5,  7,  11, 13, 17, 19, 23, 29, 31, 37,
                                   41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83};
    if (value.size() < 2 || value.size() - 2 > std::size(primes))
        return false;
    const auto data = value.substr(0, value.size() - 2);
    std::size_t sum = 0;
    for (std::size_t i = 0; i < data.size(); ++i) {
        const auto weight = charset.find(data[data.size() - 1 - i]);
        if (weight == charset.npos)
            return false;
        sum += weight * primes[i];
    }
    sum %= 1'021;
    return value[data.size()] == pair_charset[sum >> 5] && value.back() == pair_charset[sum & 31];
}

bool is_country(Text letters) {
    return std::ranges::binary_search(country_letters, letters);
}

template <std::size_t n>
bool is_among(Text digits, const std::uint16_t (&numbers)[n]) {
    return digits.size() == 3 && is_all_digits(digits) && std::ranges::binary_search(numbers, number(digits));
}

// ISO 13616-1: with the first four characters put last and letters as 10 to 35, it is 1 modulo 97.
bool is_iban(Text value) {
    constexpr std::size_t longer_than = 10;
    if (value.size() <= longer_than || value.size() > 34 || !is_country(value.substr(0, 2)))
        return false;
    unsigned rest = 0;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const char c = value[(i + 4) % value.size()];
        if (c >= '0' && c <= '9')
            rest = (rest * 10 + static_cast<unsigned>(c - '0')) % 97;
        else if (c >= 'A' && c <= 'Z')
            rest = (rest * 100 + static_cast<unsigned>(c - 'A') + 10) % 97;
        else
            return false;
    }
    return rest == 1;
}

bool is_percent_encoded(Text value) {
    constexpr Text hexadecimal = "0123456789ABCDEFabcdef";
    for (auto at = value.find('%'); at != value.npos; at = value.find('%', at + 3)) {
        const auto two = value.substr(at + 1, 2);
        if (two.size() < 2 || two.find_first_not_of(hexadecimal) != two.npos)
            return false;
    }
    return true;
}

// Two halves: which piece, of how many.
bool is_piece_of_total(Text value) {
    if (value.empty() || value.size() % 2 != 0 || !is_all_digits(value))
        return false;
    const auto piece = number(value.substr(0, value.size() / 2));
    const auto total = number(value.substr(value.size() / 2));
    return piece > 0 && piece <= total;
}

// "1/3"
bool is_position_in_sequence(Text value) {
    const auto slash = value.find('/');
    if (slash == value.npos)
        return false;
    const auto position = value.substr(0, slash), end = value.substr(slash + 1);
    return is_all_digits(position) && is_all_digits(end) && position[0] != '0' && end[0] != '0' &&
           number(position) <= number(end);
}

bool is_one_of(Text value, Text characters) {
    return value.size() == 1 && characters.find(value[0]) != characters.npos;
}

constexpr std::size_t shortest_company_prefix = 4;

} // namespace

bool holds(Check check, Text part) {
    switch (check) {
    case Check::none:
        return true;
    case Check::couponcode:
        return is_coupon_code(part);
    case Check::couponposoffer:
        return is_positive_offer_coupon(part);
    case Check::csum:
        return has_right_check_digit(part);
    case Check::csumalpha:
        return has_right_check_pair(part);
    case Check::gcppos1:
        return part.size() >= shortest_company_prefix && is_all_digits(part.substr(0, shortest_company_prefix));
    case Check::gcppos2:
        return part.size() > shortest_company_prefix && is_all_digits(part.substr(1, shortest_company_prefix));
    case Check::hasnondigit:
        return !is_all_digits(part);
    case Check::hh:
        return part.size() == 2 && is_number_below(part, 24);
    case Check::mi:
    case Check::ss:
        return part.size() == 2 && is_number_below(part, 60);
    case Check::hhmi:
        return part.size() == 4 && is_number_below(part.substr(0, 2), 24) && is_number_below(part.substr(2), 60);
    case Check::hyphen:
        return part.find_first_not_of('-') == part.npos;
    case Check::iban:
        return is_iban(part);
    case Check::importeridx:
        return part.size() == 1 && part != "=" && is_in_charset('Z', part[0]);
    case Check::iso3166:
        return is_among(part, country_numbers);
    case Check::iso3166999:
        return part == "999" || is_among(part, country_numbers);
    case Check::iso3166alpha2:
        return is_country(part);
    case Check::iso4217:
        return is_among(part, currency_numbers);
    case Check::iso5218:
        return is_one_of(part, "0129");
    case Check::latitude:
        return part.size() == 10 && is_number_below(part, 1'800'000'001);
    case Check::longitude:
        return part.size() == 10 && is_number_below(part, 3'600'000'001);
    case Check::mediatype:
        return part.size() == 2 && is_all_digits(part) && part != "00" && (number(part) <= 10 || number(part) >= 80);
    case Check::nonzero:
        return part.find_first_not_of('0') != part.npos;
    case Check::nozeroprefix:
        return !part.starts_with('0') || part == "0";
    case Check::packagetype:
        return std::ranges::all_of(part, [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); });
    case Check::pcenc:
        return is_percent_encoded(part);
    case Check::pieceoftotal:
        return is_piece_of_total(part);
    case Check::posinseqslash:
        return is_position_in_sequence(part);
    case Check::winding:
        return is_one_of(part, "019");
    case Check::yesno:
        return is_one_of(part, "01");
    case Check::yymmd0:
        return is_short_date_or_month(part);
    case Check::yymmdd:
        return is_short_date(part);
    case Check::yyyymmdd:
        return part.size() == 8 && is_day(part.substr(0, 4), part.substr(4, 2), part.substr(6));
    case Check::zero:
        return part.find_first_not_of('0') == part.npos;
    }
    return false;
}

} // namespace makegood::gs1
