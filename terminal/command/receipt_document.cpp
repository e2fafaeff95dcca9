#include "terminal/command/receipt_document.hpp"

#include "terminal/text/unicode.hpp"

#include <array>

namespace makegood {

namespace {

std::string_view name_of(RetailTransactionKind kind) {
    static constexpr std::array names = {"sale", "return", "void", "suspended"};
    return names.at(static_cast<std::size_t>(kind));
}

std::string_view name_of(EntryMethod method) {
    static constexpr std::array names = {"unknown", "scanned", "keyed", "weighed"};
    return names.at(static_cast<std::size_t>(method));
}

std::string_view name_of(Unit unit) {
    static constexpr std::array names = {"each", "kg", "g", "l", "m", "lb", "oz"};
    return names.at(static_cast<std::size_t>(unit));
}

Json number_or_null(const std::optional<LineNumber>& line) {
    return line ? Json(static_cast<std::int32_t>(*line)) : Json();
}

Json tenders_of(const RetailTransaction& receipt) {
    Json tenders = Json::array();
    for (const auto& tender : receipt.tenders)
        tenders.push_back(Json::object({{"kind", text::plain(tender.kind)},
                                        {"amount", tender.amount.to_decimal()},
                                        {"card_last_four", tender.card_last_four},
                                        {"reference", text::plain(tender.reference)}}));
    return tenders;
}

Json taxes_of(const RetailTransaction& receipt) {
    Json taxes = Json::array();
    for (const auto& tax : receipt.taxes)
        taxes.push_back(Json::object(
            {{"name", text::plain(tax.name)},
             {"percent", tax.percent_milli ? Json(Quantity::of_milli(*tax.percent_milli).to_decimal()) : Json()},
             {"amount", tax.amount.to_decimal()},
             {"included", tax.included}}));
    return taxes;
}

Json links_of(const RetailTransaction& receipt) {
    Json links = Json::array();
    for (const auto& link : receipt.links)
        links.push_back(
            Json::object({{"reason", link.reason == TransactionLink::Reason::returned ? "return" : "resume"},
                          {"to", link.to.to_text()},
                          {"line", number_or_null(link.line)},
                          {"to_line", number_or_null(link.to_line)}}));
    return links;
}

Json change_of(const std::optional<LineItem>& line) {
    return line ? document_of(*line, {}, {}) : Json();
}

Json changes_of(const ReceiptChange& change) {
    if (change.is_empty())
        return {};
    Json lines = Json::array();
    for (const auto& line : change.lines)
        lines.push_back(Json::object({{"before", change_of(line.before)}, {"after", change_of(line.after)}}));
    return Json::object({{"total_before", change.total_before ? Json(change.total_before->to_decimal()) : Json()},
                         {"lines", lines},
                         {"head", change.head},
                         {"payments", change.payments},
                         {"taxes_or_links", change.details}});
}

} // namespace

Json number_of(Quantity quantity) {
    return quantity.is_whole() ? Json(quantity.milli() / 1000) : Json(static_cast<double>(quantity.milli()) / 1000);
}

std::string_view name_of(LineKind kind) {
    static constexpr std::array names = {"sale", "returned", "fee", "discount"};
    return names.at(static_cast<std::size_t>(kind));
}

Json document_of(const LineItem& line, const LineReturns& returns, Quantity left) {
    Json maybe = Json::array();
    for (const auto& goods : returns.maybe)
        maybe.push_back(Json::object({{"receipt", goods.receipt.key.to_text()},
                                      {"line", static_cast<std::int32_t>(goods.line)},
                                      {"at", goods.at.to_iso()},
                                      {"quantity", number_of(goods.quantity)},
                                      {"amount", goods.amount.to_decimal()}}));
    return Json::object({{"number", static_cast<std::int32_t>(line.number)},
                         {"code", line.code.text()},
                         {"name", text::plain(line.name)},
                         {"kind", name_of(line.kind)},
                         {"voided", line.voided},
                         {"entry_method", name_of(line.entry_method)},
                         {"quantity", number_of(line.quantity)},
                         {"quantity_keyed", line.quantity_keyed},
                         {"unit", name_of(line.unit)},
                         {"amount", line.amount.to_decimal()},
                         {"discount", line.discount ? Json(line.discount->to_decimal()) : Json()},
                         {"came_back", number_of(returns.settled)},
                         {"may_have_come_back", maybe},
                         {"left", number_of(left)}});
}

void add_as_sold(Json& document, const RetailTransaction& receipt, const ReceiptChange& change) {
    document.add("kind", name_of(receipt.kind));
    document.add("tenders", tenders_of(receipt));
    document.add("taxes", taxes_of(receipt));
    document.add("links", links_of(receipt));
    document.add("changed", changes_of(change));
}

} // namespace makegood
