#pragma once

#include "terminal/json/json.hpp"
#include "workflows/recovery/case_view.hpp"

namespace makegood {

// "claimed", "awaiting_manager", "owed", "handed_over", "declined", "closed".
std::string_view name_of(CaseState state);

// Something is still to come for the customer: a decision, what is owed, or the worth of a voucher.
bool is_open(const CaseView& view);

// A case whole, as the person whom it is about may have it: what was claimed, every remedy with its slips, the rating.
Json document_of(const CaseView& view);
// Of a claim: [{"line": 7, "quantity": 2}].
// What was asked about it before anybody approved it, in the order of asking.
Json questions_of(const CaseView& view);
Json lines_of(const std::vector<ClaimedLine>& lines);

} // namespace makegood
