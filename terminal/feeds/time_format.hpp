#pragma once

#include "workflows/civil_time.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace makegood::feeds {

// How a file writes its times: YYYY year, MM month, DD day, hh hour of 24, mm minute, ss second, each with exactly so
// many digits; a single M, D, h, m or s stands for one or two digits. Anything else stands for itself.
// "YYYY-MM-DD hh:mm:ss", "M/D/YYYY h:mm". Fractions of a second may follow ss and are dropped.
class TimeFormat {
  public:
    // Nothing when year, month or day is not there exactly once, or another letter repeats.
    static std::optional<TimeFormat> from_pattern(std::string_view pattern);

    std::optional<CivilTime> read(std::string_view text) const;

  private:
    struct Token {
        char letter = 0; // Y M D h m s, or 0 for text that stands for itself
        std::size_t digits = 0;
        char literal = 0;
    };
    std::vector<Token> tokens_;
};

} // namespace makegood::feeds
