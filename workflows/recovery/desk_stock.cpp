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

bool was_counted_over(const Decision& decision) {
    return std::ranges::find(decision.evidence, Finding::stock_count_one_over, &Evidence::finding) !=
           decision.evidence.end();
}

// A bag of weighed goods is noted as one, whatever it weighs.
Quantity noted(const LeftBehindEntry& entry, const LineItem& line, Quantity claimed) {
    const bool by_piece = line.unit == Unit::each && line.entry_method != EntryMethod::weighed;
    return by_piece ? entry.quantity : claimed;
}

} // namespace

std::optional<FoundGoods> Desk::what_was_found(const CaseView& found, const LineItem& line) const {
    const auto entries = world_.ledger.left_behind_given_by(found.id);
    if (!entries.empty())
        return FoundGoods{noted(entries.front(), line, found.claim.quantity),
                          where_is(entries.front(), world_.ledger, world_.clock.now())};
    if (was_counted_over(found.decision))
        return FoundGoods{found.claim.quantity, Whereabouts::counted_in};
    return std::nullopt;
}

void Desk::move_stock(const CaseView& found, const GrantId& grant, const Offer& offer, const Author& author) {
    const auto sold = sold_line(found.claim);
    if (!sold)
        return;
    for (auto& movement : movements_for(found.decision.failure, offer, sold->line->code, found.claim.quantity,
                                        what_was_found(found, *sold->line)))
        world_.ledger.append(StockMoved{found.id, grant, std::move(movement)}, author);
}

void Desk::move_stock_back(const CaseView& found, const Author& author) {
    const auto& grant = found.remedy->grant;
    for (auto& movement : world_.ledger.stock_movements(grant))
        world_.ledger.append(StockMoved{found.id, grant, reversed(std::move(movement))}, author);
}

} // namespace makegood
