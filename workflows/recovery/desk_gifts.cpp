#include "workflows/recovery/desk.hpp"
#include "workflows/recovery/desk_refusals.hpp"

// What goes home beyond what was paid for.

namespace makegood {

using namespace desk_refusals;

std::optional<Gift> Desk::gift_in(const Offer& offer, const CaseView& found, const Claimed& claimed) const {
    if (claimed.goods.size() != 1 || !is_goods(offer.remedy))
        return std::nullopt;
    const auto& [claim, line, history] = claimed.goods.front();
    const auto listed = world_.ledger.product(offer.instead ? offer.instead->code : line->code);
    return gift_of(offer, claim, *line, at_stake_in_all(claimed, found.value), listed);
}

void Desk::record_gift(const CaseView& found, const Claimed& claimed, const GrantId& grant,
                       const std::optional<Gift>& gift, const Author& author) {
    if (!gift)
        return;
    world_.ledger.append(GiftGiven{found.id, grant, *gift}, author);
    if (!gift->more.is_zero())
        world_.ledger.append(StockMoved{found.id,
                                        grant,
                                        {claimed.goods.front().line->code, Quantity::of_milli(-gift->more.milli()),
                                         MovementReason::gift}},
                             author);
}

Expected<std::optional<Gift>, DeskRefusal>
Desk::gift_with_what_was_fetched(const CaseView& found, const Claimed& claimed,
                                 const std::optional<Quantity>& weighs) const {
    auto offer = found.remedy->offer;
    offer.at_hand = true;
    offer.promised_for.reset();
    offer.weighs = weighs;
    if (!fits_now(offer, found, claimed))
        return no(Reason::remedy_does_not_fit);
    const auto gift = gift_in(offer, found, claimed);
    if (weighs && gift && !may_give_alone(world_.policy.gift, *gift))
        return no(Reason::gift_too_large);
    return gift;
}

} // namespace makegood
