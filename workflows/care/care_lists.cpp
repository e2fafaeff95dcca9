#include "workflows/care/care_lists.hpp"

#include "workflows/business_day.hpp"

#include <algorithm>

namespace makegood {

CareToday care_today(CivilTime now, const BusinessHours& hours) {
    return {now, business_day_of(now, hours.day_ends).ends};
}

void CareCounts::add(std::optional<CivilTime> due, const CareToday& today) {
    ++waiting;
    if (due && *due <= today.now)
        ++overdue;
    else if (due && *due < today.ends)
        ++due_today;
}

std::vector<std::string> stands_for(const StaffMember& person, const CareTerms& terms) {
    std::vector<std::string> names{person.id.text()};
    for (const auto& department : terms.departments)
        if (std::ranges::find(department.roles, person.role) != department.roles.end() ||
            std::ranges::find(department.staff, person.id) != department.staff.end())
            names.push_back(department.id);
    return names;
}

} // namespace makegood
