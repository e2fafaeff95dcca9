#pragma once

#include "terminal/storage/journal.hpp"

namespace makegood::storage {

// Whether each text that customers left with the register is the one that the journal commits to.
struct CareTextsCheck {
    std::int64_t held = 0;
    std::int64_t erased = 0;
    std::vector<JournalProblem> problems{};
};

// Reads every text, and the events of the register. Inside of Connection::attempt; error secrets where there are texts
// and no pepper to open them with.
CareTextsCheck check_care_texts(Connection& connection);

} // namespace makegood::storage
