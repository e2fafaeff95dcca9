#pragma once

#include "workflows/ids.hpp"
#include "workflows/wording.hpp"

namespace makegood {

enum class StaffRole { cashier, manager };

struct StaffMember {
    StaffId id;
    Wording name;
    StaffRole role = StaffRole::cashier;
    Language language = Language::english;
};

} // namespace makegood
