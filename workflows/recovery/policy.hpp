#pragma once

#include "workflows/approval/proof.hpp"
#include "workflows/money.hpp"
#include "workflows/recovery/budget.hpp"
#include "workflows/recovery/evidence.hpp"
#include "workflows/recovery/gift.hpp"
#include "workflows/recovery/second_look.hpp"
#include "workflows/wording.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace makegood {

// What may happen now, from freest to strictest. A machine never says no to a customer.
enum class Outcome { give_now, manager_confirms, manager_decides };

// Of the day by the shop's clock, in minutes after midnight; over midnight where it ends before it begins.
struct HoursOfDay {
    int from = 0;
    int until = 0; // no longer within

    friend bool operator==(const HoursOfDay&, const HoursOfDay&) = default;
};

// One rule of the shop. It speaks when all the conditions that it has hold; a rule with no condition always speaks.
// Where a condition is a list, it holds when one of the list fits; an empty list is no condition.
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
    std::optional<int> younger_than_days{};
    std::vector<Failure> failures{};
    std::vector<Finding> evidence{}; // found, whichever way it points
    std::vector<Finding> evidence_for{};
    std::vector<Finding> evidence_against{};
    std::vector<StaffRole> staff_roles{}; // of who asks
    std::vector<WorkstationId> lanes{};   // where it was paid
    std::optional<HoursOfDay> hours{};
    std::vector<int> weekdays{};          // 1 for Monday to 7
    std::optional<bool> customer_known{}; // the receipt carries the mark of one
    std::optional<std::int64_t> customer_made_good_at_least{};

    std::optional<Wording> customer{}; // what is said to the customer when this rule decides
    int line = 0;                      // of the file; 0: it stands in none

    friend bool operator==(const Rule&, const Rule&) = default;
};

// What one person may give alone by the customer's word, without a receipt or for no goods at all, where nothing speaks
// against it. An empty list or none: nothing but an apology.
struct GoodwillTerms {
    std::vector<Money> up_to{};   // one amount for each currency, of one case
    std::optional<int> per_day{}; // cases of one business day
};

// What one person may give where a manager is needed and none is there; who may approve it signs by the next business
// day. An empty list or none: nothing.
struct CountersignTerms {
    std::vector<Money> up_to{};   // one amount for each currency, of one case
    std::optional<int> per_day{}; // cases of one business day
};

struct Policy {
    std::string version;  // of the file's content; a decision names the one that it was made by
    int window_days = 90; // up to this age a purchase counts as recent
    std::vector<Rule> rules{};
    Budget budget{};
    ApprovalTerms approval{};
    SecondLookShare second_look{};
    GoodwillTerms goodwill{};
    CountersignTerms countersign{};
    GiftTerms gift{};
};

// Whether it asks who asks, when, or of which customer.
bool asks_about_circumstances(const Rule& rule);

// What rules may ask beside the evidence, as it was when they were asked.
struct Circumstances {
    CivilTime at;
    StaffId staff; // who asks
    StaffRole role = StaffRole::cashier;
    std::int64_t given_alone_today = 0;         // see Ledger::given_alone; minor units of the claim's currency
    std::optional<CustomerStanding> customer{}; // nothing: the receipt names nobody
    bool without_paper = false;                 // nobody scanned the receipt
    bool served_there = false;                  // who asks is who served the customer, by the receipt
    // Cases that the asker helped alone without a receipt, before this one, which has none either; nothing: it has one.
    std::optional<int> without_receipt_today{};
    int to_countersign_today = 0; // cases of the asker before this one that somebody was to sign afterwards

    friend bool operator==(const Circumstances&, const Circumstances&) = default;
};

struct RuleAnswer {
    std::string rule;
    Wording says;
    Outcome outcome = Outcome::manager_decides;
    bool spoke = false;
    bool cannot_tell = false; // it asks for something that is not known here
    std::optional<Wording> customer{};

    friend bool operator==(const RuleAnswer&, const RuleAnswer&) = default;
};

// The facts that rules may ask about.
struct Question {
    Money value;                   // what is at stake: see worth.hpp
    std::optional<int> age_days{}; // nothing: no receipt tells, so that rules about the age do not speak
    std::int64_t made_good_before = 0;
    std::vector<Evidence> evidence{};
    std::int64_t taken_back = 0;                  // grants on this line that were reversed
    WorkstationId lane{};                         // where it was paid
    std::optional<Circumstances> circumstances{}; // nothing: not known, so that rules about them cannot tell
    std::vector<RuleAnswer> by_till{};            // of rules that the till asked itself, and that spoke
};

// A finding by which the outcome would be another one.
struct Change {
    Finding finding{};
    std::optional<Direction> if_it_spoke{}; // nothing: if it were not so
    Outcome outcome{};

    friend bool operator==(const Change&, const Change&) = default;
};

// Names the budget among the answers of rules. Its sentence stands in the catalogues.
inline constexpr std::string_view budget_rule = "budget";
// Likewise that nobody gives alone on a receipt at which they served and of which there is no paper.
inline constexpr std::string_view colleague_rule = "colleague";
// Likewise what is given by the customer's word alone.
inline constexpr std::string_view goodwill_rule = "goodwill";
// Likewise, where something speaks against it, as the same goods put right before.
inline constexpr std::string_view goodwill_evidence_rule = "goodwill_evidence";
// Whether the rule is none of the shop's file.
constexpr bool is_of_the_house(std::string_view rule) {
    return rule == budget_rule || rule == colleague_rule || rule == goodwill_rule || rule == goodwill_evidence_rule;
}

// The rules that a till asks itself, and what it vetoes, have names that begin so.
inline constexpr std::string_view till_rule = "till/";
constexpr bool is_of_till(std::string_view rule) {
    return rule.starts_with(till_rule);
}

struct Decision {
    Outcome outcome = Outcome::manager_decides;
    Failure failure = Failure::missing;
    std::string deciding_rule; // empty: no rule spoke, so a manager decides
    std::string policy_version;
    std::vector<RuleAnswer> answers; // every rule asked, in the file's order, and the budget where there is one
    std::vector<Evidence> evidence;
    // Not in the journals of before:
    std::optional<Circumstances> circumstances{};
    std::optional<Money> left_today{}; // of the day's budget of who asked, before this; nothing: no such limit
    std::vector<Change> changes{};     // what would change it
    std::optional<Money> at_stake{};   // what the rules were asked about, where it is not the worth of the claim
    bool may_be_countersigned = false; // a manager is needed, and may sign after it was given
    std::optional<Money> free_up_to{}; // were it worth no more, it could be given now; nothing: its worth is not why

    friend bool operator==(const Decision&, const Decision&) = default;
};

// The answer that decided; nullptr where no rule spoke.
const RuleAnswer* deciding_answer(const Decision& decision);

// Asks every rule. The strictest outcome that spoke decides (the first such rule names it). A manager decides where
// none spoke, where a rule cannot tell, and where no rule asks for a manager although something on this line was given
// and taken back: no policy lets one person give that again alone. Beyond the budget of who asks, beyond the terms of
// goodwill where no receipt shows it, and where who asks served the customer and nobody scanned the receipt, a manager
// confirms at least. Of what a manager is needed for, all may be countersigned within the terms for that, but for what
// somebody else has to see beforehand: a sale of one's own without paper, what was given and taken back before, and
// what a till asks a manager for. A till's rules make it stricter and never freer. `changes` and `free_up_to` stay
// empty.
Decision decide(const Policy& policy, const Question& question, Complaint complaint);
// Adds the answers of a till's rules to what was decided.
void hear_till(Decision& decision, const std::vector<RuleAnswer>& by_till);
// Those that were heard.
std::vector<RuleAnswer> answers_of_till(const Decision& decision);

// Which single finding would lead to another outcome: what speaks against the claim, if it were not so; what a rule
// asks for by name and is not known, if it spoke the way the rule asks.
std::vector<Change> what_would_change(const Policy& policy, const Question& question, Complaint complaint);
// The largest amount up to which it could be given now, of those that the policy names and the day's budget leaves;
// nothing where it can be given now, or could not for whatever amount.
std::optional<Money> free_up_to(const Policy& policy, const Question& question, Complaint complaint);

} // namespace makegood
