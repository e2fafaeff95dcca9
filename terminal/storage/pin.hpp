#pragma once

#include "workflows/result.hpp"

#include <array>
#include <cstddef>
#include <string_view>

namespace makegood::storage {

enum class PinRefusal {
    not_digits,     // something other than 0 to 9
    too_short,      // fewer than 6
    too_long,       // more than 12
    easily_guessed, // one digit repeated, a pattern repeated, a run up or down, a date, or the shop's number
};

// Six to twelve digits as a person typed them. Its content leaves only through `digits`, is wiped at the end and is
// written by no stream.
class Pin {
  public:
    // For an answer to be verified: any length from 1 to 12 digits.
    static Expected<Pin, PinRefusal> typed(std::string_view digits);
    // Likewise, and nothing of it is left where it was typed.
    static Expected<Pin, PinRefusal> take(std::string& typed);
    // For a PIN to be set: long enough and not among those that a thief tries first, of which the shop's number is one.
    static Expected<Pin, PinRefusal> chosen(std::string_view digits, std::string_view shop_number = {});

    Pin(Pin&& other) noexcept;
    Pin& operator=(Pin&&) = delete;
    ~Pin();

    std::string_view digits() const { return {digits_.data(), length_}; }

  private:
    explicit Pin(std::string_view digits);

    std::array<char, 12> digits_{};
    std::size_t length_ = 0;
};

} // namespace makegood::storage
