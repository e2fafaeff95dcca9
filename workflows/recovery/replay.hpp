#pragma once

#include "workflows/recovery/case_view.hpp"

#include <optional>

namespace makegood {

// What this policy says where an earlier one decided, asked with the facts that the decision kept. Nothing where the
// answer hangs on something that was not kept: who asked and when, and what was known of the customer, are not in the
// journals of before. What counts as recent is told by this policy's window.
std::optional<Decision> decide_again(const Policy& policy, const CaseView& past);

} // namespace makegood
