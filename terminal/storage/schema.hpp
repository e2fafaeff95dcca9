#pragma once

#include "terminal/storage/storage_error.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace makegood::storage {

// "MKGD": the application_id by which a database is known as ours.
constexpr int application_id = 0x4D4B4744;

// One step of the database's shape, from assets/schema/NNN_name.sql. The step's number is its place in the vector
// plus one, and the user_version of a database is the number of its last step.
struct SchemaStep {
    std::string name;
    std::string sql;
};

// All steps of a folder in order. Error refused when the numbers do not run from 001 without a gap; missing when
// there is none.
Stored<std::vector<SchemaStep>> read_schema_steps(const std::filesystem::path& folder);

} // namespace makegood::storage
