#pragma once

#include <string>

namespace makegood::storage {

// The label of a badge that nobody has yet: 130 random bits, so nobody guesses it.
std::string new_badge();

} // namespace makegood::storage
