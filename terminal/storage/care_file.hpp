#pragma once

#include "terminal/storage/connection.hpp"
#include "workflows/care/care_record.hpp"

#include <optional>
#include <vector>

namespace makegood::storage {

// The register of what customers told, for the desk and, over a reading connection, for the screens and the command
// line. Every recovery case that was not dropped has its record in it: what was given or said at the counter is its
// answer, and its cause is not known until somebody tells it. Read through indexes only.
class CareFile {
  public:
    explicit CareFile(Connection& connection) : connection_(connection) {}

    Stored<std::optional<CareRecord>> find(const CareId& id) const;
    // The receiving first.
    Stored<std::vector<CareMoment>> history(const CareId& id) const;
    // What is due first comes first, and what has no date last; of recovery cases only what was opened again.
    Stored<std::vector<CareRecord>> unanswered(int limit) const;
    // And not closed yet.
    Stored<std::vector<CareRecord>> answered(int limit) const;
    // Recovery cases that are closed and whose cause nobody knows yet, the newest first.
    Stored<std::vector<CareRecord>> without_cause(int limit) const;
    // The record that an earlier command with this id was about.
    Stored<std::optional<CareId>> handled(const RequestId& request) const;

  private:
    Connection& connection_;
};

// These two throw what Connection::attempt catches.
std::optional<CareRecord> stored_care_record(Connection& connection, const CareId& id);

// As the case alone tells it.
struct CareOfCase {
    CareRecord record;
    std::vector<CareMoment> history;
};
std::optional<CareOfCase> care_of_case(Connection& connection, const CareId& id);

} // namespace makegood::storage
