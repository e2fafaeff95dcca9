#pragma once

#include "workflows/reading/marked_paper.hpp"
#include "workflows/reading/read_lines.hpp"

namespace makegood::reading {

// What was to be paid, after rounding. What the product lines come to speaks for it.
Reading<Amount> read_total(const MarkedPaper& paper, const LinesReading& lines);

} // namespace makegood::reading
