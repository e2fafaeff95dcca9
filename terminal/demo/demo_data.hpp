#pragma once

#include "terminal/error.hpp"
#include "terminal/storage/storage.hpp"
#include "workflows/civil_time.hpp"
#include "workflows/staff/staff_member.hpp"

#include <filesystem>
#include <vector>

namespace makegood::demo {

struct DemoStaff {
    StaffMember member;
    std::string badge;
    std::string pin;
};

// assets/demo/staff.toml. The error names file, line and what is missing there.
Result<std::vector<DemoStaff>> load_staff(const std::filesystem::path& file);

// Makes a data folder playable with simulated devices: where it has no staff, the demo shop's are enrolled; where it
// has no receipts either, the demo shop of this seed and moment is filled in (about a second).
Result<void> fill(storage::Storage& storage, const std::filesystem::path& demo_folder, std::uint64_t seed,
                  CivilTime now);

} // namespace makegood::demo
