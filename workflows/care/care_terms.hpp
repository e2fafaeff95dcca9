#pragma once

#include "workflows/care/care_record.hpp"
#include "workflows/customer/customer_facts.hpp"
#include "workflows/staff/staff_member.hpp"
#include "workflows/wording.hpp"

namespace makegood {

// Why something went wrong, in the shop's own tree.
struct CareCause {
    std::string id;
    std::string under; // the cause above it; empty: it stands at the top
    Wording says;
};

struct Department {
    std::string id;
    Wording says;
    std::vector<StaffRole> roles{}; // whoever has one of these belongs to it,
    std::vector<StaffId> staff{};   // and so do these
};

// Minutes of the day, and the weekdays (1 Monday to 7 Sunday) on which the shop is closed.
struct BusinessHours {
    int opens = 0;
    int closes = 24 * 60;
    std::vector<int> closed_on{};
    int day_ends = 0; // the business day, after midnight; what is due before that is due the day before
};

// Either may be zero; days count to the end of the last of them.
struct BusinessTime {
    int days = 0;
    int hours = 0;
};

struct CareRoute {
    std::string id;
    std::vector<CareKind> kinds{}; // empty: all
    CareSeverity severity = CareSeverity::medium;
    std::string responsible;
    BusinessTime due{};
    int remind_hours_before = 0;  // on the clock
    int escalate_hours_after = 0; // of business
    std::string escalate_to;
};

// What the shop wrote down about complaints: care.toml.
struct CareTerms {
    BusinessHours hours{};
    std::vector<Department> departments{};
    std::vector<CareRoute> routes{}; // the first that fits counts
    std::vector<CareCause> causes{};
    LoyaltyTerms loyalty{};
};

const CareCause* cause_named(const CareTerms& terms, std::string_view id);
const Department* department_named(const CareTerms& terms, std::string_view id);

// Each cause right below the one that it is under, 0 deep at the top.
struct CauseInTree {
    const CareCause* cause;
    int depth = 0;
};
std::vector<CauseInTree> cause_tree(const CareTerms& terms);

// When so much business time is over. Precondition: the shop opens on some day of the week.
CivilTime after_business_time(CivilTime from, const BusinessTime& time, const BusinessHours& hours);

// Whose it is, and by when.
CareRouting routed(CareKind kind, CivilTime at, const CareTerms& terms);

// How it stands with an answer that is owed. `soon`: within the time in which the responsible are reminded.
enum class Urgency { none, in_time, soon, today, overdue, escalated };
Urgency urgency_of(const CareRecord& record, CivilTime now, const BusinessHours& hours);
constexpr bool is_overdue(Urgency urgency) {
    return urgency >= Urgency::overdue;
}

// Nobody answered in time, and so it went to somebody else.
bool is_escalated(const CareRecord& record, CivilTime now);
// Whom it waits for now.
const std::string& waits_for(const CareRecord& record, CivilTime now);

} // namespace makegood
