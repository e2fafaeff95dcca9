#pragma once

#include "workflows/recovery/desk.hpp"

// How the files of the desk say no.

namespace makegood::desk_refusals {

using Reason = DeskRefusalReason;

inline tl::unexpected<DeskRefusal> no(Reason reason) {
    return refused(DeskRefusal{.reason = reason});
}

// Of somebody who may not approve what it is worth.
inline Reason why_not_approving(StaffRole role) {
    return role == StaffRole::supervisor ? Reason::beyond_supervisor : Reason::not_a_manager;
}

// Why no more is left of a line: the later of what was given here and what came back to a till.
inline DeskRefusal nothing_left(const ReceiptHistory& history, Quantity left) {
    if (history.last_came_back_on_line > history.last_made_good_on_line)
        return {.reason = Reason::already_came_back, .when = history.last_came_back_on_line, .left = left};
    return {.reason = Reason::already_made_good, .when = history.last_made_good_on_line, .left = left};
}

} // namespace makegood::desk_refusals
