#pragma once

#include "workflows/civil_time.hpp"
#include "workflows/ids.hpp"

#include <optional>

namespace makegood {

class Cryptography;

// Of the grants that people give alone, so many of so many are looked at by somebody else afterwards.
struct SecondLookShare {
    int part = 0;
    int of = 1; // at least 1, and at least `part`

    friend bool operator==(const SecondLookShare&, const SecondLookShare&) = default;
};

// Told by the grant's own id, 80 bits of which are chance: nobody knows it before the grant is given, and anybody can
// find afterwards that nothing else chose.
bool is_chosen(const GrantId& grant, SecondLookShare share, const Cryptography& cryptography);

// That somebody looks at a grant, or has looked at it; also at one that was taken back meanwhile.
struct SecondLook {
    GrantId grant;
    StaffId given_by;
    Date due; // by the end of this business day
    std::optional<StaffId> looked_by{};
    bool to_countersign = false; // it was given before anybody had approved it

    friend bool operator==(const SecondLook&, const SecondLook&) = default;
};

} // namespace makegood
