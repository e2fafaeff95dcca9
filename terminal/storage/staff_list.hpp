#pragma once

#include "terminal/storage/connection.hpp"
#include "workflows/staff/staff_member.hpp"

#include <optional>
#include <vector>

namespace makegood::storage {

// Who is enrolled, with the names that the vault keeps; a name that was erased is empty.
class StaffList {
  public:
    explicit StaffList(Connection& connection) : connection_(connection) {}

    Stored<std::optional<StaffMember>> find(const StaffId& id) const;
    // In the order of their ids.
    Stored<std::vector<StaffMember>> all() const;
    Stored<std::vector<StaffMember>> managers() const;

  private:
    Connection& connection_;
};

} // namespace makegood::storage
