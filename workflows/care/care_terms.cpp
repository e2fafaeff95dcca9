#include "workflows/care/care_terms.hpp"

#include "workflows/business_day.hpp"

#include <algorithm>

namespace makegood {

namespace {

constexpr std::int64_t minute_s = 60, hour_s = 3'600;

bool is_open_on(Date day, const BusinessHours& hours) {
    const auto weekday = static_cast<int>(std::chrono::weekday(std::chrono::sys_days(day.ymd())).iso_encoding());
    return std::ranges::find(hours.closed_on, weekday) == hours.closed_on.end();
}

CivilTime at_minute(Date day, int minute) {
    return {day.days_since_1970 * seconds_per_day + minute * minute_s};
}

Date day_after(Date day) {
    return {day.days_since_1970 + 1};
}

Date next_open_day(Date day, const BusinessHours& hours) {
    do
        day = day_after(day);
    while (!is_open_on(day, hours));
    return day;
}

// The same time while the shop is open, else when it opens next.
CivilTime open_from(CivilTime at, const BusinessHours& hours) {
    const auto day = at.date();
    if (!is_open_on(day, hours) || at >= at_minute(day, hours.closes))
        return at_minute(next_open_day(day, hours), hours.opens);
    return std::max(at, at_minute(day, hours.opens));
}

CivilTime after_hours(CivilTime from, int count, const BusinessHours& hours) {
    auto left = count * hour_s;
    auto at = open_from(from, hours);
    for (auto closes = at_minute(at.date(), hours.closes); at.seconds + left > closes.seconds;
         closes = at_minute(at.date(), hours.closes)) {
        left -= closes.seconds - at.seconds;
        at = at_minute(next_open_day(at.date(), hours), hours.opens);
    }
    return {at.seconds + left};
}

void add_below(const std::string& above, int depth, const CareTerms& terms, std::vector<CauseInTree>& tree) {
    for (const auto& cause : terms.causes)
        if (cause.under == above) {
            tree.push_back({&cause, depth});
            add_below(cause.id, depth + 1, terms, tree);
        }
}

} // namespace

const CareCause* cause_named(const CareTerms& terms, std::string_view id) {
    const auto found = std::ranges::find(terms.causes, id, &CareCause::id);
    return found == terms.causes.end() ? nullptr : &*found;
}

const Department* department_named(const CareTerms& terms, std::string_view id) {
    const auto found = std::ranges::find(terms.departments, id, &Department::id);
    return found == terms.departments.end() ? nullptr : &*found;
}

std::vector<CauseInTree> cause_tree(const CareTerms& terms) {
    std::vector<CauseInTree> tree;
    add_below({}, 0, terms, tree);
    return tree;
}

CivilTime after_business_time(CivilTime from, const BusinessTime& time, const BusinessHours& hours) {
    auto at = from;
    for (int day = 0; day < time.days; ++day)
        at = at_minute(next_open_day(at.date(), hours), hours.closes);
    return time.hours > 0 ? after_hours(at, time.hours, hours) : at;
}

CareRouting routed(CareKind kind, CivilTime at, const CareTerms& terms) {
    const auto route = std::ranges::find_if(terms.routes, [&](const CareRoute& one) {
        return one.kinds.empty() || std::ranges::find(one.kinds, kind) != one.kinds.end();
    });
    if (route == terms.routes.end())
        return {};
    CareRouting routing{.rule = route->id,
                        .severity = route->severity,
                        .responsible = route->responsible,
                        .escalate_to = route->escalate_to};
    if (route->due.days > 0 || route->due.hours > 0) {
        const auto due = after_business_time(at, route->due, terms.hours);
        routing.deadlines = {due,
                             {due.seconds - route->remind_hours_before * hour_s},
                             after_business_time(due, {.hours = route->escalate_hours_after}, terms.hours)};
    }
    return routing;
}

Urgency urgency_of(const CareRecord& record, CivilTime now, const BusinessHours& hours) {
    const auto& deadlines = record.routing.deadlines;
    if (!deadlines || record.stage >= CareStage::answered)
        return Urgency::none;
    if (now >= deadlines->due)
        return now >= deadlines->escalate_at ? Urgency::escalated : Urgency::overdue;
    if (deadlines->due < business_day_of(now, hours.day_ends).ends)
        return Urgency::today;
    return now >= deadlines->remind_at ? Urgency::soon : Urgency::in_time;
}

bool is_escalated(const CareRecord& record, CivilTime now) {
    const auto& routing = record.routing;
    return record.stage < CareStage::answered && routing.deadlines && now >= routing.deadlines->escalate_at &&
           !routing.escalate_to.empty() && routing.escalate_to != routing.responsible;
}

const std::string& waits_for(const CareRecord& record, CivilTime now) {
    return is_escalated(record, now) ? record.routing.escalate_to : record.routing.responsible;
}

} // namespace makegood
