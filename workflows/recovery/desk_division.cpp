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

Quantity quantity_on(LineNumber number, const std::vector<ClaimedLine>& lines) {
    const auto line = std::ranges::find(lines, number, &ClaimedLine::line);
    return line == lines.end() ? Quantity() : line->quantity;
}

// What of the remedy the units on each of these lines are worth, counted after those of `before`, so that the worths of
// all parts make up the whole.
std::vector<Money> worths_of(const CaseView& found, const std::vector<ClaimedLine>& lines,
                             const std::vector<ClaimedLine>& before) {
    const auto claimed = by_line(found.claim);
    std::vector<Money> worths;
    for (const auto& [number, quantity] : lines) {
        const auto at = std::ranges::find(claimed, number, &Claim::line) - claimed.begin();
        const auto all = claimed.at(static_cast<std::size_t>(at)).quantity;
        const auto value = found.remedy->values.at(static_cast<std::size_t>(at));
        const auto first = quantity_on(number, before);
        const auto upper = share(value, *add(first, quantity), all), lower = share(value, first, all);
        worths.push_back(*subtract(*upper, *lower));
    }
    return worths;
}

Money sum_of(const std::vector<Money>& worths) {
    Money sum(0, worths.front().currency());
    for (const auto& worth : worths)
        sum = *add(sum, worth);
    return sum;
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
                            found->decision.circumstances && found->decision.circumstances->without_paper,
                            said_by_till(found->decision), family);
    };
    world_.ledger.append(ClaimDivided{found->id, command.kept, value, whole}, author);
    world_.ledger.append(DecisionMade{found->id, decide_anew(*kept, kept_claim, value)}, author);
    world_.ledger.append(ClaimRequested{rest_case, rest_claim, rest_value, found->id, whole, found->spoken}, author);
    world_.ledger.append(DecisionMade{rest_case, decide_anew(*other, rest_claim, rest_value)}, author);
    return view(found->id);
}

// Whoever allowed all of it allowed its parts: nobody is asked again.
Desk::Answer Desk::perform(const DivideRemedy& command) {
    const auto found = case_for(command.requester, command.case_id);
    if (!found)
        return found;
    const bool counts_otherwise_on_its_line = found->tied_at.has_value();
    if (found->state != CaseState::owed || !found->remedy || !is_goods(found->remedy->offer.remedy) ||
        counts_otherwise_on_its_line)
        return no(Reason::case_is_elsewhere);
    const auto rest = what_remains(found->claim, command.kept);
    if (rest.empty() || command.kept.empty())
        return no(Reason::quantity_not_on_line);
    CaseView kept = *found, other = *found;
    kept.claim = on_lines(found->claim, command.kept);
    other.claim = on_lines(found->claim, rest);
    other.id = CaseId(fresh_id(world_.clock, world_.randomness));
    other.claim.id = ClaimId(fresh_id(world_.clock, world_.randomness));
    const auto all = look_up(found->claim), here = look_up(kept.claim);
    auto elsewhere = look_up(other.claim);
    if (!all || !here || !elsewhere)
        return no(Reason::receipt_unknown);
    if (const auto refusal = settled_elsewhere(*found, *all))
        return refused(*refusal);
    const auto values = worths_of(*found, command.kept, {}), rest_values = worths_of(*found, rest, command.kept);
    kept.value = sum_of(values);
    other.value = sum_of(rest_values);
    if (!fits_now(command.of_the_rest, other, *elsewhere) || command.of_the_rest == found->remedy->offer)
        return no(Reason::remedy_does_not_fit);
    if (const auto gift = gift_in(command.of_the_rest, other, *elsewhere);
        gift && !may_give_alone(world_.policy.gift, *gift))
        return no(Reason::gift_too_large);

    const Author author{command.requester, command.request};
    const auto& remedy = *found->remedy;
    const Money whole = found->whole.value_or(found->decision.at_stake.value_or(found->value));
    auto content = slip_content(kept, remedy.authority, *here, command.requester, remedy.offer, command.slip_language);
    content.replaces = slips_on_paper(remedy);
    world_.ledger.append(GrantDivided{found->id, remedy.grant, command.kept, values, whole, content.number,
                                      world_.slip_writer.write(content)},
                         author);
    world_.ledger.append(ClaimRequested{other.id, other.claim, other.value, found->id, whole, found->spoken}, author);
    world_.ledger.append(DecisionMade{other.id, found->decision}, author);
    const Grantable of_the_rest{std::move(*elsewhere), rest_values, other.value};
    const auto given = grant(view(other.id), of_the_rest, author, remedy.authority, giver_of(remedy),
                             command.of_the_rest, command.slip_language, remedy.grant);
    assert(given);
    world_.ledger.append(SlipPrintAsked{content.number, fresh_id(world_.clock, world_.randomness), 0}, author);
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
