#pragma once

#include "drivers/tap/capture_key.hpp"
#include "workflows/finding/tap_label.hpp"

#include <string>
#include <string_view>

namespace makegood {

// What stands on the label of a captured paper: a label of our own (workflows/recovery/slip.hpp) of the kind MGT, with
// the lane's letters, the time as yymmddhhmmss and the number of four digits.
inline constexpr std::size_t tap_lane_letters = 6;

// The lane in the letters of our labels: what has none there is left out.
std::string tap_lane(std::string_view lane);
// `lane` is 1 to tap_lane_letters of tap_lane.
std::string tap_label(std::string_view lane, const drivers::CaptureKey& key);
// In dots, with the empty room at both sides that scanners want.
unsigned tap_label_dots(std::string_view lane);

} // namespace makegood
