#pragma once

#include "workflows/reading/marked_paper.hpp"

namespace makegood::reading {

// What was to be paid, after rounding. `lines_sum`: what the product lines come to, where they were found.
Reading<Amount> read_total(const MarkedPaper& paper, std::optional<Amount> lines_sum);

} // namespace makegood::reading
