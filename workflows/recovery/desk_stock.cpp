#include "workflows/left_behind/matching.hpp"
#include "workflows/recovery/desk.hpp"

#include <algorithm>

namespace makegood {

namespace {

Whereabouts where_is(const LeftBehindEntry& entry, const Ledger& ledger, CivilTime now) {
    if (entry.state == LeftBehindState::disposed_of)
        return Whereabouts::thrown_away;
    if (entry.state != LeftBehindState::put_back)
        return Whereabouts::in_shop;
    const auto count = ledger.first_count(entry.code, entry.moved_at);
    return count && count->counted_at <= now ? Whereabouts::counted_in : Whereabouts::in_shop;
}

bool was_counted_over(LineNumber line, const Decision& decision) {
    return std::ranges::any_of(evidence_of(line, decision.evidence),
                               [](const Evidence& fact) { return fact.finding == Finding::stock_count_one_over; });
}

// A bag of weighed goods is noted as one, whatever it weighs.
Quantity noted(const LeftBehindEntry& entry, const LineItem& line, Quantity claimed) {
    return is_by_piece(line) ? entry.quantity : claimed;
}

} // namespace

std::optional<FoundGoods> Desk::what_was_found(const CaseView& found, const Claim& claim, const LineItem& line) const {
    for (const auto& entry : world_.ledger.left_behind_given_by(found.id))
        if (found.claim.more.empty() || is_of(entry, line))
            return FoundGoods{noted(entry, line, claim.quantity), where_is(entry, world_.ledger, world_.clock.now())};
    if (was_counted_over(line.number, found.decision))
        return FoundGoods{claim.quantity, Whereabouts::counted_in};
    return std::nullopt;
}

void Desk::move_stock(const CaseView& found, const GrantId& grant, const Offer& offer, const Author& author) {
    const auto claimed = look_up(found.claim);
    if (!claimed)
        return;
    for (const auto& [claim, line, history] : claimed->goods) {
        const auto failure = tell_failure(claim.complaint, evidence_of(line->number, found.decision.evidence));
        for (auto& movement :
             movements_for(failure, offer, line->code, claim.quantity, what_was_found(found, claim, *line)))
            world_.ledger.append(StockMoved{found.id, grant, std::move(movement)}, author);
    }
}

void Desk::move_stock_back(const CaseView& found, const Author& author) {
    const auto& grant = found.remedy->grant;
    for (auto& movement : world_.ledger.stock_movements(grant))
        world_.ledger.append(StockMoved{found.id, grant, reversed(std::move(movement))}, author);
}

} // namespace makegood
