#pragma once

#include "workflows/reading/marked_paper.hpp"
#include "workflows/reading/read_lines.hpp"
#include "workflows/reading/till_template.hpp"

namespace makegood::reading {

// Puts what stands at the template's anchors in the place of what was found without them. It is sure where it stands
// there once and nothing on the paper speaks against it.
void read_anchors(const TillTemplate& till, const MarkedPaper& paper, ReadReceipt& read);

// Precondition: the template tells where the lines stand.
LinesReading read_lines_by(const TillTemplate& till, const MarkedPaper& paper);

} // namespace makegood::reading
