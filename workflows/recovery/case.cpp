#include "workflows/recovery/case.hpp"

#include "workflows/recovery/case_view.hpp"
#include "workflows/staff/permissions.hpp"

#include <algorithm>

namespace makegood {

namespace {

struct Transition {
    CaseState from;
    CaseStep step;
    CaseState to;
};

constexpr Transition transitions[] = {
    {CaseState::claimed, CaseStep::manager_asked, CaseState::awaiting_manager},
    {CaseState::claimed, CaseStep::granted, CaseState::owed},
    {CaseState::claimed, CaseStep::case_closed, CaseState::closed},
    {CaseState::awaiting_manager, CaseStep::manager_asked, CaseState::awaiting_manager},
    {CaseState::awaiting_manager, CaseStep::proposal_withdrawn, CaseState::claimed},
    {CaseState::awaiting_manager, CaseStep::granted, CaseState::owed},
    {CaseState::awaiting_manager, CaseStep::manager_declined, CaseState::declined},
    {CaseState::awaiting_manager, CaseStep::manager_questioned, CaseState::claimed},
    {CaseState::owed, CaseStep::handed_over, CaseState::handed_over},
    {CaseState::owed, CaseStep::grant_reversed, CaseState::claimed},
    {CaseState::handed_over, CaseStep::grant_reversed, CaseState::claimed},
    {CaseState::handed_over, CaseStep::case_closed, CaseState::closed},
    {CaseState::declined, CaseStep::case_closed, CaseState::closed},
};

} // namespace

std::optional<CaseState> after(CaseState state, CaseStep step) {
    for (const auto& transition : transitions)
        if (transition.from == state && transition.step == step)
            return transition.to;
    return std::nullopt;
}

CaseState state_when_granted(const Offer& offer) {
    return route_of(offer.remedy) == Route::paper ? CaseState::handed_over : CaseState::owed;
}

bool may_take(const SecondLook& look, const CaseView& view, const StaffMember& person, const ApprovalTerms& terms) {
    if (look.looked_by || look.given_by == person.id)
        return false;
    return !look.to_countersign || (view.opened_by != person.id && may_approve(person.role, terms, judged_value(view)));
}

bool waits_for_a_look_of(const CaseView& view, const StaffMember& person, const ApprovalTerms& terms) {
    return std::ranges::any_of(view.looks, [&](const SecondLook& look) { return may_take(look, view, person, terms); });
}

bool waits_to_be_countersigned(const CaseView& view) {
    return std::ranges::any_of(view.looks,
                               [](const SecondLook& look) { return look.to_countersign && !look.looked_by; });
}

const AskedBack* open_question(const CaseView& view) {
    const bool waits =
        view.state == CaseState::claimed && !view.questions.empty() && view.questions.back().answer.empty();
    return waits ? &view.questions.back() : nullptr;
}

std::vector<SlipNumber> slips_on_paper(const GrantedRemedy& remedy) {
    std::vector<SlipNumber> numbers;
    const auto add_if_out = [&](const IssuedSlip& slip) {
        if (std::ranges::any_of(slip.prints, may_be_out))
            numbers.push_back(slip.number);
    };
    std::ranges::for_each(remedy.earlier_slips, add_if_out);
    add_if_out(remedy.slip);
    return numbers;
}

std::vector<const IssuedSlip*> slips_of(const CaseView& view) {
    std::vector<const IssuedSlip*> slips;
    const auto add = [&](const GrantedRemedy& remedy) {
        for (const auto& slip : remedy.earlier_slips)
            slips.push_back(&slip);
        slips.push_back(&remedy.slip);
        if (remedy.letter)
            slips.push_back(&*remedy.letter);
    };
    for (const auto& taken_back : view.taken_back) {
        add(taken_back.remedy);
        if (taken_back.cancelling_slip)
            slips.push_back(&*taken_back.cancelling_slip);
    }
    if (view.remedy)
        add(*view.remedy);
    return slips;
}

std::optional<Language> spoken_in(const CaseView& view) {
    const auto slips = slips_of(view);
    return slips.empty() ? view.spoken : slips.back()->document.language;
}

} // namespace makegood
