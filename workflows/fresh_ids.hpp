#pragma once

#include "workflows/ports.hpp"

#include <string>

namespace makegood {

// A ULID: 48 bits of time, 80 of chance, in Crockford's base 32, so that ids sort by the time they were made.
std::string fresh_id(const Clock& clock, Randomness& randomness);

// As many letters of Crockford's base 32, each 5 bits of chance.
std::string fresh_letters(int count, Randomness& randomness);

} // namespace makegood
