#pragma once

#include "workflows/approval/proof.hpp"
#include "workflows/staff/staff_member.hpp"

// What each role may: a cashier serves; a supervisor also approves up to the shop's limit for them; a manager approves
// everything and looks after the staff; an owner also makes owners.

namespace makegood {

bool may_approve(StaffRole role, const ApprovalTerms& terms, Money value);
// Also who may give somebody in that role a new PIN, and end their work here.
bool may_enrol(StaffRole by, StaffRole role);
bool looks_after_staff(StaffRole role);
// Without a sale: all but a cashier.
bool may_open_drawer(StaffRole role);

} // namespace makegood
