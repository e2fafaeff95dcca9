#pragma once

#include "terminal/storage/connection.hpp"
#include "workflows/staff/staff_member.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace makegood::storage {

// Who is enrolled, with the names that the vault keeps; a name that was erased is empty.
class StaffList {
  public:
    explicit StaffList(Connection& connection) : connection_(connection) {}

    Stored<std::optional<StaffMember>> find(const StaffId& id) const;
    // To somebody who works here, or did: the vault still knows their name.
    Stored<bool> number_was_given(const StaffId& id) const;
    // In the order of their ids.
    Stored<std::vector<StaffMember>> all() const;
    // Those who look after the staff.
    Stored<std::vector<StaffMember>> managers() const;
    Stored<std::vector<StaffMember>> with_pin() const;

  private:
    Stored<std::vector<StaffMember>> list(std::string_view condition) const;

    Connection& connection_;
};

} // namespace makegood::storage
