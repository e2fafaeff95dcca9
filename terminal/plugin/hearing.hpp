#pragma once

#include "terminal/plugin/failure.hpp"
#include "workflows/recovery/claim.hpp"
#include "workflows/recovery/policy.hpp"

#include <optional>
#include <vector>

namespace makegood::plugin {

// What a till says in one hook.
struct Said {
    std::vector<Evidence> facts{};
    std::vector<RuleAnswer> answers{};
    std::optional<RuleAnswer> veto{};
    std::optional<Failure> problem{}; // of the first word that was not understood
};

// Where it says it, as long as the hook runs.
struct Hearing : makegood_hearing {
    enum class Place { for_all, for_a_veto };
    Hearing(const Claim& claim, Place place);

    const Claim& claim;
    Place place;
    Said said{};
};

} // namespace makegood::plugin
