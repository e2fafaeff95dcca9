#pragma once

#include "workflows/recovery/policy.hpp"

#include <optional>
#include <string>
#include <vector>

namespace makegood {

// What can be read and is hardly meant.
enum class PolicyDoubtKind {
    never_speaks,         // the rule's conditions exclude each other
    currency_missing,     // the rule, or the budget, has no amount in `currency`: there a manager is always called
    strangers_not_told,   // the rule asks what a customer was given, also where nobody knows them
    nothing_is_given_now, // no rule lets the person at the counter give anything
};

struct PolicyDoubt {
    PolicyDoubtKind kind{};
    std::string rule{}; // empty where it is about none, or about the budget
    int line = 0;       // of the rule; 0 as well
    std::optional<Currency> currency{};

    friend bool operator==(const PolicyDoubt&, const PolicyDoubt&) = default;
};

// In the order of the rules, the budget and the whole last. Currencies are those that the policy names anywhere, and
// the shop's own where it is known.
std::vector<PolicyDoubt> doubts_about(const Policy& policy, std::optional<Currency> shops = {});

} // namespace makegood
