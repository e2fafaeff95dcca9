#include "workflows/fresh_ids.hpp"
#include "workflows/recovery/desk.hpp"
#include "workflows/recovery/desk_refusals.hpp"
#include "workflows/recovery/worth.hpp"

#include <algorithm>
#include <cassert>

// Parts of a case that are put right in different ways: two of three from the shelf, the money for the third.

namespace makegood {

namespace {

using namespace desk_refusals;

// Lines with nothing on them are left out; empty where `taken` is not a part of the claim.
std::vector<ClaimedLine> what_remains(const Claim& claim, const std::vector<ClaimedLine>& taken) {
    std::vector<ClaimedLine> rest;
    for (const auto& part : by_line(claim))
        rest.push_back({part.line, part.quantity});
    for (const auto& [number, quantity] : taken) {
        const auto line = std::ranges::find(rest, number, &ClaimedLine::line);
        const bool is_named_once = std::ranges::count(taken, number, &ClaimedLine::line) == 1;
        if (!is_named_once || line == rest.end() || quantity <= Quantity() || quantity > line->quantity)
            return {};
        line->quantity = Quantity::of_milli(line->quantity.milli() - quantity.milli());
    }
    std::erase_if(rest, [](const ClaimedLine& one) { return one.quantity.is_zero(); });
    return rest;
}

} // namespace

Desk::Answer Desk::perform(const DivideClaim& command) {
    const auto found = case_for(command.requester, command.case_id);
    if (!found)
        return found;
    const bool manager_is_here = !found->questions.empty(); // and would see only a part of it
    if (found->state != CaseState::claimed || manager_is_here)
        return no(Reason::case_is_elsewhere);
    const auto rest = what_remains(found->claim, command.kept);
    if (rest.empty() || command.kept.empty())
        return no(Reason::quantity_not_on_line);
    const auto kept_claim = on_lines(found->claim, command.kept);
    auto rest_claim = on_lines(found->claim, rest);
    rest_claim.id = ClaimId(fresh_id(world_.clock, world_.randomness));
    const auto kept = look_up(kept_claim), other = look_up(rest_claim);
    if (!kept || !other)
        return no(Reason::receipt_unknown);
    const auto worth = kept_claim.told ? std::optional(kept->receipt.total) : worth_of_all(*kept);
    if (!worth)
        return no(Reason::price_was_not_higher);

    const Author author{command.requester, command.request};
    const Money value = smaller(*worth, found->value), rest_value = *subtract(found->value, value);
    const Money whole = found->whole.value_or(found->decision.at_stake.value_or(found->value));
    const auto family = divided(*found).value_or(DividedCase{whole});
    const CaseId rest_case(fresh_id(world_.clock, world_.randomness));
    const auto decide_anew = [&](const Claimed& claimed, const Claim& claim, Money part) {
        return decide_claim(claimed, claim, part, command.requester,
                            found->decision.circumstances && found->decision.circumstances->without_paper, family);
    };
    world_.ledger.append(ClaimDivided{found->id, command.kept, value, whole}, author);
    world_.ledger.append(DecisionMade{found->id, decide_anew(*kept, kept_claim, value)}, author);
    world_.ledger.append(ClaimRequested{rest_case, rest_claim, rest_value, found->id, whole}, author);
    world_.ledger.append(DecisionMade{rest_case, decide_anew(*other, rest_claim, rest_value)}, author);
    return view(found->id);
}

std::optional<Desk::DividedCase> Desk::divided(const CaseView& found) const {
    if (!found.whole)
        return std::nullopt;
    DividedCase divided{*found.whole};
    std::vector<CaseId> parts{found.id};
    for (auto first = found; !first.rest_of.empty(); first = view(first.rest_of))
        parts = {first.rest_of};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        auto part = view(parts[i]);
        parts.insert(parts.end(), part.rests.begin(), part.rests.end());
        if (part.id != found.id)
            divided.other_parts.push_back(std::move(part));
    }
    return divided;
}

} // namespace makegood
