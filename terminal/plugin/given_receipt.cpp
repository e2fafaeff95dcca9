#include "terminal/plugin/given_receipt.hpp"

#include "terminal/plugin/given.hpp"

#include <set>

namespace makegood::plugin {

namespace {

constexpr std::int32_t most_lines = 1'000'000;

std::int64_t without_sign(std::int64_t number) {
    return number < 0 ? -number : number;
}

// Goods that came back and discounts are less than zero, however the till writes them.
LineItem line_of(Given& given, const makegood_line& line, Currency currency, std::int32_t last_number) {
    const auto kind = given.choice(line.kind, LineKind::discount, {LineKind::sale}, "kind");
    const bool is_goods = kind == LineKind::sale || kind == LineKind::returned;
    LineItem item{.number = LineNumber{line.number == 0 ? last_number + 1 : line.number},
                  .kind = kind,
                  .voided = line.voided,
                  .code = ItemCode(is_goods ? given.needed(line.code, "code") : given.text(line.code, "code")),
                  .name = given.text(line.name, "name"),
                  .quantity = Quantity::of_milli(line.quantity_milli == 0 ? one_unit.milli() : line.quantity_milli),
                  .amount = given.amount_in(line.amount, currency, "amount"),
                  .entry_method = line.entry_method == 0
                                      ? EntryMethod::unknown
                                      : given.choice(line.entry_method + 1, EntryMethod::weighed, {}, "entry_method"),
                  .unit = given.choice(line.unit, Unit::ounce, {Unit::each}, "unit")};
    if (static_cast<std::int32_t>(item.number) <= last_number || line.number > most_lines)
        given.refuse("number", "does not ascend, or is beyond 1,000,000");
    if (kind == LineKind::sale && item.quantity < Quantity())
        given.refuse("quantity_milli", "is less than zero on a line that sells");
    if (line.quantity_milli == INT64_MIN || line.amount.units == INT64_MIN)
        given.refuse("amount", "is beyond what anybody sells");
    else if (kind == LineKind::returned)
        item.quantity = Quantity::of_milli(-without_sign(item.quantity.milli()));
    if (kind == LineKind::returned || kind == LineKind::discount)
        item.amount = Money(-without_sign(item.amount.minor_units()), currency);
    const auto discount = given.amount_in(line.discount, currency, "discount");
    if (discount.is_negative())
        given.refuse("discount", "is less than zero");
    if (!discount.is_zero())
        item.discount = discount;
    if (item.name.empty())
        item.name = item.code.text();
    return item;
}

std::optional<LineNumber> optional_line(std::int32_t number) {
    return number == 0 ? std::nullopt : std::optional(LineNumber{number});
}

TransactionLink link_of(Given& given, const makegood_return_of& link) {
    const auto key = ReceiptKey::from_text(given.needed(link.receipt, "receipt"));
    if (!key)
        given.refuse("receipt", "is no key as unit/workstation/2011-12-05/sequence");
    return {.reason = TransactionLink::Reason::returned,
            .to = key.value_or(ReceiptKey()),
            .line = optional_line(link.line),
            .to_line = optional_line(link.of_line)};
}

RetailTransaction read_receipt(Given& given, const makegood_receipt& from) {
    const auto begun_at = CivilTime::from_iso(given.needed(from.begun_at, "begun_at"));
    if (!begun_at)
        given.refuse("begun_at", "is no time as 2011-12-05T10:21:33");
    const auto total = given.amount(from.total, "total");
    if (!total)
        given.refuse("total", "is needed and not said");
    auto sequence = given.needed(from.sequence, "sequence");
    auto number = given.text(from.number, "number");
    const Currency currency = total ? total->currency() : *Currency::from_code("XXX");
    constexpr int most_offset = 18 * 60;
    if (from.has_utc_offset && (from.utc_offset_minutes < -most_offset || from.utc_offset_minutes > most_offset))
        given.refuse("utc_offset_minutes", "is beyond 18 hours");
    RetailTransaction receipt{
        .key = {BusinessUnitId(given.needed(from.business_unit, "business_unit")),
                WorkstationId(given.needed(from.workstation, "workstation")),
                given.day(from.business_day, "business_day").value_or(begun_at.value_or(CivilTime()).date()), sequence},
        .number = number.empty() ? sequence : std::move(number),
        .kind = given.choice(from.kind, RetailTransactionKind::suspended, {RetailTransactionKind::sale}, "kind"),
        .begun_at = begun_at.value_or(CivilTime()),
        .utc_offset_minutes = from.has_utc_offset ? std::optional<int>(from.utc_offset_minutes) : std::nullopt,
        .operator_id = OperatorId(given.text(from.operator_id, "operator_id")),
        .customer_reference = given.text(from.customer_reference, "customer_reference"),
        .total = total.value_or(Money(0, currency)),
        .lines = {},
        .tenders = {},
        .customer_phone = given.text(from.customer_phone, "customer_phone")};
    given.each(from.lines, from.line_count, "lines", [&](const makegood_line& line) {
        const auto last = receipt.lines.empty() ? 0 : static_cast<std::int32_t>(receipt.lines.back().number);
        receipt.lines.push_back(line_of(given, line, currency, last));
    });
    given.each(from.tenders, from.tender_count, "tenders", [&](const makegood_tender& tender) {
        receipt.tenders.push_back({.kind = given.text(tender.kind, "kind"),
                                   .amount = given.amount_in(tender.amount, currency, "amount"),
                                   .card_last_four = given.text(tender.card_last_four, "card_last_four"),
                                   .reference = given.text(tender.reference, "reference")});
    });
    given.each(from.taxes, from.tax_count, "taxes", [&](const makegood_tax& tax) {
        if (tax.percent_milli < 0)
            given.refuse("percent_milli", "is less than zero");
        receipt.taxes.push_back(
            {.name = given.text(tax.name, "name"),
             .percent_milli = tax.percent_milli == 0 ? std::nullopt : std::optional(tax.percent_milli),
             .amount = given.amount_in(tax.amount, currency, "amount"),
             .included = tax.included});
    });
    given.each(from.returns, from.return_count, "returns",
               [&](const makegood_return_of& link) { receipt.links.push_back(link_of(given, link)); });
    return receipt;
}

} // namespace

Done<RetailTransaction> receipt_of(const makegood_receipt* given) {
    Given reader;
    const auto fields = reader.fields(given, "receipt");
    auto receipt = reader.problem() ? std::optional<RetailTransaction>() : read_receipt(reader, fields);
    if (reader.problem())
        return refused(*reader.problem());
    return std::move(*receipt);
}

Done<std::vector<Product>> products_of(const makegood_product* const* given, std::size_t count) {
    Given reader;
    std::vector<Product> products;
    std::set<ItemCode> seen;
    reader.each(given, count, "products", [&](const makegood_product& product) {
        ItemCode code(reader.needed(product.code, "code"));
        const auto price = reader.amount(product.price, "price");
        if (!price || price->is_negative())
            return reader.refuse("price", "is needed, and not less than zero");
        if (!seen.insert(goods_of(code)).second)
            return reader.refuse("code", "names goods that stand in the list already");
        auto name = reader.text(product.name, "name");
        products.push_back({.code = code,
                            .name = name.empty() ? code.text() : std::move(name),
                            .price = *price,
                            .still_sold = !product.no_longer_sold,
                            .by_weight = product.by_weight});
    });
    if (reader.problem())
        return refused(*reader.problem());
    return products;
}

} // namespace makegood::plugin
