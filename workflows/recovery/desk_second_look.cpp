#include "workflows/business_day.hpp"
#include "workflows/recovery/desk.hpp"
#include "workflows/recovery/desk_refusals.hpp"

#include <algorithm>

namespace makegood {

using namespace desk_refusals;

std::optional<DeskRefusal> why_no_look_of(const CaseView& view, const StaffMember& person, const ApprovalTerms& terms) {
    if (waits_for_a_look_of(view, person, terms))
        return std::nullopt;
    const auto is_left = [](const SecondLook& look) { return !look.looked_by; };
    if (std::ranges::none_of(view.looks, is_left))
        return DeskRefusal{.reason = Reason::nothing_to_look_at};
    const bool of_others = view.opened_by != person.id && std::ranges::any_of(view.looks, [&](const SecondLook& look) {
                               return is_left(look) && look.given_by != person.id;
                           });
    return DeskRefusal{.reason = of_others ? why_not_approving(person.role) : Reason::own_request};
}

// Chance chooses, but for what was given by the customer's word: all of that is looked at. An apology is no gift.
bool Desk::wants_second_look(const CaseView& found, const GrantId& grant, const Offer& offer) const {
    const bool by_word = found.claim.told && offer.remedy != Remedy::apology;
    return by_word || is_chosen(grant, world_.policy.second_look, world_.cryptography);
}

void Desk::ask_for_second_look(const CaseView& found, const GrantId& grant, const Author& author) {
    const auto today = business_day_of(world_.clock.now(), world_.business_day_ends_minute).date;
    world_.ledger.append(SecondLookAsked{found.id, grant, Date{today.days_since_1970 + 1}},
                         {system_actor, author.request});
}

Desk::Answer Desk::perform(const TakeSecondLook& command) {
    const auto found = case_for(command.requester, command.case_id);
    if (!found)
        return found;
    const auto person = world_.ledger.staff(command.requester);
    if (const auto refusal = why_no_look_of(*found, *person, world_.policy.approval))
        return refused(*refusal);
    for (const auto& look : found->looks)
        if (may_take(look, *found, *person, world_.policy.approval))
            world_.ledger.append(SecondLookTaken{found->id, look.grant}, {command.requester, command.request});
    return view(found->id);
}

} // namespace makegood
