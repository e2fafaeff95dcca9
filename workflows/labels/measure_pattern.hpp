#pragma once

#include "workflows/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace makegood {

enum class Measured { nothing, price, weight };

// What a shop's own label of goods of variable measure says: which goods, and what this piece costs or weighs.
struct MeasuredGoods {
    // How a till may write those goods, likeliest first: the label itself; with zeros for its value and the check digit
    // anew; what stands before the value; the item's digits, with and without zeros in front.
    std::vector<std::string> codes;
    Measured measured = Measured::nothing;
    std::int64_t value = 0; // in the currency's smallest unit, or in grams

    friend bool operator==(const MeasuredGoods&, const MeasuredGoods&) = default;
};

// How a shop's scales write their labels, over the thirteen digits of an EAN (a UPC-A has a zero in front). "20" and
// other digits stand for themselves, and one letter for each digit else:
//   P item   V value   K check digit of the value (GS1 General Specifications 7.9.5)   X any   C the label's check
//   digit
// Blanks count for nothing. It begins with 02, 04, 2X or 20 to 29, which GS1 keeps for shops, and ends with C; the item
// and the value stand together each; K needs a value of four or five digits.
class MeasurePattern {
  public:
    // `step` is what one step of the value is in the currency's smallest unit, or in grams: 1 to 100,000. Refused in
    // words for whoever wrote it.
    static Expected<MeasurePattern, std::string> parse(std::string_view text, Measured measured, int step);

    // Whether the label is of this kind, with its check digit C.
    bool fits(std::string_view ean_13) const;
    // Nothing where the value's check digit is wrong. Pre: it fits.
    std::optional<MeasuredGoods> read(std::string_view ean_13) const;

  private:
    std::string places_; // thirteen
    Measured measured_ = Measured::nothing;
    int step_ = 1;
};

// The digit by which a scale protects a value of four or five digits.
char value_check_digit(std::string_view value);

} // namespace makegood
