#pragma once

#include "terminal/command/console.hpp"
#include "terminal/storage/event_names.hpp"
#include "workflows/recovery/policy.hpp"

#include <filesystem>
#include <optional>

namespace makegood {

// The policy in this file. Where it cannot be taken that is told, and there is nothing.
std::optional<Policy> taken_policy(const Console& console, const std::filesystem::path& file);

// "manager confirms", in a language or for machines.
std::string outcome_in_words(Outcome outcome, const text::Words& words);
inline std::string name_of(Outcome outcome) {
    return storage::event_name(outcome);
}

} // namespace makegood
