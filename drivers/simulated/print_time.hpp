#pragma once

#include "drivers/escpos/tokenizer.hpp"

#include <cstdint>

namespace makegood::drivers {

// How far the paper moves for each command, in dots; the cutter's 0.3 s are told as such, too. An estimate for pacing:
// a line is as high as its spacing, and bar codes 162 dots, the height after ESC @.
class PaperMotion {
  public:
    std::uint32_t dots_for(const escpos::Token& token);

  private:
    static constexpr std::uint32_t sixth_of_inch = 34;

    std::uint32_t line_dots_ = sixth_of_inch;
};

} // namespace makegood::drivers
