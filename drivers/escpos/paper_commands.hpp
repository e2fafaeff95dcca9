#pragma once

#include "drivers/escpos/paper.hpp"

#include <cstdint>
#include <span>
#include <string>

namespace makegood::escpos {

// "GS ( L" where Paper knows "GS (": the letter stands in the stream.
std::string full_name(const PaperCommand& command, std::span<const std::uint8_t> stream);

// What stands behind a command's name in the stream that it was read from: numbers in decimal as the manuals write
// them, at most twenty and then how many more; of text its characters, other bytes as \xNN.
std::string parameters_of(const PaperCommand& command, std::span<const std::uint8_t> stream);

} // namespace makegood::escpos
