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

// "VOID BREAD -1.20" takes the latest line of this amount with it that it names, or the only product of this amount.
enum class Voided { struck, nothing_alike, unsure };
Voided void_earlier(std::vector<ReadLine>& lines, const ReadLine& voiding);

// With their sum, and whether the paper has it. What was taken back comes off the sum also where nobody can say which
// product it was.
LinesReading lines_with_sum(const MarkedPaper& paper, const std::vector<ReadLine>& printed);

} // namespace makegood::reading
