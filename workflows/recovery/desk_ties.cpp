#include "workflows/recovery/desk.hpp"
#include "workflows/recovery/desk_refusals.hpp"
#include "workflows/recovery/worth.hpp"
#include "workflows/stock/product.hpp"
#include "workflows/undo.hpp"

// Of what went by the customer's word, once its receipt is there.

namespace makegood {

namespace {

using namespace desk_refusals;

// By name where nobody knew the code.
bool are_the_same(const NamedItem& told, const LineItem& line) {
    return told.code.empty() ? told.name == line.name : goods_of(told.code) == goods_of(line.code);
}

} // namespace

// What was given may be worth more than what was paid: only that much counts on the line.
Desk::Answer Desk::perform(const TieClaim& command) {
    const auto found = case_for(command.requester, command.case_id);
    if (!found)
        return found;
    if (!found->claim.told || !found->claim.told->item || !found->remedy)
        return no(Reason::case_is_elsewhere);
    Claim claim = found->claim;
    claim.told.reset();
    claim.receipt = command.receipt;
    claim.line = command.line;
    const auto claimed = look_up(claim);
    if (!claimed)
        return no(Reason::line_unknown);
    const auto& [part, line, history] = claimed->goods.front();
    if (!is_goods(claimed->receipt, *line))
        return no(Reason::line_is_not_goods);
    if (!are_the_same(*found->claim.told->item, *line))
        return no(Reason::other_goods);
    const Quantity left = left_to_claim(part.complaint, *line, history);
    const auto worth = worth_of(part, *line, history);
    if (part.quantity > left || !worth || worth->currency() != found->remedy->value.currency())
        return refused(nothing_left(history, left));

    const Author author{command.requester, command.request};
    world_.ledger.append(ClaimTied{found->id, found->remedy->grant, command.receipt, command.line,
                                   smaller(*worth, found->remedy->value)},
                         author);
    const auto tied = view(found->id);
    const bool was_in_the_log = !world_.ledger.left_behind_given_by(tied.id).empty();
    if (!was_in_the_log)
        take_what_was_left_behind(tied, TakenBy::tie, author);
    if (!was_in_the_log && !world_.ledger.left_behind_given_by(tied.id).empty() &&
        !world_.ledger.stock_movements(tied.remedy->grant).empty()) {
        move_stock_back(tied, author);
        move_stock(tied, tied.remedy->grant, tied.remedy->offer, author);
    }
    return view(found->id);
}

Desk::Answer Desk::perform(const UntieClaim& command) {
    const auto found = case_for(command.requester, command.case_id);
    if (!found)
        return found;
    if (!found->tied_at || !found->remedy || !command.told.item)
        return no(Reason::case_is_elsewhere);
    const auto claimed = look_up(found->claim);
    if (!claimed)
        return no(Reason::line_unknown);
    if (!are_the_same(*command.told.item, *claimed->goods.front().line) ||
        command.told.price.currency() != found->value.currency())
        return no(Reason::other_goods);
    if (!can_still_be_undone(*found->tied_at, world_.clock.now()))
        return no(Reason::too_late);

    const Author author{command.requester, command.request};
    const auto taken = taken_by_tie(*found);
    const bool moves_stock = !taken.empty() && !world_.ledger.stock_movements(found->remedy->grant).empty();
    if (moves_stock)
        move_stock_back(*found, author);
    set_free(taken, author);
    world_.ledger.append(ClaimUntied{found->id, found->remedy->grant, command.told}, author);
    if (moves_stock)
        move_stock(view(found->id), found->remedy->grant, found->remedy->offer, author);
    return view(found->id);
}

} // namespace makegood
