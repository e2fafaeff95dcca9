#pragma once

#include "workflows/money.hpp"
#include "workflows/quantity.hpp"
#include "workflows/reading/reading_words.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace makegood::reading {

// An amount as it is printed, before anybody knows in which currency: ten-thousandths, since unit prices have up to
// four decimals.
struct Amount {
    std::int64_t ten_thousandths = 0;
    int decimals = 0; // as printed; no part of its worth

    static constexpr std::int64_t one = 10'000;
    static constexpr std::int64_t most = 1'000'000'000'000 * one; // what a receipt's amount stays below

    bool is_zero() const { return ten_thousandths == 0; }
    // "14.25", with as many decimals as were printed.
    std::string to_decimal() const;
    // `tens`: it is in toman. Nothing where the currency has no such coin.
    std::optional<Money> money(Currency currency, bool tens) const;

    friend bool operator==(Amount a, Amount b) { return a.ten_thousandths == b.ten_thousandths; }
    friend auto operator<=>(Amount a, Amount b) { return a.ten_thousandths <=> b.ten_thousandths; }
};
// Amounts of one receipt are far from the ends of 64 bits.
Amount operator+(Amount a, Amount b);
Amount operator-(Amount a, Amount b);
Amount operator-(Amount a);

enum class DecimalMark { point, comma, none };

// How the numbers of one receipt are written.
struct NumberStyle {
    DecimalMark mark = DecimalMark::point;
    bool certain = true; // else "1.234" may be a thousand or one and a bit
};

struct PrintedNumber {
    std::size_t at = 0; // in the folded line, with sign and currency
    std::size_t length = 0;
    Amount value;
    bool grouped = false;
    bool has_currency = false;
    bool percent = false;
    bool is_money = false;     // written as this receipt writes money
    std::string_view digits{}; // as it stands there, without sign; lives as long as the line
};

// By all the numbers on the paper: "12.50" and "1.234,50" tell, "1,250" alone tells of rial.
NumberStyle number_style(std::span<const std::string> folded_lines, const ReadingWords& words);

// The numbers on a line that may be counts or money, from left to right: no dates, times, telephones, measures or parts
// of codes.
std::vector<PrintedNumber> find_numbers(std::string_view folded_line, const ReadingWords& words, NumberStyle style);

// Whether so many at this price come to this amount, rounded to the coin.
bool comes_to(Amount quantity, Amount price, Amount amount);

} // namespace makegood::reading
