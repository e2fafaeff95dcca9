#pragma once

#include "drivers/escpos/tokenizer.hpp"

#include <cstdint>

namespace makegood::drivers {

// How far the paper moves for a command, in dots; the cutter's 0.3 s are told as such, too. An estimate for pacing:
// letters are as high as they are without enlargement, and bar codes 162 dots, the height after ESC @.
std::uint32_t dots_moved(const escpos::Token& token);

} // namespace makegood::drivers
