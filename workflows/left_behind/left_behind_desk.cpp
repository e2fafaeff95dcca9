#include "workflows/left_behind/left_behind_desk.hpp"

#include "workflows/fresh_ids.hpp"
#include "workflows/left_behind/matching.hpp"
#include "workflows/recovery/slip.hpp"
#include "workflows/undo.hpp"

#include <algorithm>
#include <cassert>

namespace makegood {

namespace {

using Refusal = LeftBehindRefusal;

// A clock that was set back a little is no reason to refuse.
constexpr std::int64_t clock_doubt_s = 5 * 60;

bool is_in_the_future(CivilTime told, CivilTime now) {
    return told.seconds > now.seconds + clock_doubt_s;
}

// How much of these goods the claim is about.
Quantity claimed_of(const Ledger& ledger, const LeftBehindEntry& entry, const Claim& claim) {
    const auto receipt = claim.more.empty() ? std::nullopt : ledger.receipt(claim.receipt);
    for (const auto& part : by_line(claim)) {
        const auto* line = receipt ? find_line(*receipt, part.line) : nullptr;
        if (line && is_of(entry, *line))
            return part.quantity;
    }
    return claim.quantity;
}

// What was put right by money, a voucher or other goods stands in the till's stock again, also where it lies set aside:
// thrown away, it has to go off it; and back on it, where that was a mistake.
enum class Stock { off, on };
void move_thrown_away(Stock way, Ledger& ledger, const LeftBehindEntry& entry, const Author& author) {
    const auto of = ledger.find_case(entry.made_good);
    const bool is_in_stock =
        of && of->remedy && of->remedy->offer.remedy != Remedy::replacement && of->state != CaseState::owed;
    if (!is_in_stock || !is_in_shop(entry.state))
        return;
    const auto milli = std::min(entry.quantity, claimed_of(ledger, entry, of->claim)).milli();
    ledger.append(
        StockMoved{of->id,
                   of->remedy->grant,
                   {entry.code, Quantity::of_milli(way == Stock::off ? -milli : milli), MovementReason::spoiled}},
        author);
}

} // namespace

Expected<LeftBehindEntry, LeftBehindRefusal> LeftBehindDesk::handle(const LeftBehindCommand& command) {
    return std::visit(
        [&](const auto& particular) -> Answer {
            if (const auto earlier = ledger_.left_behind_handled(particular.request))
                return view(*earlier);
            return perform(particular);
        },
        command);
}

LeftBehindDesk::Answer LeftBehindDesk::perform(const NoteFound& command) {
    if (!ledger_.staff(command.finder))
        return refused(Refusal::staff_unknown);
    if (command.code.empty() && command.item.empty())
        return refused(Refusal::nothing_named);
    if (command.quantity <= Quantity{})
        return refused(Refusal::quantity_not_positive);
    if (is_in_the_future(command.found_at, clock_.now()))
        return refused(Refusal::found_in_the_future);
    const LeftBehindId id(command.request.text());
    ledger_.append(LeftBehindFound{.entry = id,
                                   .code = command.code,
                                   .item = command.item,
                                   .quantity = command.quantity,
                                   .lane = command.lane,
                                   .place = command.place,
                                   .note = command.note,
                                   .perishable_until = command.perishable_until,
                                   .found_at = command.found_at,
                                   .brought_back = command.brought_back,
                                   .label = own_label(left_behind_label_kind, fresh_letters(8, randomness_))},
                   {command.finder, command.request});
    return view(id);
}

LeftBehindDesk::Answer LeftBehindDesk::perform(const MoveEntry& command) {
    if (!ledger_.staff(command.mover))
        return refused(Refusal::staff_unknown);
    const auto entry = ledger_.left_behind(command.entry);
    if (!entry)
        return refused(Refusal::entry_unknown);
    if (!can_move(*entry, command.to))
        return refused(Refusal::entry_is_elsewhere);
    const auto happened_at = command.happened_at.value_or(clock_.now());
    if (is_in_the_future(happened_at, clock_.now()))
        return refused(Refusal::happened_in_the_future);
    if (command.happened_at && happened_at < entry->moved_at)
        return refused(Refusal::happened_before_the_last_step);
    ledger_.append(LeftBehindMoved{.entry = entry->id,
                                   .to = command.to,
                                   .place = command.place.empty() ? entry->place : command.place,
                                   .note = command.note,
                                   .happened_at = happened_at,
                                   .made_good = entry->made_good,
                                   .by_tie = entry->by_tie},
                   {command.mover, command.request});
    if (command.to == LeftBehindState::disposed_of && !entry->made_good.empty())
        move_thrown_away(Stock::off, ledger_, *entry, {command.mover, command.request});
    return view(entry->id);
}

LeftBehindDesk::Answer LeftBehindDesk::perform(const UndoMove& command) {
    if (!ledger_.staff(command.mover))
        return refused(Refusal::staff_unknown);
    const auto entry = ledger_.left_behind(command.entry);
    if (!entry)
        return refused(Refusal::entry_unknown);
    auto before = *entry;
    before.state = command.back_to;
    if (entry->state != command.moved_to || entry->moved_at != command.moved_at || !can_move(before, command.moved_to))
        return refused(Refusal::entry_is_elsewhere);
    if (!can_still_be_undone(entry->moved_recorded_at, clock_.now()))
        return refused(Refusal::too_late);
    const auto lies_since = command.lay_since.value_or(clock_.now());
    if (command.lay_since && entry->moved_at < lies_since)
        return refused(Refusal::entry_is_elsewhere);
    const Author author{command.mover, command.request};
    ledger_.append(LeftBehindMoved{.entry = entry->id,
                                   .to = command.back_to,
                                   .place = command.place.empty() ? entry->place : command.place,
                                   .note = command.note,
                                   .happened_at = lies_since,
                                   .made_good = entry->made_good,
                                   .undoes = true,
                                   .by_tie = entry->by_tie},
                   author);
    if (command.moved_to == LeftBehindState::disposed_of && !entry->made_good.empty())
        move_thrown_away(Stock::on, ledger_, before, author);
    return view(entry->id);
}

LeftBehindDesk::Answer LeftBehindDesk::perform(const UndoFound& command) {
    if (!ledger_.staff(command.mover))
        return refused(Refusal::staff_unknown);
    const auto entry = ledger_.left_behind(command.entry);
    if (!entry)
        return refused(Refusal::entry_unknown);
    const bool is_as_noted = (entry->state == LeftBehindState::kept || entry->state == LeftBehindState::brought_back) &&
                             entry->moved_recorded_at == entry->recorded_at && entry->made_good.empty();
    if (!is_as_noted || entry->taken_back)
        return refused(Refusal::entry_is_elsewhere);
    if (!can_still_be_undone(entry->recorded_at, clock_.now()))
        return refused(Refusal::too_late);
    ledger_.append(FoundTakenBack{entry->id}, {command.mover, command.request});
    return view(entry->id);
}

LeftBehindEntry LeftBehindDesk::view(const LeftBehindId& id) const {
    auto entry = ledger_.left_behind(id);
    assert(entry);
    return std::move(*entry);
}

} // namespace makegood
