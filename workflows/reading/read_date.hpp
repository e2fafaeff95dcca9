#pragma once

#include "workflows/reading/marked_paper.hpp"

namespace makegood::reading {

// When it was bought. `number`: the receipt's number, which may hold the date too.
Reading<Date> read_date(const MarkedPaper& paper, std::optional<DateOrder> order, const Reading<std::string>& number);
// At which time of the day; `date` tells which line to look at first.
Reading<TimeOfDay> read_time(const MarkedPaper& paper, const Reading<Date>& date);

} // namespace makegood::reading
