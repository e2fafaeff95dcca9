#pragma once

#include "terminal/storage/connection.hpp"
#include "workflows/recovery/events.hpp"

#include <vector>

// What the grants in force make good of each line, in the table line_made_good. Called where Connection::attempt is.

namespace makegood::storage {

struct GrantPart {
    LineNumber line{};
    Quantity used_up;       // units; one of the two is zero
    Quantity repriced;      // for which a price is put right
    std::int64_t value = 0; // in minor units of the grant's currency
};

// In the order of the claim's lines. Throws StorageFailure where a line has no share of the grant, as in no event of
// the desk.
std::vector<GrantPart> parts_of(const GrantGiven& given);

// One conditional step: SQLite's CHECK holds the bound even where the rules above it were wrong.
void count_on_line(Connection& connection, const ReceiptReference& receipt, const GrantPart& part, CivilTime at);

// What is kept of it takes the place of all its lines. Throws StorageFailure where a line of that is none of the grant,
// or has no value.
void divide_grant(Connection& connection, const GrantDivided& divided);

// Of a grant that is no longer in force, on each of its lines. One of which nothing is left made good has no row.
void count_off_lines(Connection& connection, const GrantId& reversed);

} // namespace makegood::storage
