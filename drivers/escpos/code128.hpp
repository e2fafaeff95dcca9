#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace makegood::escpos {

struct Code128 {
    std::vector<std::uint8_t> payload; // of GS k 73: begins with {B or {C, braces doubled, set C as numbers 0 to 99
    unsigned width_modules = 0;        // without quiet zones
};

// The shortest code of the data with sets B and C (ISO/IEC 15417, annex on minimal length). Empty for data that has
// bytes outside 20-7F or is empty. Digit pairs never form DLE EOT, DLE ENQ or DLE DC4 in the payload.
std::optional<Code128> encode_code128(std::string_view data);

} // namespace makegood::escpos
