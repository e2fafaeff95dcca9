#pragma once

#include "drivers/escpos/paper.hpp"

#include <string>

namespace makegood::escpos {

// The paper's lines in UTF-8, each ended by a line feed, blank ones included. Symbols are
// "[Code 128: 12345]", pictures "[picture 300x236]".
std::string paper_text(const Paper& paper);

} // namespace makegood::escpos
