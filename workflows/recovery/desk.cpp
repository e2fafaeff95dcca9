#include "workflows/recovery/desk.hpp"

#include "workflows/business_day.hpp"
#include "workflows/fresh_ids.hpp"
#include "workflows/recovery/desk_refusals.hpp"
#include "workflows/recovery/worth.hpp"
#include "workflows/stock/product.hpp"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <set>
#include <utility>

namespace makegood {

namespace {

using namespace desk_refusals;

const SlipPrint* find_print(const CaseView& found, std::string_view job) {
    for (const auto* slip : slips_of(found)) {
        const auto print = std::ranges::find(slip->prints, job, &SlipPrint::job);
        if (print != slip->prints.end())
            return &*print;
    }
    return nullptr;
}

bool is_named_twice(const Claim& claim) {
    std::set<LineNumber> lines;
    return !std::ranges::all_of(by_line(claim), [&](const Claim& part) { return lines.insert(part.line).second; });
}

// What keeps it from being claimed at all, whatever was made good before.
std::optional<Reason> check_lines(const Claim& claim, const RetailTransaction& receipt) {
    if (is_named_twice(claim) || (!claim.more.empty() && claim.complaint == Complaint::wrong_price))
        return Reason::one_line_at_a_time;
    for (const auto& part : by_line(claim)) {
        const LineItem* line = find_line(receipt, part.line);
        if (!line)
            return Reason::line_unknown;
        if (!is_goods(receipt, *line) || claim.complaint == Complaint::service)
            return Reason::line_is_not_goods;
        if (part.quantity <= Quantity{} || part.quantity > line->quantity)
            return Reason::quantity_not_on_line;
    }
    return std::nullopt;
}

bool shows_paid(const ReceiptHistory& history, const GrantId& refund) {
    return std::ranges::find(history.refunds_paid, refund) != history.refunds_paid.end();
}

bool was_without_paper(const CaseView& found) {
    return found.decision.circumstances && found.decision.circumstances->without_paper;
}

// Where such goods stand on it, rather a line that was made good.
std::optional<LineNumber> line_of(const NamedItem& item, const RetailTransaction& receipt, const Ledger& ledger) {
    std::optional<LineNumber> first;
    for (const auto& line : receipt.lines) {
        const bool same = item.code.empty() ? line.name == item.name : goods_of(line.code) == goods_of(item.code);
        if (!same || !is_goods(receipt, line))
            continue;
        if (!ledger.history(receipt.key, line.number).made_good_on_line.is_zero())
            return line.number;
        first = first.value_or(line.number);
    }
    return first;
}

bool goes_over_the_counter_now(const Offer& offer) {
    return is_goods(offer.remedy) && offer.at_hand;
}

} // namespace

Expected<CaseView, DeskRefusal> Desk::handle(const Command& command) {
    return std::visit(
        [&](const auto& particular) -> Answer {
            if (const auto earlier = world_.ledger.handled(particular.request))
                return view(*earlier);
            return perform(particular);
        },
        command);
}

Desk::Answer Desk::perform(const MakeClaim& command) {
    if (!world_.ledger.staff(command.requester))
        return no(Reason::staff_unknown);
    auto receipt = world_.ledger.receipt(command.receipt);
    if (!receipt)
        return no(Reason::receipt_unknown);
    const bool tells_a_price = command.complaint == Complaint::wrong_price;
    Claim claim{.id = {},
                .receipt = command.receipt,
                .line = command.line,
                .quantity = command.quantity,
                .complaint = command.complaint,
                .right_price = tells_a_price ? command.right_price : std::nullopt,
                .more = command.more};
    if (const auto refusal = check_lines(claim, *receipt))
        return no(*refusal);

    const auto claimed = look_up(claim, std::move(*receipt));
    assert(claimed);
    for (const auto& [part, line, history] : claimed->goods)
        if (const Quantity left = left_to_claim(part.complaint, *line, history); part.quantity > left)
            return refused(nothing_left(history, left));
    if (command.right_price && command.right_price->currency() != claimed->goods.front().line->amount.currency())
        return no(Reason::price_was_not_higher);

    claim.id = ClaimId(fresh_id(world_.clock, world_.randomness));
    const auto value = worth_of_all(*claimed);
    if (!value)
        return no(Reason::price_was_not_higher);
    return open_case(*claimed, claim, *value, command.without_paper, command.spoken,
                     {command.requester, command.request});
}

Desk::Answer Desk::perform(const MakeToldClaim& command) {
    if (!world_.ledger.staff(command.requester))
        return no(Reason::staff_unknown);
    const auto& item = command.told.item;
    if (command.complaint == Complaint::wrong_price || command.complaint == Complaint::rung_up_twice ||
        item.has_value() == (command.complaint == Complaint::service))
        return no(Reason::needs_a_receipt);
    if (command.quantity <= Quantity{} || (!item && command.quantity != one_unit))
        return no(Reason::quantity_not_on_line);
    Claim claim{.id = ClaimId(fresh_id(world_.clock, world_.randomness)),
                .receipt = {},
                .line = told_line,
                .quantity = command.quantity,
                .complaint = command.complaint,
                .told = command.told};
    if (auto& beside = claim.told->beside) {
        const auto receipt = world_.ledger.receipt(beside->receipt);
        if (!receipt)
            return no(Reason::receipt_unknown);
        beside->line = item ? line_of(*item, *receipt, world_.ledger) : std::nullopt;
        const auto sold = receipt->begun_at.date();
        claim.told->days = ToldDays{sold, sold};
        claim.told->lane = receipt->key.workstation;
    }
    if (const auto listed = item ? world_.ledger.product(item->code) : std::nullopt)
        claim.told->price = listed->price;
    if (claim.told->price.is_negative() || (item && claim.told->price.is_zero()))
        return no(Reason::price_not_told);
    auto claimed = look_up(claim);
    assert(claimed);
    const CivilTime year_ago{world_.clock.now().seconds - customer_year_days * seconds_per_day};
    claimed->customer =
        world_.ledger.standing_of_phone(command.phone, year_ago, command.requester, claim.told->price.currency());
    return open_case(*claimed, claim, claimed->receipt.total, true, command.spoken,
                     {command.requester, command.request});
}

Desk::Answer Desk::open_case(const Claimed& claimed, const Claim& claim, Money value, bool without_paper,
                             std::optional<Language> spoken, const Author& author) {
    const CaseId case_id(fresh_id(world_.clock, world_.randomness));
    world_.ledger.append(ClaimRequested{.case_id = case_id, .claim = claim, .value = value, .spoken = spoken}, author);
    world_.ledger.append(DecisionMade{case_id, decide_claim(claimed, claim, value, author.actor, without_paper)},
                         author);
    return view(case_id);
}

Desk::Answer Desk::perform(const SpeakLanguage& command) {
    const auto found = case_for(command.requester, command.case_id);
    if (!found)
        return found;
    world_.ledger.append(LanguageChosen{found->id, command.language}, {command.requester, command.request});
    return view(found->id);
}

Desk::Answer Desk::perform(const HearTill& command) {
    const auto found = case_for(command.requester, command.case_id);
    if (!found)
        return found;
    if (found->state == CaseState::declined || found->state == CaseState::closed)
        return no(Reason::case_is_elsewhere);
    const auto claimed = look_up(found->claim);
    if (!claimed)
        return no(Reason::receipt_unknown);
    auto said = said_by_till(found->decision);
    std::ranges::copy(command.facts, std::back_inserter(said.facts));
    std::erase_if(said.answers, [&](const RuleAnswer& earlier) {
        return std::ranges::find(command.answers, earlier.rule, &RuleAnswer::rule) != command.answers.end();
    });
    std::ranges::copy(command.answers, std::back_inserter(said.answers));
    auto decision = found->decision;
    if (found->remedy) {
        std::erase_if(decision.answers, [](const RuleAnswer& answer) { return is_of_till(answer.rule); });
        hear_till(decision, said.answers);
    } else {
        decision = decide_claim(*claimed, found->claim, found->value, command.requester, was_without_paper(*found),
                                said, divided(*found));
    }
    world_.ledger.append(DecisionMade{found->id, decision}, {system_actor, command.request});
    return view(found->id);
}

Desk::Answer Desk::perform(const GiveRemedy& command) {
    const auto found = case_for(command.requester, command.case_id);
    if (!found)
        return found;
    if (found->state != CaseState::claimed)
        return no(Reason::case_is_elsewhere);
    auto claimed = look_up(found->claim);
    if (!claimed)
        return no(Reason::receipt_unknown);
    if (!fits_now(command.offer, *found, *claimed))
        return no(Reason::remedy_does_not_fit);

    // Asked again, because days may have passed and others may have claimed since.
    const Decision again = decide_claim(*claimed, found->claim, found->value, command.requester,
                                        was_without_paper(*found), said_by_till(found->decision), divided(*found));
    const auto allows = [&](const Decision& decision) {
        return command.to_countersign ? decision.may_be_countersigned : decision.outcome == Outcome::give_now;
    };
    const bool manager_is_here = !found->questions.empty();
    if (!allows(found->decision) || (command.to_countersign && manager_is_here))
        return no(Reason::needs_manager);
    const Author author{command.requester, command.request};
    if (!allows(again)) {
        world_.ledger.append(DecisionMade{found->id, again}, author);
        return view(found->id);
    }
    if (const auto gift = gift_in(command.offer, *found, *claimed); gift && !may_give_alone(world_.policy.gift, *gift))
        return no(Reason::gift_too_large);
    const auto grantable = still_grantable(*found, std::move(claimed));
    if (!grantable)
        return refused(grantable.error());
    const auto authority = command.to_countersign
                               ? Authority(CountersignAuthority{again.deciding_rule, again.policy_version})
                               : Authority(RuleAuthority{again.deciding_rule, again.policy_version});
    return grant(*found, *grantable, author, authority, command.requester, command.offer, command.slip_language);
}

// Whoever allowed the one allowed what it is worth; the other is worth no more.
Desk::Answer Desk::perform(const ChangeRemedy& command) {
    const auto found = case_for(command.requester, command.case_id);
    if (!found)
        return found;
    if (found->state != CaseState::owed || !found->remedy)
        return no(Reason::case_is_elsewhere);
    const auto claimed = look_up(found->claim);
    if (!claimed)
        return no(Reason::receipt_unknown);
    if (!fits_now(command.offer, *found, *claimed) || command.offer == found->remedy->offer)
        return no(Reason::remedy_does_not_fit);
    if (found->remedy->asked_of_till)
        return no(Reason::refund_is_asked);
    if (const auto refusal = settled_elsewhere(*found, *claimed))
        return refused(*refusal);
    const auto gift = gift_in(command.offer, *found, *claimed);
    if (gift && !may_give_alone(world_.policy.gift, *gift))
        return no(Reason::gift_too_large);

    const Author author{command.requester, command.request};
    auto content = slip_content(*found, found->remedy->authority, *claimed, command.requester, command.offer,
                                command.slip_language);
    content.value = found->remedy->value;
    content.replaces = slips_on_paper(*found->remedy);
    if (goes_over_the_counter_now(command.offer))
        content.gift = gift;
    RemedyChanged changed{found->id,
                          found->remedy->grant,
                          command.offer,
                          content.number,
                          world_.slip_writer.write(content),
                          claimed->goods.front().history.returned_on_line};
    for (std::size_t i = 1; i < claimed->goods.size(); ++i)
        changed.came_back_before_of_more.push_back(claimed->goods[i].history.returned_on_line);
    world_.ledger.append(changed, author);
    if (goes_over_the_counter_now(command.offer)) {
        world_.ledger.append(GoodsHandedOver{found->id, found->remedy->grant}, author);
        record_gift(*found, *claimed, found->remedy->grant, gift, author);
    }
    if (!is_owed_at_first(command.offer))
        move_stock(*found, found->remedy->grant, command.offer, author);
    world_.ledger.append(SlipPrintAsked{content.number, fresh_id(world_.clock, world_.randomness), 0}, author);
    return view(found->id);
}

Desk::Answer Desk::perform(const HandOver& command) {
    const auto found = case_for(command.requester, command.case_id);
    if (!found)
        return found;
    if (!after(found->state, CaseStep::handed_over) || !found->remedy)
        return no(Reason::case_is_elsewhere);
    const auto claimed = look_up(found->claim);
    const auto refusal = claimed ? settled_elsewhere(*found, *claimed) : std::nullopt;
    if (refusal && !is_money(found->remedy->offer.remedy))
        return refused(*refusal);
    const Author author{command.requester, command.request};
    if (is_money(found->remedy->offer.remedy)) {
        world_.ledger.append(MoneyPaidOut{found->id, found->remedy->grant}, author);
        move_stock(*found, found->remedy->grant, found->remedy->offer, author);
        return view(found->id);
    }
    Expected<std::optional<Gift>, DeskRefusal> gift;
    if (claimed)
        gift = gift_with_what_was_fetched(*found, *claimed, command.weighs);
    if (!gift)
        return refused(gift.error());
    world_.ledger.append(GoodsHandedOver{found->id, found->remedy->grant}, author);
    if (claimed)
        record_gift(*found, *claimed, found->remedy->grant, *gift, author);
    if (found->remedy->offer.remedy == Remedy::replacement)
        hand_over_what_was_left_behind(*found, author);
    move_stock(*found, found->remedy->grant, found->remedy->offer, author);
    return view(found->id);
}

Desk::Answer Desk::perform(const RedeemVoucher& command) {
    const auto found = case_for(command.requester, command.case_id);
    if (!found)
        return found;
    if (!found->remedy || found->remedy->offer.remedy != Remedy::voucher)
        return no(Reason::no_voucher);
    if (found->remedy->redeemed_at)
        return refused(DeskRefusal{.reason = Reason::voucher_is_used, .when = found->remedy->redeemed_at});
    world_.ledger.append(VoucherRedeemed{found->id, found->remedy->grant}, {command.requester, command.request});
    return view(found->id);
}

Desk::Answer Desk::perform(const AskRefund& command) {
    const auto found = world_.ledger.find_case(command.case_id);
    if (!found)
        return no(Reason::case_unknown);
    if (found->state != CaseState::owed || !found->remedy || !is_money(found->remedy->offer.remedy))
        return no(Reason::case_is_elsewhere);
    if (found->remedy->asked_of_till)
        return *found;
    const auto claimed = look_up(found->claim);
    if (const auto refusal = claimed ? settled_elsewhere(*found, *claimed) : std::nullopt)
        return refused(*refusal);
    world_.ledger.append(RefundAsked{found->id, found->remedy->grant}, {system_actor, command.request});
    return view(found->id);
}

Desk::Answer Desk::perform(const EndRefund& command) {
    const auto found = world_.ledger.find_case(command.case_id);
    if (!found)
        return no(Reason::case_unknown);
    if (found->state != CaseState::owed || !found->remedy || !found->remedy->asked_of_till)
        return no(Reason::case_is_elsewhere);
    const Author author{system_actor, command.request};
    const auto& remedy = *found->remedy;
    if (!command.paid) {
        world_.ledger.append(RefundNotPaid{found->id, remedy.grant}, author);
        return view(found->id);
    }
    world_.ledger.append(MoneyPaidOut{found->id, remedy.grant, true}, author);
    move_stock(*found, remedy.grant, remedy.offer, author);
    return view(found->id);
}

Desk::Answer Desk::perform(const SettleRefund& command) {
    const auto found = world_.ledger.find_case(command.case_id);
    if (!found)
        return no(Reason::case_unknown);
    if (!after(found->state, CaseStep::handed_over) || !found->remedy)
        return no(Reason::case_is_elsewhere);
    const auto claimed = look_up(found->claim);
    if (claimed && std::ranges::all_of(claimed->goods, [&](const ClaimedGoods& one) {
            return shows_paid(one.history, found->remedy->grant);
        })) {
        const Author author{system_actor, command.request};
        world_.ledger.append(MoneyPaidOut{found->id, found->remedy->grant, true}, author);
        move_stock(*found, found->remedy->grant, found->remedy->offer, author);
        world_.ledger.append(CaseClosed{found->id}, author);
    }
    return view(found->id);
}

// The policy is asked anew at once, so that the screen shows what may happen now.
Desk::Answer Desk::perform(const ReverseGrant& command) {
    const auto found = case_for(command.requester, command.case_id);
    if (!found)
        return found;
    if (!after(found->state, CaseStep::grant_reversed) || !found->remedy)
        return no(Reason::case_is_elsewhere);
    if (found->state == CaseState::handed_over && is_money(found->remedy->offer.remedy))
        return no(Reason::money_is_out);
    if (found->state == CaseState::owed && found->remedy->asked_of_till)
        return no(Reason::refund_is_asked);
    if (found->remedy->redeemed_at)
        return refused(DeskRefusal{.reason = Reason::voucher_is_used, .when = found->remedy->redeemed_at});
    const auto before = look_up(found->claim);
    if (!before)
        return no(Reason::receipt_unknown);
    if (const auto refusal = settled_elsewhere(*found, *before); refusal && refusal->reason == Reason::money_is_out)
        return refused(*refusal);

    const Author author{command.requester, command.request};
    world_.ledger.append(GrantReversed{found->id, found->remedy->grant}, author);
    move_stock_back(*found, author);
    keep_again_what_was_left_behind(*found, author);
    const auto claimed = look_up(found->claim);
    assert(claimed);
    world_.ledger.append(DecisionMade{found->id, decide_claim(*claimed, found->claim, found->value, command.requester,
                                                              was_without_paper(*found), said_by_till(found->decision),
                                                              divided(*found))},
                         author);
    if (!slips_on_paper(*found->remedy).empty())
        cancel_on_paper(*found, *claimed, author);
    return view(found->id);
}

Desk::Answer Desk::perform(const WriteLetter& command) {
    const auto found = case_for(command.requester, command.case_id);
    if (!found)
        return found;
    if (!found->remedy || found->remedy->letter || found->remedy->offer.remedy == Remedy::apology)
        return no(Reason::nothing_to_print);
    const auto claimed = look_up(found->claim);
    if (!claimed)
        return no(Reason::receipt_unknown);
    auto content = slip_content(*found, found->remedy->authority, *claimed, command.requester,
                                {.remedy = Remedy::apology}, command.language);
    content.value = Money(0, found->value.currency());
    content.confirmed_by = {};
    const Author author{command.requester, command.request};
    world_.ledger.append(
        LetterWritten{found->id, found->remedy->grant, content.number, world_.slip_writer.write(content)}, author);
    world_.ledger.append(SlipPrintAsked{content.number, fresh_id(world_.clock, world_.randomness), 0}, author);
    return view(found->id);
}

Desk::Answer Desk::perform(const PrintSlip& command) {
    const auto found = case_for(command.requester, command.case_id);
    if (!found)
        return found;
    if (!found->remedy || (command.letter && !found->remedy->letter))
        return no(Reason::nothing_to_print);
    const auto& slip = command.letter ? *found->remedy->letter : found->remedy->slip;
    world_.ledger.append(
        SlipPrintAsked{slip.number, fresh_id(world_.clock, world_.randomness), static_cast<int>(slip.prints.size())},
        {command.requester, command.request});
    return view(found->id);
}

Desk::Answer Desk::perform(const RecordPrint& command) {
    const auto found = world_.ledger.find_case(command.case_id);
    if (!found)
        return no(Reason::case_unknown);
    const SlipPrint* print = find_print(*found, command.job);
    if (!print)
        return no(Reason::nothing_to_print);
    if (!print->outcome)
        world_.ledger.append(SlipPrintEnded{command.job, command.outcome}, {system_actor, command.request});
    return view(found->id);
}

Desk::Answer Desk::perform(const CloseCase& command) {
    const auto found = case_for_house_or(command.requester, command.case_id);
    if (!found)
        return found;
    if (!after(found->state, CaseStep::case_closed))
        return no(Reason::case_is_elsewhere);
    world_.ledger.append(CaseClosed{found->id}, {command.requester, command.request});
    return view(found->id);
}

Desk::Answer Desk::perform(const RateService& command) {
    assert(command.faces >= 1 && command.faces <= 5);
    const auto found = world_.ledger.find_case(command.case_id);
    if (!found)
        return no(Reason::case_unknown);
    if (found->state == CaseState::claimed || found->state == CaseState::awaiting_manager)
        return no(Reason::case_is_elsewhere);
    world_.ledger.append(ServiceRated{found->id, command.faces}, {customer_actor, command.request});
    return view(found->id);
}

// The last look before anything is given: whatever was decided or approved, no unit is made good twice.
Expected<Desk::Grantable, DeskRefusal> Desk::still_grantable(const CaseView& found,
                                                             std::optional<Claimed> claimed) const {
    if (!claimed)
        return no(Reason::receipt_unknown);
    std::vector<Money> values;
    Money rest = found.value;
    for (const auto& [claim, line, history] : claimed->goods) {
        const Quantity left = left_to_claim(claim.complaint, *line, history);
        const auto worth = worth_of(claim, *line, history);
        if (claim.quantity > left || !worth)
            return refused(nothing_left(history, left));
        values.push_back(smaller(rest, *worth));
        rest = *subtract(rest, values.back());
    }
    return Grantable{std::move(*claimed), std::move(values), *subtract(found.value, rest)};
}

Desk::Answer Desk::grant(const CaseView& found, const Grantable& grantable, const Author& author, Authority authority,
                         const StaffId& giver, const Offer& offer, Language slip_language, const GrantId& part_of) {
    const GrantId grant_id(fresh_id(world_.clock, world_.randomness));
    const bool by_rule = std::holds_alternative<RuleAuthority>(authority);
    const bool to_countersign = std::holds_alternative<CountersignAuthority>(authority);
    const bool worth_nothing = offer.remedy == Remedy::apology;
    const bool goods_go = goes_over_the_counter_now(offer);
    const Money nothing(0, grantable.value.currency());
    const auto& goods = grantable.claimed.goods;
    auto content = slip_content(found, authority, grantable.claimed, giver, offer, slip_language);
    content.value = worth_nothing ? nothing : grantable.value;
    if (goods_go)
        content.gift = gift_in(offer, found, grantable.claimed);
    GrantGiven given{grant_id,
                     found.id,
                     found.claim,
                     content.value,
                     std::move(authority),
                     content.number,
                     world_.slip_writer.write(content),
                     offer,
                     goods.front().history.returned_on_line};
    for (std::size_t i = 1; i < goods.size(); ++i)
        given.more.push_back({worth_nothing ? nothing : grantable.values[i], goods[i].history.returned_on_line});
    given.part_of = part_of;
    world_.ledger.append(given, author);
    if (to_countersign || (by_rule && wants_second_look(found, grant_id, offer)))
        ask_for_second_look(found, grant_id, author);
    if (goods_go) {
        world_.ledger.append(GoodsHandedOver{found.id, grant_id}, author);
        record_gift(found, grantable.claimed, grant_id, content.gift, author);
    }
    if (part_of.empty())
        take_what_was_left_behind(
            found, goods_go && offer.remedy == Remedy::replacement ? TakenBy::grant_of_the_goods : TakenBy::grant,
            author);
    if (!is_owed_at_first(offer))
        move_stock(found, grant_id, offer, author);
    world_.ledger.append(SlipPrintAsked{content.number, fresh_id(world_.clock, world_.randomness), 0}, author);
    return view(found.id);
}

std::vector<SlipItem> Desk::items_of(const CaseView& found, const std::vector<ClaimedGoods>& goods) const {
    std::vector<SlipItem> items;
    for (const auto& one : goods)
        items.push_back({one.line->code, one.line->name.empty() ? one.line->code.text() : one.line->name,
                         one.claim.quantity, one.line->unit, where_it_is_kept(found, one)});
    return items;
}

// Under a number of its own.
SlipContent Desk::slip_content(const CaseView& found, const Authority& authority, const Claimed& claimed,
                               const StaffId& giver, const Offer& offer, Language language) {
    const auto* manager = std::get_if<ManagerAuthority>(&authority);
    // Nobody makes up the number of a voucher by trying: 80 bits.
    const auto number = offer.remedy == Remedy::voucher
                            ? own_label(voucher_label_kind, fresh_letters(16, world_.randomness))
                            : own_label(slip_label_kind, fresh_letters(8, world_.randomness));
    return {.number = SlipNumber(number),
            .language = language,
            .shop = world_.shop.in(language),
            .offer = offer,
            .is_owed = is_owed_at_first(offer),
            .items = items_of(found, claimed.goods),
            .value = found.value,
            .right_price = found.claim.right_price,
            .receipt_number = claimed.receipt.number,
            .bought_at = found.claim.told ? std::nullopt : std::optional(claimed.receipt.begun_at),
            .given_at = world_.clock.now(),
            .complaint = found.claim.complaint,
            .given_by = giver,
            .confirmed_by = manager != nullptr ? manager->approver : StaffId()};
}

bool Desk::fits_now(const Offer& offer, const CaseView& found, const Claimed& claimed) const {
    const auto today = business_day_of(world_.clock.now(), world_.business_day_ends_minute);
    return fits(offer, found.claim, today.date) && !(offer.weighs && is_by_piece(*claimed.goods.front().line));
}

std::optional<DeskRefusal> Desk::settled_elsewhere(const CaseView& found, const Claimed& claimed) {
    for (const auto& [claim, line, history] : claimed.goods) {
        if (shows_paid(history, found.remedy->grant))
            return DeskRefusal{.reason = Reason::money_is_out};
        const auto used_up = add(history.made_good_on_line, history.came_back_on_line);
        if (used_up && *used_up > line->quantity)
            return DeskRefusal{.reason = Reason::already_came_back, .when = history.last_came_back_on_line};
    }
    return std::nullopt;
}

void Desk::cancel_on_paper(const CaseView& found, const Claimed& claimed, const Author& author) {
    auto content = slip_content(found, found.remedy->authority, claimed, author.actor, found.remedy->offer,
                                found.remedy->slip.document.language);
    content.number = SlipNumber(own_label(slip_label_kind, fresh_letters(8, world_.randomness)));
    content.value = found.remedy->value;
    content.confirmed_by = {};
    content.cancels = slips_on_paper(*found.remedy);
    world_.ledger.append(
        SlipCancelled{found.id, found.remedy->grant, content.number, world_.slip_writer.write(content)}, author);
    world_.ledger.append(SlipPrintAsked{content.number, fresh_id(world_.clock, world_.randomness), 0}, author);
}

Desk::Answer Desk::case_for(const StaffId& requester, const CaseId& id) const {
    if (!world_.ledger.staff(requester))
        return no(Reason::staff_unknown);
    auto found = world_.ledger.find_case(id);
    if (!found)
        return no(Reason::case_unknown);
    return std::move(*found);
}

Desk::Answer Desk::case_for_house_or(const StaffId& requester, const CaseId& id) const {
    if (requester != system_actor)
        return case_for(requester, id);
    auto found = world_.ledger.find_case(id);
    if (!found)
        return no(Reason::case_unknown);
    return std::move(*found);
}

CaseView Desk::view(const CaseId& id) const {
    auto found = world_.ledger.find_case(id);
    assert(found);
    return std::move(*found);
}

} // namespace makegood
