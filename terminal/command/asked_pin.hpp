#pragma once

#include "terminal/command/console.hpp"
#include "terminal/storage/storage.hpp"

#include <string>

namespace makegood {

// A line of standard input, of which a terminal shows nothing while it is typed. Empty at the end of the input. Who
// asked wipes it.
std::string asked_secret();

// Asks for the PIN of the person with this staff number on standard input. The try is counted durably before it is
// verified. The exit, after a sentence, where it is not them.
Expected<StaffId, Exit> identified(const Console& console, storage::Storage& storage, const std::string& number,
                                   Randomness& randomness);

} // namespace makegood
