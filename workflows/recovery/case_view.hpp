#pragma once

#include "workflows/recovery/case.hpp"
#include "workflows/recovery/events.hpp"

#include <optional>
#include <string>
#include <vector>

namespace makegood {

struct SlipPrint {
    std::string job;
    int copy = 0;
    std::optional<PrintOutcome> outcome{}; // nothing while it is on its way

    friend bool operator==(const SlipPrint&, const SlipPrint&) = default;
};

// As far as its printer can know.
inline bool came_out(const SlipPrint& print) {
    return print.outcome == PrintOutcome::printed || print.outcome == PrintOutcome::processed ||
           print.outcome == PrintOutcome::sent;
}

struct GrantedRemedy {
    GrantId grant;
    Authority authority;
    SlipNumber slip;
    SlipDocument document;
    CivilTime given_at;
    std::vector<SlipPrint> prints; // in the order asked
};

// A remedy that was recorded and did not happen after all.
struct TakenBack {
    GrantedRemedy remedy;
    StaffId by;
    CivilTime at;
};

// All that is known of one case, for the desk and for the screens.
struct CaseView {
    CaseId id;
    CaseState state = CaseState::claimed;
    Claim claim;
    Money value;
    StaffId opened_by;
    CivilTime opened_at;
    Decision decision;
    std::optional<Proposal> proposal{}; // the one that lies with a manager
    std::optional<StaffId> declined_by{};
    std::string declined_reason{};
    std::optional<GrantedRemedy> remedy{};
    std::vector<TakenBack> taken_back{}; // in the order of giving
    std::optional<int> faces{};          // the customer's rating of what came of it, 1 to 5
};

} // namespace makegood
