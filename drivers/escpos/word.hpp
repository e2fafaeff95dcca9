#pragma once

#include <cstdint>

namespace makegood::escpos {

// nL nH of the manuals.
constexpr std::uint32_t word(std::uint8_t low, std::uint8_t high) {
    return low | std::uint32_t{high} << 8;
}

} // namespace makegood::escpos
