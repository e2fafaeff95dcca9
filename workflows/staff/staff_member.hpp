#pragma once

#include "workflows/ids.hpp"
#include "workflows/wording.hpp"

namespace makegood {

// In the order in which they came: journals count them so. Who stands above whom is told in permissions.hpp.
enum class StaffRole { cashier, manager, supervisor, owner };

struct StaffMember {
    StaffId id;
    Wording name;
    StaffRole role = StaffRole::cashier;
    Language language = Language::english;
};

} // namespace makegood
