#include "workflows/business_day.hpp"
#include "workflows/recovery/desk.hpp"
#include "workflows/recovery/worth.hpp"

#include <algorithm>
#include <cassert>
#include <iterator>

// What is claimed, what it is worth, and what the rules say of it.

namespace makegood {

namespace {

// Tills and people put zeros in front of a number or leave them out.
bool is_same_number(const OperatorId& till, const StaffId& person) {
    const auto without_zeros = [](std::string_view number) {
        number.remove_prefix(std::min(number.find_first_not_of('0'), number.size()));
        return number;
    };
    const auto number = without_zeros(till.text());
    return !number.empty() && number == without_zeros(person.text());
}

bool is_in_force(const CaseView& part) {
    return part.remedy.has_value();
}

// The whole that a part is judged by holds these already.
struct GivenOfOtherParts {
    std::int64_t alone_today = 0;       // in minor units, as the next
    std::int64_t alone_to_customer = 0; // since the time from which that is counted
};

GivenOfOtherParts given_so_far(std::span<const CaseView> parts, const StaffId& person, CivilTime since,
                               const BusinessDay& today) {
    GivenOfOtherParts given;
    for (const auto& part : parts) {
        if (!is_in_force(part) || part.remedy->given_by != person ||
            std::holds_alternative<ManagerAuthority>(part.remedy->authority))
            continue;
        const auto at = part.remedy->given_at;
        const auto value = part.remedy->value.minor_units();
        given.alone_today += at >= today.begins && at < today.ends ? value : 0;
        given.alone_to_customer += at >= since ? value : 0;
    }
    return given;
}

// Who does not say when is asked no more: most come within a week.
constexpr std::int64_t told_of_within_s = 7 * seconds_per_day;

ToldSale sale_of(const ToldPurchase& told, CivilTime now) {
    if (!told.days)
        return {{{now.seconds - told_of_within_s}, now}, told.lane};
    const auto begins = [](Date day) { return day.days_since_1970 * seconds_per_day; };
    return {{{begins(told.days->from)}, {std::min(begins(told.days->to) + seconds_per_day - 1, now.seconds)}},
            told.lane};
}

Money larger(Money a, Money b) {
    return a.minor_units() < b.minor_units() ? b : a;
}

} // namespace

std::optional<Desk::Claimed> Desk::look_up(const Claim& claim) const {
    auto receipt = claim.told ? as_told(claim) : world_.ledger.receipt(claim.receipt);
    return receipt ? look_up(claim, std::move(*receipt)) : std::nullopt;
}

std::optional<Desk::Claimed> Desk::look_up(const Claim& claim, RetailTransaction receipt) const {
    Claimed claimed{std::move(receipt)};
    for (auto& part : by_line(claim)) {
        const LineItem* line = find_line(claimed.receipt, part.line);
        if (!line)
            return std::nullopt;
        auto history = claim.told ? ReceiptHistory{} : world_.ledger.history(claim.receipt.key, part.line);
        claimed.goods.push_back({std::move(part), line, std::move(history)});
    }
    return claimed;
}

std::optional<Money> Desk::worth_of_all(const Claimed& claimed) {
    Money all(0, claimed.goods.front().line->amount.currency());
    for (const auto& [claim, line, history] : claimed.goods) {
        const auto worth = worth_of(claim, *line, history);
        if (!worth)
            return std::nullopt;
        const auto sum = add(all, *worth);
        if (!sum)
            return std::nullopt;
        all = *sum;
    }
    return all;
}

// As if nothing had been given of these.
Desk::Claimed Desk::without(std::span<const CaseView> parts, const Claimed& claimed) {
    Claimed judged = claimed;
    for (const auto& part : parts) {
        if (!is_in_force(part))
            continue;
        for (auto& [claim, line, history] : judged.goods) {
            --history.made_good_before;
            for (const auto& given : by_line(part.claim))
                if (given.line == line->number && claim.complaint != Complaint::wrong_price)
                    history.made_good_on_line =
                        Quantity::of_milli(history.made_good_on_line.milli() - given.quantity.milli());
        }
    }
    return judged;
}

std::vector<Evidence> Desk::weigh_all(const Claimed& claimed) const {
    const auto today = business_day_of(world_.clock.now(), world_.business_day_ends_minute).date;
    std::vector<LineEvidence> lines;
    for (const auto& [claim, line, history] : claimed.goods)
        lines.push_back({line->number, weigh(claimed.receipt, *line, history, claim.complaint, claim.quantity, today,
                                             world_.policy.window_days)});
    return together(lines);
}

// It speaks of what is told there, and takes nothing from its lines.
ReceiptHistory Desk::told_beside(const Claim& claim) const {
    if (!claim.told || !claim.told->beside)
        return {};
    const auto& [receipt, line] = *claim.told->beside;
    return world_.ledger.history(receipt.key, line.value_or(LineNumber()));
}

KnownByWord Desk::known_by_word(const ToldPurchase& told) const {
    return told.item && !told.item->code.empty()
               ? world_.ledger.known_by_word(told.item->code, sale_of(told, world_.clock.now()))
               : KnownByWord{};
}

std::vector<Evidence> Desk::weigh_by_word(const Claimed& claimed, int without_receipt_today,
                                          const ReceiptHistory& beside, const StaffId& asker) const {
    const auto& [claim, line, history] = claimed.goods.front();
    const auto& told = *claim.told;
    const auto now = world_.clock.now();
    const CivilTime year_ago{now.seconds - customer_year_days * seconds_per_day};
    KnownOfTold known{.without_receipt_today = without_receipt_today,
                      .beside = beside,
                      .of_goods = known_by_word(told).history,
                      .customer = claimed.customer};
    if (told.days)
        known.bought_by = sale_of(told, now).bought.until;
    if (told.beside)
        known.customer = world_.ledger.customer_standing(told.beside->receipt, year_ago, asker, told.price.currency());
    return weigh_told(told, *line, claim.complaint, known);
}

Desk::SaidByTill Desk::said_by_till(const Decision& before) {
    SaidByTill said{.facts = {}, .answers = answers_of_till(before)};
    std::ranges::copy_if(before.evidence, std::back_inserter(said.facts),
                         [](const Evidence& fact) { return fact.finding == Finding::told_by_till; });
    return said;
}

Decision Desk::decide_claim(const Claimed& claimed, const Claim& claim, Money value, const StaffId& asker,
                            bool without_paper, const SaidByTill& said,
                            const std::optional<DividedCase>& divided) const {
    const CivilTime now = world_.clock.now();
    const auto member = world_.ledger.staff(asker);
    assert(member);
    const auto today = business_day_of(now, world_.business_day_ends_minute);
    const CivilTime year_ago{now.seconds - customer_year_days * seconds_per_day};
    const auto& receipt = claimed.receipt;
    const auto without_receipt =
        claim.told ? std::optional(world_.ledger.given_without_receipt(asker, today.begins, today.ends)) : std::nullopt;
    auto customer =
        claim.told ? std::nullopt : world_.ledger.customer_standing(claim.receipt, year_ago, asker, value.currency());
    const auto others = divided ? std::span<const CaseView>(divided->other_parts) : std::span<const CaseView>();
    const auto of_others = given_so_far(others, asker, year_ago, today);
    if (customer) {
        customer->made_good -= std::ranges::count_if(others, is_in_force);
        customer->given_alone -= of_others.alone_to_customer;
    }
    const auto judged = without(others, claimed);
    const auto beside = told_beside(claim);
    auto evidence = claim.told ? weigh_by_word(claimed, *without_receipt, beside, asker) : weigh_all(judged);
    if (!claim.told)
        evidence.push_back(customer_evidence(customer));
    std::ranges::copy(said.facts, std::back_inserter(evidence));
    std::int64_t taken_back = 0;
    for (const auto& one : claimed.goods)
        taken_back = std::max(taken_back, one.history.taken_back_on_line);
    const Question question{
        .value = larger(at_stake_in_all(claimed, value), divided ? divided->whole : value),
        .age_days = claim.told ? std::nullopt : std::optional(age_in_days(receipt, today.date)),
        .made_good_before = claim.told ? beside.made_good_before : judged.goods.front().history.made_good_before,
        .evidence = std::move(evidence),
        .taken_back = taken_back,
        .lane = receipt.key.workstation,
        .circumstances =
            Circumstances{.at = now,
                          .staff = asker,
                          .role = member->role,
                          .given_alone_today =
                              world_.ledger.given_alone(asker, value.currency(), today.begins, today.ends) -
                              of_others.alone_today,
                          .customer = customer,
                          .without_paper = without_paper,
                          .served_there = is_same_number(receipt.operator_id, asker),
                          .without_receipt_today = without_receipt,
                          .to_countersign_today = world_.ledger.given_to_countersign(asker, today.begins, today.ends)},
        .by_till = said.answers};
    Decision decision = decide(world_.policy, question, claim.complaint);
    decision.changes = what_would_change(world_.policy, question, claim.complaint);
    decision.free_up_to = free_up_to(world_.policy, question, claim.complaint);
    if (question.value != value)
        decision.at_stake = question.value;
    return decision;
}

// Of one line, what was decided on when it was claimed; of several, what they are worth now, and never less than then.
Money Desk::at_stake_in_all(const Claimed& claimed, Money value) const {
    if (claimed.goods.size() == 1) {
        const auto& [claim, line, history] = claimed.goods.front();
        return at_stake(claim, *line, value, world_.ledger.product(line->code));
    }
    Money all(0, value.currency());
    for (const auto& [claim, line, history] : claimed.goods) {
        const auto worth = worth_of(claim, *line, history).value_or(Money(0, value.currency()));
        all = add(all, at_stake(claim, *line, worth, world_.ledger.product(line->code))).value_or(value);
    }
    return all.minor_units() > value.minor_units() ? all : value;
}

} // namespace makegood
