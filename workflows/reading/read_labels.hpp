#pragma once

#include "workflows/reading/marked_paper.hpp"

namespace makegood::reading {

// The receipt's own number; sure only where a second place on the paper, a bar code say, has it too.
Reading<std::string> read_number(const MarkedPaper& paper);
Reading<std::string> read_lane(const MarkedPaper& paper);
Reading<std::string> read_cashier(const MarkedPaper& paper);
Reading<PrintedCurrency> read_currency(const MarkedPaper& paper, std::optional<Currency> of_shop);

} // namespace makegood::reading
