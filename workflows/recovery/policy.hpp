#pragma once

#include "workflows/money.hpp"
#include "workflows/recovery/evidence.hpp"
#include "workflows/wording.hpp"

#include <optional>
#include <string>
#include <vector>

namespace makegood {

// What may happen now, from freest to strictest. A machine never says no to a customer.
enum class Outcome { give_now, manager_confirms, manager_decides };

// One rule of the shop. It speaks when all the conditions that it has hold; a rule with no condition always speaks.
struct Rule {
    std::string id;
    Wording says; // the reason in a sentence that the cashier may read out
    Outcome outcome = Outcome::manager_decides;

    std::vector<Money> value_at_most{}; // one amount for each currency that the shop sells in
    std::vector<Money> value_above{};
    std::optional<int> older_than_days{};
    std::optional<std::int64_t> made_good_before_at_least{};
    std::optional<std::int64_t> taken_back_at_least{};
    bool when_evidence_against = false;

    friend bool operator==(const Rule&, const Rule&) = default;
};

struct Policy {
    std::string version;  // of the file's content; a decision names the one that it was made by
    int window_days = 90; // up to this age a purchase counts as recent
    std::vector<Rule> rules{};
};

// The facts that rules may ask about.
struct Question {
    Money value; // what was paid for the claimed quantity
    int age_days = 0;
    std::int64_t made_good_before = 0;
    std::vector<Evidence> evidence{};
    std::int64_t taken_back = 0; // grants on this line that were reversed
};

struct RuleAnswer {
    std::string rule;
    Wording says;
    Outcome outcome = Outcome::manager_decides;
    bool spoke = false;

    friend bool operator==(const RuleAnswer&, const RuleAnswer&) = default;
};

struct Decision {
    Outcome outcome = Outcome::manager_decides;
    Failure failure = Failure::missing;
    std::string deciding_rule; // empty: no rule spoke, so a manager decides
    std::string policy_version;
    std::vector<RuleAnswer> answers; // every rule asked, in the file's order
    std::vector<Evidence> evidence;

    friend bool operator==(const Decision&, const Decision&) = default;
};

// Asks every rule. The strictest outcome that spoke decides (the first such rule names it). A manager decides where
// none spoke, where a value rule has no amount in the receipt's currency, and where no rule asks for a manager although
// something on this line was given and taken back: no policy lets one person give that again alone.
Decision decide(const Policy& policy, const Question& question, Complaint complaint);

} // namespace makegood
