#pragma once

#include "workflows/reading/marked_paper.hpp"

namespace makegood::reading {

struct LinesReading {
    std::vector<ReadLine> lines;
    std::optional<Amount> sum{}; // of those that were not voided
    bool sure = false;           // the paper has this sum too
};

// The products, with or without words above their columns, each on one line or on two.
LinesReading read_lines(const MarkedPaper& paper);

// Whether the foot of the paper surely has this sum: as a total, or as one to which tax, charge or rounding comes.
bool stands_at_foot(const MarkedPaper& paper, Amount sum);

// "VOID BREAD -1.20" takes the latest line of this amount with it.
void void_earlier(std::vector<ReadLine>& lines, const ReadLine& voiding);

} // namespace makegood::reading
