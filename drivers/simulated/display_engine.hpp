#pragma once

#include "drivers/escpos/tokenizer.hpp"

#include <array>
#include <string>

namespace makegood::drivers {

// What a customer display of two lines of twenty does with the commands that it gets, in overwrite mode (DEVICES.md
// 1.5). Bytes are kept as they came.
class DisplayEngine {
  public:
    using Lines = std::array<std::string, 2>;

    void take(const escpos::Token& token);
    const Lines& lines() const { return lines_; }

  private:
    void clear() { lines_ = {std::string(20, ' '), std::string(20, ' ')}; }
    void put(std::uint8_t byte);

    Lines lines_{std::string(20, ' '), std::string(20, ' ')};
    std::size_t row_ = 0;
    std::size_t column_ = 0;
};

} // namespace makegood::drivers
