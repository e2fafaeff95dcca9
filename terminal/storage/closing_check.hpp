#pragma once

#include "terminal/storage/journal.hpp"

namespace makegood::storage {

// Whether each closing says what the events it covers still amount to, follows the one before, and is signed by the key
// that this terminal made; and whether each that is kept in closings/ stands in the journal. Goes through the whole
// journal. Inside of Connection::attempt.
std::vector<JournalProblem> check_closings(Connection& connection);

} // namespace makegood::storage
