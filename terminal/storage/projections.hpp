#pragma once

#include "terminal/storage/connection.hpp"
#include "terminal/storage/event_codec.hpp"
#include "terminal/storage/query.hpp"
#include "workflows/recovery/case.hpp"
#include "workflows/recovery/events.hpp"

namespace makegood::storage {

// What the journal amounts to: cases, grants, approvals, tries, slips. Everything here throws what
// Connection::attempt catches.
class Projections {
  public:
    explicit Projections(Connection& connection) : connection_(connection) {}

    // Writes what the event changes, and where in the journal it stands for what is read from there. Inside of the
    // database transaction that appends it. A bound of the schema that it breaks (more granted than sold, an approval
    // used twice or by its requester) is StorageFault::refused.
    void apply(const Event& event, const Envelope& envelope, std::int64_t position);

    // Removes every row.
    void clear();

    // SHA-256 over all rows of all projections, each table in the order of its key.
    Hash digest() const;

  private:
    Connection& connection_;
};

} // namespace makegood::storage
