#include "workflows/recovery/evidence.hpp"

#include "workflows/recovery/remedy.hpp"

#include <algorithm>
#include <iterator>

namespace makegood {

namespace {

Evidence entry_evidence(const LineItem& line) {
    switch (line.entry_method) {
    case EntryMethod::scanned:
        return {Finding::line_was_scanned, Direction::for_the_claim};
    case EntryMethod::weighed:
        return {Finding::line_was_weighed, Direction::for_the_claim};
    case EntryMethod::keyed:
        return {Finding::line_was_keyed, Direction::unknown};
    case EntryMethod::unknown:
        break;
    }
    return {Finding::entry_not_known, Direction::unknown};
}

bool same_item_was_voided(const RetailTransaction& receipt, const LineItem& line) {
    return std::ranges::any_of(receipt.lines, [&](const LineItem& other) {
        return other.voided && other.code == line.code && other.number != line.number;
    });
}

void add_returns(std::vector<Evidence>& evidence, const ReceiptHistory& history) {
    if (!history.came_back_on_line.is_zero())
        evidence.push_back({Finding::came_back, Direction::against_the_claim, history.came_back_on_line.milli(),
                            history.last_came_back_on_line});
    if (history.may_have_come_back > 0)
        evidence.push_back({Finding::may_have_come_back, Direction::unknown, history.may_have_come_back,
                            history.last_may_have_come_back});
}

bool goes_on_with_a_ticket(const RetailTransaction& receipt) {
    return std::ranges::any_of(
        receipt.links, [](const TransactionLink& link) { return link.reason == TransactionLink::Reason::resumed; });
}

// What was given and taken back is told by itself: it is neither made good nor a line that nobody touched.
void add_history(std::vector<Evidence>& evidence, const ReceiptHistory& history) {
    if (!history.made_good_on_line.is_zero())
        evidence.push_back({Finding::partly_made_good, Direction::against_the_claim, history.made_good_on_line.milli(),
                            history.last_made_good_on_line});
    else if (history.taken_back_on_line == 0 && history.repriced_on_line.is_zero())
        evidence.push_back({Finding::never_claimed_before, Direction::for_the_claim});
    if (!history.repriced_on_line.is_zero())
        evidence.push_back({Finding::price_put_right, Direction::against_the_claim, history.repriced_on_line.milli(),
                            history.last_made_good_on_line});
    if (history.taken_back_on_line > 0)
        evidence.push_back({Finding::taken_back_on_line, Direction::unknown, history.taken_back_on_line,
                            history.last_taken_back_on_line});
    if (history.given_by_word > 0)
        evidence.push_back(
            {Finding::given_by_word, Direction::unknown, history.given_by_word, history.last_given_by_word});
}

void add_others_on_receipt(std::vector<Evidence>& evidence, const ReceiptHistory& history) {
    if (history.made_good_before > 0)
        evidence.push_back({Finding::others_made_good_on_receipt, Direction::against_the_claim,
                            history.made_good_before, history.last_made_good_on_receipt});
}

// Whoever noted a bag from the scale counted bags, so that it is not less than its weight. What lies there for a part
// of the pieces says nothing of the others; the part can be claimed by itself.
Evidence left_behind_evidence(const ReceiptHistory& history, const LineItem& line, Quantity claimed) {
    switch (history.left_behind) {
    case LeftBehindAnswer::holds_it:
        if (is_by_piece(line) && !history.left_behind_quantity.is_zero() && history.left_behind_quantity < claimed)
            return {Finding::left_behind_log_holds_part, Direction::unknown, history.left_behind_quantity.milli(),
                    history.left_behind_at};
        return {Finding::left_behind_log_holds_it, Direction::for_the_claim, history.left_behind_quantity.milli(),
                history.left_behind_at};
    case LeftBehindAnswer::gave_it:
        return {Finding::left_behind_log_gave_it, Direction::against_the_claim, 0, history.left_behind_at};
    case LeftBehindAnswer::nothing_fits:
        return {Finding::left_behind_log_is_empty, Direction::unknown};
    case LeftBehindAnswer::not_kept:
        break;
    }
    return {Finding::left_behind_log_not_kept, Direction::unknown};
}

// The first count after a sale puts the till's stock right, so that later ones say nothing of it. Goods that lie in the
// shop after all make it one over; that nothing was over leaves open where they went.
Evidence stock_evidence(std::optional<CivilTime> sold, const std::optional<StockCount>& first, Quantity claimed) {
    const auto over = first ? found_over(*first) : std::nullopt;
    if (!over || !sold || first->counted_at.seconds > sold->seconds + count_speaks_for_s)
        return {Finding::stock_never_counted, Direction::unknown};
    if (*over >= claimed)
        return {Finding::stock_count_one_over, Direction::for_the_claim, over->milli(), first->counted_at};
    return {Finding::stock_count_as_expected, Direction::unknown, 0, first->counted_at};
}

// What was not taken off again; a scale's item is weighed once for each bag, so a second line of it says nothing.
Evidence count_evidence(const RetailTransaction& receipt, const LineItem& line) {
    std::int64_t milli = 0;
    for (const auto& other : receipt.lines)
        if (other.code == line.code && is_goods(receipt, other))
            milli += other.quantity.milli();
    if (milli <= line.quantity.milli() && line.quantity <= one_unit)
        return {Finding::stands_once, Direction::against_the_claim};
    return {Finding::stands_more_than_once,
            line.entry_method == EntryMethod::weighed ? Direction::unknown : Direction::for_the_claim, milli};
}

// Who types a number too large takes money for what was never there; a typed number of other troubles says nothing.
void add_number_on_line(std::vector<Evidence>& evidence, const LineItem& line, Complaint complaint) {
    if (!is_by_piece(line) || line.quantity <= one_unit)
        return;
    const bool bears_on_it = is_about_absence(complaint) || complaint == Complaint::rung_up_twice;
    if (line.quantity_keyed)
        evidence.push_back({Finding::quantity_was_keyed, bears_on_it ? Direction::for_the_claim : Direction::unknown,
                            line.quantity.milli()});
    else
        evidence.push_back({Finding::several_on_line, Direction::unknown, line.quantity.milli()});
}

struct Silence {
    std::initializer_list<Finding> in_place_of;
    Finding finding;
};
constexpr Silence silences[] = {
    {{Finding::same_item_was_voided}, Finding::nothing_was_voided},
    {{Finding::ticket_was_resumed}, Finding::ticket_was_not_resumed},
    {{Finding::came_back, Finding::may_have_come_back}, Finding::nothing_came_back},
    {{Finding::others_made_good_on_receipt}, Finding::none_made_good_on_receipt},
};

// What was asked and has nothing to tell: said openly, and held against nobody.
void add_silences(std::vector<Evidence>& evidence) {
    for (const auto& silence : silences)
        if (std::ranges::none_of(evidence, [&](const Evidence& fact) {
                return std::ranges::find(silence.in_place_of, fact.finding) != silence.in_place_of.end();
            }))
            evidence.push_back({silence.finding, Direction::unknown});
}

} // namespace

Evidence age_evidence(int days, int window_days, std::optional<CivilTime> bought_at) {
    if (days <= window_days)
        return {Finding::bought_recently, Direction::for_the_claim, days, bought_at};
    return {Finding::bought_long_ago, Direction::unknown, days, bought_at};
}

int age_in_days(const RetailTransaction& receipt, Date today) {
    return std::max(0, today.days_since_1970 - receipt.begun_at.date().days_since_1970);
}

std::vector<Evidence> weigh(const RetailTransaction& receipt, const LineItem& line, const ReceiptHistory& history,
                            Complaint complaint, Quantity claimed, Date today, int window_days) {
    std::vector<Evidence> evidence;
    evidence.push_back({Finding::line_was_paid, Direction::for_the_claim, 0, receipt.begun_at});
    if (complaint == Complaint::rung_up_twice)
        evidence.push_back(count_evidence(receipt, line));
    if (is_about_absence(complaint)) {
        evidence.push_back(left_behind_evidence(history, line, claimed));
        evidence.push_back(stock_evidence(receipt.begun_at, history.first_count, claimed));
    }
    add_history(evidence, history);
    add_returns(evidence, history);
    evidence.push_back(entry_evidence(line));
    if (same_item_was_voided(receipt, line))
        evidence.push_back({Finding::same_item_was_voided, Direction::against_the_claim});
    if (goes_on_with_a_ticket(receipt))
        evidence.push_back({Finding::ticket_was_resumed, Direction::for_the_claim});
    add_others_on_receipt(evidence, history);
    evidence.push_back(history.others_on_lane > 0 ? Evidence{Finding::lane_had_others, Direction::for_the_claim,
                                                             history.others_on_lane, history.last_on_lane}
                                                  : Evidence{Finding::lane_had_none, Direction::unknown});
    evidence.push_back(age_evidence(age_in_days(receipt, today), window_days, receipt.begun_at));
    add_number_on_line(evidence, line, complaint);
    add_silences(evidence);
    return evidence;
}

std::vector<Evidence> together(const std::vector<LineEvidence>& lines) {
    struct Ranked {
        std::size_t rank = 0;
        Evidence fact;
    };
    std::vector<Ranked> all;
    for (const auto& one : lines)
        for (std::size_t rank = 0; rank < one.facts.size(); ++rank) {
            auto fact = one.facts[rank];
            const bool holds_for_all = std::ranges::all_of(lines, [&](const LineEvidence& other) {
                return std::ranges::find(other.facts, fact) != other.facts.end();
            });
            if (holds_for_all && &one != &lines.front())
                continue;
            if (!holds_for_all)
                fact.line = one.line;
            all.push_back({rank, fact});
        }
    std::ranges::stable_sort(all, {}, &Ranked::rank);
    std::vector<Evidence> evidence;
    for (const auto& ranked : all)
        evidence.push_back(ranked.fact);
    return evidence;
}

std::vector<Evidence> evidence_of(LineNumber line, const std::vector<Evidence>& evidence) {
    std::vector<Evidence> facts;
    std::ranges::copy_if(evidence, std::back_inserter(facts),
                         [&](const Evidence& fact) { return fact.line.value_or(line) == line; });
    return facts;
}

Evidence customer_evidence(const std::optional<CustomerStanding>& customer) {
    if (!customer)
        return {Finding::customer_not_known, Direction::unknown};
    if (customer->made_good == 0)
        return {Finding::customer_never_helped, Direction::unknown};
    return {Finding::customer_was_helped, Direction::unknown, customer->made_good};
}

namespace {

Evidence left_behind_evidence_by_word(const LineItem& line, const KnownOfTold& known) {
    auto fact = left_behind_evidence(known.of_goods, line, line.quantity);
    if (!known.bought_by && fact.direction == Direction::against_the_claim)
        fact.direction = Direction::unknown;
    return fact;
}

Evidence by_word_evidence(const ReceiptHistory& of_goods) {
    if (of_goods.given_by_word == 0)
        return {Finding::none_given_by_word, Direction::unknown};
    return {Finding::given_by_word, Direction::unknown, of_goods.given_by_word, of_goods.last_given_by_word};
}

} // namespace

std::vector<Evidence> weigh_told(const ToldPurchase& told, const LineItem& line, Complaint complaint,
                                 const KnownOfTold& known) {
    std::vector<Evidence> evidence;
    const bool stands_on_line = told.beside && told.beside->line;
    if (!stands_on_line)
        evidence.push_back({told.item ? Finding::no_receipt_found : Finding::told_of_service});
    if (told.item && is_about_absence(complaint)) {
        evidence.push_back(left_behind_evidence_by_word(line, known));
        evidence.push_back(stock_evidence(known.bought_by, known.of_goods.first_count, line.quantity));
    }
    if (stands_on_line) {
        add_history(evidence, known.beside);
        add_returns(evidence, known.beside);
    } else if (told.item) {
        evidence.push_back(by_word_evidence(known.of_goods));
    }
    add_others_on_receipt(evidence, known.beside);
    if (known.without_receipt_today > 0)
        evidence.push_back({Finding::helped_without_receipt, Direction::unknown, known.without_receipt_today});
    if (told.item)
        evidence.push_back(told.beside || known.customer ? customer_evidence(known.customer)
                                                         : Evidence{Finding::customer_not_told, Direction::unknown});
    return evidence;
}

Failure tell_failure(Complaint complaint, const std::vector<Evidence>& evidence) {
    switch (complaint) {
    case Complaint::damaged:
        return Failure::damaged;
    case Complaint::spoiled:
        return Failure::spoiled;
    case Complaint::wrong_item:
        return Failure::wrong_item;
    case Complaint::wrong_price:
        return Failure::wrong_price;
    case Complaint::rung_up_twice:
        return Failure::rung_up_twice;
    case Complaint::quality:
        return Failure::quality;
    case Complaint::service:
        return Failure::service;
    case Complaint::not_among_the_goods:
        break;
    }
    const bool held = std::ranges::any_of(
        evidence, [](const Evidence& fact) { return fact.finding == Finding::left_behind_log_holds_it; });
    return held ? Failure::left_behind : Failure::missing;
}

} // namespace makegood
