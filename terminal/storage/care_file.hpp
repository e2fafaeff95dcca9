#pragma once

#include "terminal/storage/connection.hpp"
#include "workflows/care/care_record.hpp"

#include <optional>
#include <vector>

namespace makegood::storage {

// The register of what customers told, for the desk and, over a reading connection, for the screens and the command
// line. Read through indexes only.
class CareFile {
  public:
    explicit CareFile(Connection& connection) : connection_(connection) {}

    Stored<std::optional<CareRecord>> find(const CareId& id) const;
    // What was taken down last comes first.
    Stored<std::vector<CareRecord>> latest(int limit) const;

  private:
    Connection& connection_;
};

} // namespace makegood::storage
