#include "workflows/staff/permissions.hpp"

#include <algorithm>

namespace makegood {

bool may_approve(StaffRole role, const ApprovalTerms& terms, Money value) {
    if (role != StaffRole::supervisor)
        return looks_after_staff(role);
    const auto limit = std::ranges::find(terms.supervisor_up_to, value.currency(), &Money::currency);
    return limit != terms.supervisor_up_to.end() && value.minor_units() <= limit->minor_units();
}

bool may_enrol(StaffRole by, StaffRole role) {
    return by == StaffRole::owner || (by == StaffRole::manager && role != StaffRole::owner);
}

bool may_open_drawer(StaffRole role) {
    return role != StaffRole::cashier;
}

bool looks_after_staff(StaffRole role) {
    return role == StaffRole::manager || role == StaffRole::owner;
}

} // namespace makegood
