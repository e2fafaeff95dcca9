#pragma once

#include "workflows/care/care_terms.hpp"

namespace makegood {

// The lists in which people see the register: what waits for an answer, what of it is due until the business day ends,
// what was due already; what was answered and is to be closed; what was put right and nobody knows why it happened.
enum class CareList { waiting, due_today, overdue, answered, without_cause };
inline constexpr CareList care_lists[] = {CareList::waiting, CareList::due_today, CareList::overdue, CareList::answered,
                                          CareList::without_cause};

struct CareToday {
    CivilTime now;
    CivilTime ends; // the business day; no longer within
};
CareToday care_today(CivilTime now, const BusinessHours& hours);

// Of what waits; those that are overdue are not due today.
struct CareCounts {
    std::int64_t waiting = 0;
    std::int64_t due_today = 0;
    std::int64_t overdue = 0;

    void add(std::optional<CivilTime> due, const CareToday& today);
    friend bool operator==(const CareCounts&, const CareCounts&) = default;
};

// Under which names somebody is waited for: their own number, and the departments that they belong to.
std::vector<std::string> stands_for(const StaffMember& person, const CareTerms& terms);

} // namespace makegood
