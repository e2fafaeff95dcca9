#pragma once

#include "workflows/reading/marked_paper.hpp"

#include <optional>
#include <span>

namespace makegood::reading {

// Where the paper says itself that it is no sale: words that say so anywhere, or others that stand alone on their line.
std::optional<Place> find_no_sale(const MarkedPaper& paper);

// Which lines are money for bottles and crates, paid or given back: no goods, and no product that came back.
void mark_deposits(std::span<ReadLine> lines, const ReadingWords& words);

// Where a product came back: its word beside an amount, or an amount below nothing that is no deposit and that no word
// calls a discount.
std::optional<Place> find_taken_back(const MarkedPaper& paper, std::span<const ReadLine> lines);

} // namespace makegood::reading
