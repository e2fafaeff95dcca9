#pragma once

#include "terminal/text/line.hpp"

namespace makegood::text {

constexpr auto ltr = Direction::left_to_right;
constexpr auto rtl = Direction::right_to_left;

} // namespace makegood::text
