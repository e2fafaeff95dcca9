#include "workflows/recovery/case.hpp"

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
    {CaseState::owed, CaseStep::goods_handed_over, CaseState::handed_over},
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

} // namespace makegood
