#pragma once

#include "drivers/escpos/paper.hpp"
#include "drivers/printer/profile.hpp"

#include <cstdint>
#include <span>

namespace makegood::escpos {

// Reads bytes as the printer of the profile would, from its power-on state. Never fails: what is unknown, cut short or
// not drawn is in Paper::problems with its place in the bytes. Not drawn yet: two-byte characters, carriers' MaxiCode
// (modes 2 and 3) and composite symbols.
Paper interpret(std::span<const std::uint8_t> bytes, const drivers::Profile& profile);

} // namespace makegood::escpos
