#pragma once

#include "drivers/printer/document.hpp"

#include <tl/expected.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace makegood::escpos {

// A Code 128 symbol as values 0 to 105 from its start character on, without check character and stop.
struct Code128Values {
    std::vector<std::uint8_t> values;
    std::string data;  // what a reader reads
    std::string label; // what stands beside the bars
};

// GS k 73: sets as the host chose them by {A, {B and {C; {1 to {4 are the functions, {S shifts, {{ is a brace
// (TM-T88III specification, GS k, notes on CODE128).
tl::expected<Code128Values, std::string> read_code128(std::span<const std::uint8_t> data);
// GS k 74: begins with FNC1; ( ) and blanks stand in the label only, * is the check digit of the digits since the last
// parenthesis, {1 is FNC1, {3 is FNC3, { before another of these signs means the sign itself.
tl::expected<Code128Values, std::string> read_gs1_128(std::span<const std::uint8_t> data);
// GS k 79: the printer chooses the sets.
tl::expected<Code128Values, std::string> read_code128_auto(std::span<const std::uint8_t> data);

// One dot a module and one dot high, without quiet zones.
drivers::Bitmap code128_bars(std::span<const std::uint8_t> values);

} // namespace makegood::escpos
