#include "terminal/plugin/given.hpp"
#include "terminal/plugin/hooks.hpp"
#include "terminal/plugin/session.hpp"

// What a customer says went wrong: with one line of a receipt, with several, or with goods that no receipt shows.

namespace makegood::plugin {

namespace {

Quantity quantity_of(std::int64_t milli) {
    return Quantity::of_milli(milli == 0 ? one_unit.milli() : milli);
}

ReceiptReference reference_of(Given& given, const char* receipt, std::int32_t revision) {
    const auto key = ReceiptKey::from_text(given.needed(receipt, "receipt"));
    if (!key || revision < 0)
        given.refuse("receipt", "is no key as unit/workstation/2011-12-05/sequence, or its revision is below 0");
    return {key.value_or(ReceiptKey()), revision};
}

std::optional<ToldDays> days_of(Given& given, const makegood_claim_by_word& claim) {
    const auto from = given.day(claim.day_from, "day_from");
    const auto to = given.day(claim.day_to, "day_to");
    if ((to && !from) || (to && *to < *from))
        given.refuse("day_to", "does not fit day_from");
    return from ? std::optional(ToldDays{*from, to.value_or(*from)}) : std::nullopt;
}

} // namespace

Done<const makegood_case*> Session::claim(const makegood_claim* claim) {
    Given given;
    const auto from = given.fields(claim, "claim");
    MakeClaim command{.request = given.request(from.request),
                      .requester = given.staff(from.staff, "staff"),
                      .receipt = reference_of(given, from.receipt, from.revision),
                      .line = LineNumber{from.line},
                      .quantity = quantity_of(from.quantity_milli),
                      .complaint = given.choice(from.complaint, Complaint::quality, {}, "complaint"),
                      .right_price = given.amount(from.right_price, "right_price"),
                      .without_paper = from.without_paper};
    if (given.problem())
        return refused(*given.problem());
    return claimed(std::move(command));
}

Done<const makegood_case*> Session::claim(const makegood_claim_of_lines* claim) {
    Given given;
    const auto from = given.fields(claim, "claim");
    MakeClaim command{.request = given.request(from.request),
                      .requester = given.staff(from.staff, "staff"),
                      .receipt = reference_of(given, from.receipt, from.revision),
                      .line = {},
                      .quantity = {},
                      .complaint = given.choice(from.complaint, Complaint::quality, {}, "complaint"),
                      .without_paper = from.without_paper};
    given.each(from.lines, from.line_count, "lines", [&](const makegood_claimed_line& line) {
        command.more.push_back({LineNumber{line.line}, quantity_of(line.quantity_milli)});
    });
    if (command.more.empty())
        given.refuse("lines", "is needed and empty");
    if (given.problem())
        return refused(*given.problem());
    command.line = command.more.front().line;
    command.quantity = command.more.front().quantity;
    command.more.erase(command.more.begin());
    return claimed(std::move(command));
}

// Of no revision that was said the last is meant.
Done<const makegood_case*> Session::claimed(MakeClaim command) {
    if (command.receipt.revision == 0) {
        const auto newest = storage_->facts().find_receipt(command.receipt.key);
        if (!newest)
            return refused(failed(newest.error()));
        command.receipt.revision = *newest ? (*newest)->revision : 1;
    }
    return answered(handle_with_hooks(*this, command));
}

Done<const makegood_case*> Session::claim(const makegood_claim_by_word* claim) {
    Given given;
    const auto from = given.fields(claim, "claim");
    const NamedItem item{ItemCode(given.text(from.code, "code")), given.text(from.name, "name")};
    if (item.code.empty() && item.name.empty())
        given.refuse("name", "is needed where there is no code");
    MakeToldClaim command{
        .request = given.request(from.request),
        .requester = given.staff(from.staff, "staff"),
        .told = {.item = NamedItem{item.code, item.name.empty() ? item.code.text() : item.name},
                 .unit = given.choice(from.unit, Unit::ounce, {Unit::each}, "unit"),
                 .price = given.amount(from.price, "price").value_or(Money(0, *Currency::from_code("XXX"))),
                 .days = days_of(given, from),
                 .lane = WorkstationId(given.text(from.workstation, "workstation"))},
        .quantity = quantity_of(from.quantity_milli),
        .complaint = given.choice(from.complaint, Complaint::quality, {}, "complaint")};
    if (given.problem())
        return refused(*given.problem());
    return answered(handle_with_hooks(*this, command));
}

} // namespace makegood::plugin
