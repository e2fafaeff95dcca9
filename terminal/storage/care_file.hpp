#pragma once

#include "terminal/storage/connection.hpp"
#include "workflows/care/care_lists.hpp"

#include <optional>
#include <vector>

namespace makegood::storage {

// The register of what customers told, for the desk and, over a reading connection, for the screens and the command
// line. Every recovery case that was not dropped has its record in it: what was given or said at the counter is its
// answer, and its cause is not known until somebody tells it. Read through indexes only.
class CareFile {
  public:
    static constexpr int most_counted = 500;

    explicit CareFile(Connection& connection) : connection_(connection) {}

    Stored<std::optional<CareRecord>> find(const CareId& id) const;
    // The receiving first.
    Stored<std::vector<CareMoment>> history(const CareId& id) const;
    // So many of a list from the `first` on, which is 0. Of what waits, that which is due first comes first, and what
    // has no date last; of what was answered, whoever has waited longest; without a cause, the newest.
    Stored<std::vector<CareRecord>> list(CareList list, const CareToday& today, int first, int most) const;
    // No more than `most_counted` are looked at.
    Stored<std::int64_t> count(CareList list, const CareToday& today) const;
    // Of what waits for one of these; likewise, for each of them.
    Stored<CareCounts> waiting_for(std::span<const std::string> names, const CareToday& today) const;
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
