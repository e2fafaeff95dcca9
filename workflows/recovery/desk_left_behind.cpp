#include "workflows/left_behind/matching.hpp"
#include "workflows/recovery/desk.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace makegood {

namespace {

// Tied to a case, or free of it again, it may have stayed where it was.
CivilTime when_moved(const LeftBehindEntry& entry, LeftBehindState to, CivilTime now) {
    return to == entry.state ? entry.moved_at : now;
}

} // namespace

// What was kept for this buyer is what they get, now or when it was fetched; where money was given, or the goods are
// gone from where they were kept, it stays as it is. Either way it is no fact for another claim.
void Desk::take_what_was_left_behind(const CaseView& found, TakenBy how, const Author& author) {
    const bool goods_go = how == TakenBy::grant_of_the_goods;
    for (const auto& entry : what_the_log_holds_for(found.claim)) {
        const auto to = goods_go && is_in_shop(entry.state) ? LeftBehindState::handed_over : entry.state;
        world_.ledger.append(LeftBehindMoved{.entry = entry.id,
                                             .to = to,
                                             .place = entry.place,
                                             .note = entry.reserved_for,
                                             .happened_at = when_moved(entry, to, world_.clock.now()),
                                             .made_good = found.id,
                                             .by_tie = how == TakenBy::tie},
                             author);
    }
}

std::vector<LeftBehindEntry> Desk::what_the_log_holds_for(const Claim& claim) const {
    std::vector<LeftBehindEntry> entries;
    if (claim.complaint != Complaint::not_among_the_goods)
        return entries;
    for (const auto& part : by_line(claim))
        if (auto entry = claim.told ? known_by_word(*claim.told).entry
                                    : world_.ledger.left_behind_of(part.receipt.key, part.line))
            entries.push_back(std::move(*entry));
    return entries;
}

// What was the case's before its receipt turned up, or was handed over since, stays with it.
std::vector<LeftBehindEntry> Desk::taken_by_tie(const CaseView& found) const {
    auto entries = world_.ledger.left_behind_given_by(found.id);
    std::erase_if(entries, [](const LeftBehindEntry& entry) { return !entry.by_tie; });
    return entries;
}

// It stays where it is, and may be a fact for another claim again.
void Desk::set_free(const std::vector<LeftBehindEntry>& entries, const Author& author) {
    for (const auto& entry : entries)
        world_.ledger.append(LeftBehindMoved{.entry = entry.id,
                                             .to = entry.state,
                                             .place = entry.place,
                                             .note = entry.reserved_for,
                                             .happened_at = entry.moved_at,
                                             .undoes = true},
                             author);
}

std::optional<std::string> Desk::where_it_is_kept(const CaseView& found, const ClaimedGoods& goods) const {
    if (goods.claim.complaint != Complaint::not_among_the_goods)
        return {};
    auto entries = world_.ledger.left_behind_given_by(found.id);
    std::ranges::move(what_the_log_holds_for(goods.claim), std::back_inserter(entries));
    const auto kept = std::ranges::find_if(
        entries, [&](const LeftBehindEntry& entry) { return is_in_shop(entry.state) && is_of(entry, *goods.line); });
    return kept == entries.end() ? std::nullopt : std::optional(kept->place);
}

void Desk::hand_over_what_was_left_behind(const CaseView& found, const Author& author) {
    for (const auto& entry : world_.ledger.left_behind_given_by(found.id))
        if (is_in_shop(entry.state))
            world_.ledger.append(LeftBehindMoved{entry.id, LeftBehindState::handed_over, entry.place,
                                                 entry.reserved_for, world_.clock.now(), found.id},
                                 author);
}

void Desk::keep_again_what_was_left_behind(const CaseView& found, const Author& author) {
    for (const auto& entry : world_.ledger.left_behind_given_by(found.id)) {
        const auto to = entry.state == LeftBehindState::handed_over ? LeftBehindState::kept : entry.state;
        world_.ledger.append(
            LeftBehindMoved{entry.id, to, entry.place, {}, when_moved(entry, to, world_.clock.now()), {}}, author);
    }
}

} // namespace makegood
