#pragma once

#include "workflows/civil_time.hpp"
#include "workflows/labels/element_string.hpp"

namespace makegood {

// What a package says of itself by whatever it carries.
struct PackageLabel {
    std::string gtin; // fourteen digits, the same for every spelling
    std::string lot{};
    std::optional<Date> keeps_until{}; // its last day: "use by", or else "best before"

    friend bool operator==(const PackageLabel&, const PackageLabel&) = default;
};

// Nothing where no element names goods: a pallet, a place, a coupon. Two-digit years are those nearest to today.
std::optional<PackageLabel> package_label_of(const gs1::Elements& elements, Date today);

} // namespace makegood
