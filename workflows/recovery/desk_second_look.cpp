#include "workflows/business_day.hpp"
#include "workflows/recovery/desk.hpp"
#include "workflows/recovery/desk_refusals.hpp"

#include <algorithm>

namespace makegood {

using namespace desk_refusals;

// Chance chooses, but for what was given by the customer's word: all of that is looked at. An apology is no gift.
void Desk::ask_for_second_look(const CaseView& found, const GrantId& grant, const Offer& offer, const Author& author) {
    const bool by_word = found.claim.told && offer.remedy != Remedy::apology;
    if (!by_word && !is_chosen(grant, world_.policy.second_look, world_.cryptography))
        return;
    const auto today = business_day_of(world_.clock.now(), world_.business_day_ends_minute).date;
    world_.ledger.append(SecondLookAsked{found.id, grant, Date{today.days_since_1970 + 1}},
                         {system_actor, author.request});
}

Desk::Answer Desk::perform(const TakeSecondLook& command) {
    const auto found = case_for(command.requester, command.case_id);
    if (!found)
        return found;
    if (std::ranges::all_of(found->looks, [](const SecondLook& look) { return look.looked_by.has_value(); }))
        return no(Reason::nothing_to_look_at);
    if (!waits_for_a_look_of(*found, command.requester))
        return no(Reason::own_request);
    for (const auto& look : found->looks)
        if (!look.looked_by && look.given_by != command.requester)
            world_.ledger.append(SecondLookTaken{found->id, look.grant}, {command.requester, command.request});
    return view(found->id);
}

} // namespace makegood
