#pragma once

#include "workflows/ports.hpp"
#include "workflows/recovery/desk.hpp"

// A PIN's way, the same for whatever it opens: the try is counted and committed, then the vault compares, then its word
// is taken in.

namespace makegood {

// Why no try is allowed now: staff_unknown, pin_locked, pins_locked_here, pin_disabled. A repeat of the request counts
// once.
std::optional<DeskRefusal> count_pin_try(Ledger& ledger, const Clock& clock, const StaffId& staff,
                                         const RequestId& request);
// `was_right` is the vault's word on the try that was counted under `pin_try`. Why it opens nothing: pin_not_counted,
// pin_wrong, pin_to_change; the last also ends the row of failures.
std::optional<DeskRefusal> take_in_pin_try(Ledger& ledger, const Clock& clock, const StaffId& staff,
                                           const RequestId& pin_try, bool was_right, const RequestId& request);

} // namespace makegood
