#include "terminal/plugin/given.hpp"
#include "terminal/plugin/session.hpp"
#include "terminal/storage/seen_records.hpp"
#include "workflows/recovery/returns.hpp"

#include <cmath>

// Receipts by their number, their bar code, or what a customer remembers.

namespace makegood::plugin {

namespace {

constexpr int most_found = 20;

RecalledPurchase purchase_of(Given& given, const makegood_facts& facts) {
    RecalledPurchase purchase;
    const auto from = given.day(facts.day_from, "day_from");
    const auto to = given.day(facts.day_to, "day_to");
    if (from)
        purchase.days = RecalledDays{*from, to.value_or(*from), facts.days_off};
    if (facts.days_off < 0 || facts.days_off > 3650 || (to && !from) || (to && *to < *from))
        given.refuse("days_off", "or the days themselves do not fit together");
    if (facts.item_count > 64 || (facts.item_count > 0 && facts.items == nullptr))
        given.refuse("items", "is NULL, or more than 64");
    for (std::size_t i = 0; i < facts.item_count && !given.problem(); ++i)
        purchase.items.push_back(given.needed(facts.items[i], "items"));
    if (const auto total = given.amount(facts.total, "total"))
        purchase.total =
            RecalledAmount{*total, facts.total_permille > 0 ? std::optional<int>(facts.total_permille) : std::nullopt};
    if (const auto lane = given.text(facts.workstation, "workstation"); !lane.empty())
        purchase.workstation = WorkstationId(lane);
    purchase.number = given.text(facts.number, "number");
    purchase.card_last_four = given.text(facts.card_last_four, "card_last_four");
    purchase.phone = given.text(facts.phone, "phone");
    purchase.customer_reference = given.text(facts.customer_reference, "customer_reference");
    return purchase;
}

std::vector<RecalledFact> facts_in(const RecalledPurchase& purchase) {
    std::vector<RecalledFact> told;
    const auto add = [&](bool said, RecalledFact fact) {
        if (said)
            told.push_back(fact);
    };
    add(purchase.days.has_value(), RecalledFact::days);
    add(!purchase.items.empty(), RecalledFact::item);
    add(purchase.total.has_value(), RecalledFact::total);
    add(purchase.workstation.has_value(), RecalledFact::workstation);
    add(!purchase.number.empty(), RecalledFact::number);
    add(!purchase.card_last_four.empty(), RecalledFact::card);
    add(!purchase.customer_reference.empty(), RecalledFact::customer);
    add(!purchase.phone.empty(), RecalledFact::phone);
    return told;
}

} // namespace

Done<const makegood_found*> Session::find_printed(const char* staff, const char* printed) {
    Given given;
    const auto by = given.staff(staff, "staff");
    const auto said = given.needed(printed, "printed");
    if (given.problem())
        return refused(*given.problem());
    auto stored = storage_->facts().find_printed(said, setup_.labels, most_found);
    if (!stored)
        return refused(failed(stored.error()));
    const Found found{.receipts = std::move(*stored)};
    if (auto noted = note_seen(by, found, HowFound::number); !noted)
        return refused(noted.error());
    return answered(found);
}

Done<const makegood_found*> Session::find_by_facts(const makegood_facts* facts) {
    Given given;
    const auto fields = given.fields(facts, "facts");
    const auto by = given.staff(fields.staff, "staff");
    const auto purchase = purchase_of(given, fields);
    if (given.problem())
        return refused(*given.problem());
    auto recalled = recall_.find(purchase, most_found);
    if (!recalled)
        return refused(failed(recalled.error()));
    Found found{.tell_more = recalled->nothing_to_begin_with || recalled->customer_alone,
                .only_newest = recalled->only_newest};
    for (auto& candidate : recalled->candidates) {
        found.receipts.push_back(std::move(candidate.stored));
        found.shares.push_back(candidate.share);
    }
    if (auto noted = note_seen(by, found, HowFound::search, facts_in(purchase)); !noted)
        return refused(noted.error());
    return answered(found);
}

// Before anybody sees it.
Done<void> Session::note_seen(const StaffId& by, const Found& found, HowFound how, std::vector<RecalledFact> told) {
    if (auto known = must_work_here(by); !known)
        return known;
    if (found.receipts.empty())
        return {};
    RecordsSeen seen{.receipt = found.receipts.front().reference(), .how = how, .told = std::move(told)};
    for (auto receipt = found.receipts.begin() + 1; receipt != found.receipts.end(); ++receipt)
        seen.more.push_back(receipt->reference());
    const RequestId request("till-seen/" + fresh_id());
    const auto noted = storage::record_seen(*storage_, seen, {by, request});
    if (!noted)
        return refused(failed(noted.error()));
    return {};
}

Done<const makegood_found*> Session::answered(const Found& found) {
    auto answer = std::make_unique<Answer>();
    const auto face = face_of(*answer, found);
    if (face)
        keep(*face, std::move(answer));
    return face;
}

Done<const makegood_found*> Session::face_of(Answer& answer, const Found& found) {
    std::vector<const makegood_found_receipt*> receipts;
    for (std::size_t i = 0; i < found.receipts.size(); ++i) {
        const auto receipt = found_receipt(answer, found.receipts[i], found.shares.empty() ? 0 : found.shares[i]);
        if (!receipt)
            return refused(receipt.error());
        receipts.push_back(*receipt);
    }
    const auto count = receipts.size();
    return answer.make<makegood_found>({.receipts = answer.list(std::move(receipts)),
                                        .receipt_count = count,
                                        .tell_more = found.tell_more,
                                        .only_newest = found.only_newest});
}

Done<const makegood_found_receipt*> Session::found_receipt(Answer& answer, const storage::StoredReceipt& stored,
                                                           double share) {
    const auto& receipt = stored.receipt;
    const auto made_good = storage_->cases().made_good(receipt.key);
    if (!made_good)
        return refused(failed(made_good.error()));
    const auto returns = storage_->facts().returns_of(receipt);
    if (!returns)
        return refused(failed(returns.error()));
    std::vector<const makegood_found_line*> lines;
    for (const auto& line : receipt.lines) {
        if (!is_goods(receipt, line))
            continue;
        const auto given = made_good->find(line.number);
        const auto back = returns->find(line.number);
        auto came_back = back == returns->end() ? LineReturns() : back->second;
        if (given != made_good->end())
            came_back = settle_refunds(std::move(came_back), given->second.refunds).rest;
        const auto left =
            left_of(line, given == made_good->end() ? Quantity() : given->second.quantity, came_back.settled);
        lines.push_back(answer.make<makegood_found_line>({.number = static_cast<std::int32_t>(line.number),
                                                          .code = answer.text(line.code.text()),
                                                          .name = answer.text(line.name),
                                                          .quantity_milli = line.quantity.milli(),
                                                          .left_milli = left.milli(),
                                                          .unit = static_cast<std::int32_t>(line.unit) + 1,
                                                          .amount = told(line.amount)}));
    }
    const auto count = lines.size();
    return answer.make<makegood_found_receipt>({.revision = stored.revision,
                                                .key = answer.text(receipt.key.to_text()),
                                                .number = answer.text(receipt.number),
                                                .begun_at = answer.text(receipt.begun_at.to_iso()),
                                                .total = told(receipt.total),
                                                .likely_permille = static_cast<std::int32_t>(std::lround(share * 1000)),
                                                .lines = answer.list(std::move(lines)),
                                                .line_count = count});
}

} // namespace makegood::plugin
